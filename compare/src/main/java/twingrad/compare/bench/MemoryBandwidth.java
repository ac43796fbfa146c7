package twingrad.compare.bench;

/**
 * a = b + s·c over arrays far larger than any cache, in so many threads at once (the triad of McCalpin's STREAM, 1995);
 * counted as three arrays moved.
 */
final class MemoryBandwidth implements Measurement {

    /** Floats an array: 64 MB. */
    private static final int LENGTH = 1 << 24;

    private static final int ARRAYS = 3;

    private final int threads;

    MemoryBandwidth(int threads) {
        this.threads = threads;
    }

    @Override
    public Figure take(Effort effort) {
        float[] a = new float[LENGTH];
        float[] b = new float[LENGTH];
        float[] c = new float[LENGTH];
        var crew = new Crew(threads);
        Runnable triad = () -> crew.run(thread -> {
            int from = (int) ((long) LENGTH * thread / threads);
            int to = (int) ((long) LENGTH * (thread + 1) / threads);
            triad(a, b, c, from, to);
        });
        double gigabytes = 1e-9 * ARRAYS * Float.BYTES * LENGTH;
        return Figure.of(new Stopwatch(effort).seconds(triad).map(seconds -> gigabytes / seconds), "GB/s");
    }

    private static void triad(float[] a, float[] b, float[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }
}

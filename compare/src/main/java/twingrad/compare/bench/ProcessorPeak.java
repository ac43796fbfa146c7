package twingrad.compare.bench;

import twingrad.tensor.Peak;

/** Fused multiply-adds on registers alone, in so many threads at once: what the processor could do. */
final class ProcessorPeak implements Measurement, Runnable {

    /** Some milliseconds of work, in calls that are short enough to be compiled as a whole. */
    private static final int CALLS = 20;

    private static final int ROUNDS = 50_000;

    private final Crew crew;
    private final long[] operations;

    ProcessorPeak(int threads) {
        crew = new Crew(threads);
        operations = new long[threads];
    }

    @Override
    public void run() {
        crew.run(thread -> {
            long sum = 0;
            for (int call = 0; call < CALLS; call++) {
                sum += Peak.compute(ROUNDS);
            }
            operations[thread] = sum;
        });
    }

    /** GFLOP/s, where one run took so many seconds. */
    double rate(double seconds) {
        long sum = 0;
        for (long ofThread : operations) {
            sum += ofThread;
        }
        return sum / seconds * 1e-9;
    }

    @Override
    public Figure take(Effort effort) {
        return Figure.of(new Stopwatch(effort).seconds(this).map(this::rate), "GFLOP/s");
    }
}

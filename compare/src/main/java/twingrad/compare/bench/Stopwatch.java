package twingrad.compare.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times work that is repeated: warms it up until it gets no faster, then takes one sample after the other. What takes
 * less than a sample's length is repeated within a sample. Several works take turns, so that whatever slows the machine
 * for a while slows them all, and their ratios stay.
 */
public final class Stopwatch {

    /** Seconds a sample lasts at least: so many reads of the clock and wakings of threads that none counts. */
    private static final double SAMPLE = 0.01;

    /** What counts as a gain: a round that takes less than this share of the best before. */
    private static final double GAIN = 0.98;

    private final LongSupplier nanos;
    private final Effort effort;

    /** A stopwatch by this machine's clock. */
    public Stopwatch(Effort effort) {
        this(effort, System::nanoTime);
    }

    /** A stopwatch by a clock that gives nanoseconds. */
    Stopwatch(Effort effort, LongSupplier nanos) {
        this.effort = effort;
        this.nanos = nanos;
    }

    /** Seconds that one run of the work takes. */
    public Spread seconds(Runnable work) {
        return Spread.of(samples(List.of(work)).get(0));
    }

    /** Seconds that one run of each work takes, sample by sample; the samples of one number were taken together. */
    public List<double[]> samples(List<Runnable> works) {
        int[] repeats = warmUp(works);
        var rounds = new ArrayList<double[]>();
        long start = nanos.getAsLong();
        while (rounds.size() < effort.least() || since(start) < effort.measuring()) {
            rounds.add(round(works, repeats));
        }
        return transposed(rounds, works.size());
    }

    /** Runs the works in turns until they get no faster; returns how often each is repeated in a sample. */
    private int[] warmUp(List<Runnable> works) {
        int[] repeats = new int[works.size()];
        Arrays.fill(repeats, 1);
        long start = nanos.getAsLong();
        long gained = start;
        double best = Double.POSITIVE_INFINITY;
        do {
            double[] seconds = round(works, repeats);
            double sum = 0;
            for (int i = 0; i < repeats.length; i++) {
                repeats[i] = Math.max(repeats[i], (int) Math.ceil(SAMPLE / seconds[i]));
                sum += seconds[i];
            }
            if (sum < GAIN * best) {
                gained = nanos.getAsLong();
                best = sum;
            }
        } while (since(gained) < effort.steady() && since(start) < Effort.PATIENCE * effort.steady());
        return repeats;
    }

    /** One sample of each: seconds a run. */
    private double[] round(List<Runnable> works, int[] repeats) {
        double[] seconds = new double[repeats.length];
        for (int i = 0; i < repeats.length; i++) {
            Runnable work = works.get(i);
            long start = nanos.getAsLong();
            for (int n = 0; n < repeats[i]; n++) {
                work.run();
            }
            seconds[i] = Math.max(1, nanos.getAsLong() - start) * 1e-9 / repeats[i];
        }
        return seconds;
    }

    private double since(long start) {
        return (nanos.getAsLong() - start) * 1e-9;
    }

    private static List<double[]> transposed(List<double[]> rounds, int works) {
        var samples = new ArrayList<double[]>();
        for (int work = 0; work < works; work++) {
            int column = work;
            samples.add(rounds.stream().mapToDouble(round -> round[column]).toArray());
        }
        return samples;
    }
}

package twingrad.compare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** By a clock that only the work moves. */
class StopwatchTest {

    /** Rounding of nanoseconds to seconds. */
    private static final double ROUNDING = 1e-12;

    private static final long MILLI = 1_000_000;

    private long now;
    private final List<Long> runs = new ArrayList<>();

    /** Work whose n-th run takes so many nanoseconds. */
    private Runnable work(IntToLongFunction nanos) {
        return () -> {
            long took = nanos.applyAsLong(runs.size());
            runs.add(took);
            now += took;
        };
    }

    private Stopwatch stopwatch(double steady, double measuring, int least) {
        return new Stopwatch(new Effort(steady, measuring, least), () -> now);
    }

    @Test
    void what_is_slow_at_first_is_not_measured() {
        Spread seconds = stopwatch(0.1, 0.5, 3).seconds(work(run -> run < 20 ? (50 - run) * MILLI : 20 * MILLI));

        assertThat(seconds.least()).isCloseTo(0.02, within(ROUNDING));
        assertThat(seconds.most()).isCloseTo(0.02, within(ROUNDING));
    }

    @Test
    void work_that_gains_for_ever_is_warm_after_ten_times_the_steady_time() {
        stopwatch(0.1, 0, 1).seconds(work(run -> (long) (100 * MILLI * StrictMath.pow(0.97, run))));

        assertThat(runs.subList(0, runs.size() - 1).stream()
                        .mapToLong(took -> took)
                        .sum())
                .isBetween(1000 * MILLI, 1100 * MILLI);
    }

    @Test
    void short_work_is_repeated_until_a_sample_is_long_enough_and_each_run_is_told() {
        Spread seconds = stopwatch(0.1, 0.1, 1).seconds(work(run -> 3_000));

        assertThat(seconds.median()).isCloseTo(3e-6, within(ROUNDING));
        assertThat(seconds.samples()).as("0.1 s in samples of 0.01 s").isBetween(9, 10);
    }

    @Test
    void so_many_samples_are_taken_however_long_they_take() {
        Spread seconds = stopwatch(0, 0, 4).seconds(work(run -> 7_000 * MILLI));

        assertThat(seconds.samples()).isEqualTo(4);
        assertThat(runs).as("one to warm up, and the samples").hasSize(5);
    }

    @Test
    void least_median_and_most_are_those_of_the_samples() {
        Spread seconds =
                stopwatch(0, 0, 3).seconds(work(run -> List.of(100, 30, 90, 40).get(run) * MILLI));

        assertThat(seconds.least()).isCloseTo(0.03, within(ROUNDING));
        assertThat(seconds.median()).isCloseTo(0.04, within(ROUNDING));
        assertThat(seconds.most()).isCloseTo(0.09, within(ROUNDING));
    }

    @Test
    void works_take_turns_so_that_a_slow_moment_slows_both() {
        Runnable first = work(run -> 20 * MILLI);
        Runnable second = work(run -> 50 * MILLI);

        List<double[]> samples = stopwatch(0, 0, 2).samples(List.of(first, second));

        assertThat(runs).containsExactly(20 * MILLI, 50 * MILLI, 20 * MILLI, 50 * MILLI, 20 * MILLI, 50 * MILLI);
        assertThat(samples.get(0)).containsExactly(new double[] {0.02, 0.02}, within(ROUNDING));
        assertThat(samples.get(1)).containsExactly(new double[] {0.05, 0.05}, within(ROUNDING));
    }

    @Test
    void an_effort_of_no_measurement_is_refused() {
        assertThatThrownBy(() -> new Effort(1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("effort: expected seconds of 0 or more and at least 1 measurement, got 1.0, 1.0 and 0");
    }
}

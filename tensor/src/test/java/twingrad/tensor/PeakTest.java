package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class PeakTest {

    @Test
    void operations_are_two_an_fma_of_twelve_sums_and_all_lanes() {
        assumeThat(Machine.vectorModule()).isTrue();

        assertThat(Peak.compute(1)).isEqualTo(2L * 12 * Machine.vectorLanes());
        assertThat(Peak.compute(1_000)).isEqualTo(1_000 * Peak.compute(1));
    }

    @Test
    void the_loop_is_computed_and_not_only_counted() {
        assumeThat(Machine.vectorModule()).isTrue();

        assertThat(VectorPeak.compute(1)).isBetween(12 * 0.00199f, 12 * 0.002f);
        assertThat(VectorPeak.compute(20_000)).isBetween(11.9f, 12.1f);
    }

    @Test
    void without_the_vector_module_there_is_nothing_to_measure_by() {
        assumeThat(Machine.vectorModule()).isFalse();

        assertThatThrownBy(() -> Peak.compute(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("peak: expected the module jdk.incubator.vector, got plain loops;"
                        + " start java with --add-modules jdk.incubator.vector");
    }

    @Test
    void no_rounds_are_refused() {
        assertThatThrownBy(() -> Peak.compute(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("peak: expected at least 1 round, got 0");
    }
}

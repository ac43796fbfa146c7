package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialAverageTest {

    /** A few roundings of numbers about 1. */
    private static final Offset<Double> BOUND = within(1e-14);

    @Test
    void it_is_the_weighted_sum_over_the_weights_sum() {
        double[] averages = new ExponentialAverage(0.5).of(new double[] {8, 4, 1});

        assertThat(averages[0]).isEqualTo(8, BOUND);
        assertThat(averages[1]).isEqualTo((0.5 * 8 + 4) / 1.5, BOUND);
        assertThat(averages[2]).isEqualTo((0.25 * 8 + 0.5 * 4 + 1) / 1.75, BOUND);
    }

    @Test
    void the_correction_keeps_what_is_constant_from_the_first_number_on() {
        for (double average : new ExponentialAverage(0.9).of(new double[] {3, 3, 3, 3, 3})) {
            assertThat(average).isEqualTo(3, BOUND);
        }
    }

    @Test
    void a_number_that_is_not_finite_leaves_a_gap_and_no_more() {
        double[] gap = new ExponentialAverage(0.9).of(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 2});
        double[] none = new ExponentialAverage(0.9).of(new double[] {1, 2});

        assertThat(gap).containsExactly(none[0], Double.NaN, Double.NaN, none[1]);
    }

    @Test
    void beta_0_changes_nothing_and_nothing_has_no_average() {
        assertThat(new ExponentialAverage(0).of(new double[] {5, -1})).containsExactly(5, -1);
        assertThat(new ExponentialAverage(0.9).of(new double[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void beta_out_of_range_is_refused(double beta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExponentialAverage(beta))
                .withMessage("average: expected β in [0, 1), got " + beta);
    }
}

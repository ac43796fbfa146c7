package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormTest {

    @Test
    void the_norm_is_euclidean() {
        assertThat(Norm.of(new double[] {3, -4})).isEqualTo(5);
        assertThat(Norm.of(new double[0])).isZero();
    }

    @Test
    void the_relative_difference_is_0_of_equals_and_1_where_one_side_is_0() {
        assertThat(Norm.relativeDifference(new double[2], new double[2])).isZero();
        assertThat(Norm.relativeDifference(new double[] {3, 4}, new double[2])).isEqualTo(1);
        assertThat(Norm.relativeDifference(new double[] {3, 4}, new double[] {-3, -4}))
                .isEqualTo(1);
    }

    /** Entries whose squares are 0, or infinite. */
    @ParameterizedTest
    @ValueSource(doubles = {0x1p-600, 0x1p1000, 0x1p-1000})
    void entries_of_any_size_have_their_norm(double x) {
        assertThat(Norm.of(new double[] {3 * x, -4 * x})).isEqualTo(5 * x);
        assertThat(Norm.relativeDifference(new double[] {x, x}, new double[] {x, x}))
                .isZero();
        assertThat(Norm.relativeDifference(new double[] {x, x}, new double[] {-x, -x}))
                .isEqualTo(1);
    }

    /** A factor k gives |k-1|/(|k|+1). */
    @ParameterizedTest
    @ValueSource(doubles = {300, 1.0 / 300, 2, 0.5})
    void a_factor_k_gives_k_minus_1_over_k_plus_1(double k) {
        double[] a = {1, -2, 0.5};
        double[] b = {k, -2 * k, 0.5 * k};

        assertThat(Norm.relativeDifference(a, b)).isCloseTo(Math.abs(k - 1) / (k + 1), within(1e-15));
    }

    @Test
    void what_is_not_a_number_is_no_agreement() {
        assertThat(Norm.relativeDifference(new double[] {1, Double.NaN}, new double[] {1, 2}))
                .isNaN();
        assertThat(Norm.relativeDifference(new double[] {Double.POSITIVE_INFINITY}, new double[] {1}))
                .isNaN();
    }
}

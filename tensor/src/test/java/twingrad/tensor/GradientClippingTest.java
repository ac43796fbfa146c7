package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientClippingTest {
    private final int threads = Workers.threads();

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gradients_above_the_limit_are_scaled_to_it_and_keep_their_direction(Precision precision) {
        var parameters = parameters(precision, 1, -2, 4, 10);
        assertThat(new GradientClipping(5.5).clip(parameters)).isEqualTo(11);
        assertThat(parameters.get(0).grad().toDoubles()).containsExactly(0.5, -1, 2);
        assertThat(parameters.get(1).grad().toDoubles()).containsExactly(5);
        assertThat(GradientNorm.of(parameters)).isEqualTo(5.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {11, 12, Double.POSITIVE_INFINITY})
    void gradients_up_to_the_limit_keep_their_bits(double limit) {
        var parameters = parameters(Precision.FLOAT64, 1, -2, 4, 10);
        assertThat(new GradientClipping(limit).clip(parameters)).isEqualTo(11);
        assertThat(parameters.get(0).grad().toDoubles()).containsExactly(1, -2, 4);
        assertThat(parameters.get(1).grad().toDoubles()).containsExactly(10);
    }

    @Test
    void limit_just_below_the_norm_clips() {
        var parameters = parameters(Precision.FLOAT64, 1, -2, 4, 10);
        new GradientClipping(Math.nextDown(11.0)).clip(parameters);
        assertThat(parameters.get(1).grad().item()).isNotEqualTo(10).isCloseTo(10, within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void limit_near_zero_leaves_the_direction_alone(Precision precision) {
        var parameters = parameters(precision, 1, -2, 4, 10);
        assertThat(new GradientClipping(11 * 0x1p-100).clip(parameters)).isEqualTo(11);
        assertThat(parameters.get(0).grad().toDoubles()).containsExactly(0x1p-100, -0x1p-99, 0x1p-98);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void zero_gradients_stay_and_one_that_was_not_computed_counts_as_none(Precision precision) {
        var parameters = parameters(precision, 0, 0, 0, 7);
        parameters.get(1).zeroGrad();
        assertThat(new GradientClipping(1).clip(parameters)).isZero();
        assertThat(parameters.get(0).grad().toDoubles()).containsExactly(0, 0, 0);
        assertThat(parameters.get(1).hasGrad()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void norm_that_is_no_number_is_told_and_scales_nothing(double gradient) {
        var parameters = parameters(Precision.FLOAT32, 1, -2, gradient, 10);
        assertThat(new GradientClipping(1).clip(parameters)).isNotFinite();
        assertThat(parameters.get(1).grad().item()).isEqualTo(10);
    }

    @Test
    void squares_that_overflow_float32_do_not_overflow_the_norm() {
        var parameters = parameters(Precision.FLOAT32, 0x1p100, 0x1p100, 0x1p100, 0x1p100);
        assertThat(new GradientClipping(1).clip(parameters)).isEqualTo(0x1p101);
        assertThat(parameters.get(0).grad().toDoubles()).containsExactly(0.5, 0.5, 0.5);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void norm_is_that_of_16_partial_sums_for_any_number_of_threads(Precision precision) {
        var w = Tensor.parameter(Draws.array(precision, 3, 211, 307));
        w.mul(w).sum().backward();
        double expected = Math.sqrt(w.grad()
                .to(Precision.FLOAT64)
                .mul(w.grad().to(Precision.FLOAT64))
                .sum()
                .item());
        try {
            for (int threads : new int[] {1, 2, 3}) {
                Workers.threads(threads);
                assertThat(GradientNorm.of(List.of(w))).isEqualTo(expected);
            }
        } finally {
            Workers.threads(threads);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void limit_that_is_none_is_refused(double limit) {
        assertThatThrownBy(() -> new GradientClipping(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientClipping: expected a norm above 0, got " + limit);
    }

    /** (3) and (1), with these gradients. */
    private static List<Tensor> parameters(Precision precision, double... gradients) {
        var a = Tensor.parameter(precision.zeros(Shape.of(3)));
        var b = Tensor.parameter(precision.zeros(Shape.of(1)));
        var da = Tensor.constant(precision.of(new double[] {gradients[0], gradients[1], gradients[2]}, 3));
        a.mul(da).sum().add(b.mul(gradients[3]).sum()).backward();
        return List.of(a, b);
    }
}

package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientClippingTest {
    private final Value a = Value.of(1, "a");
    private final Value b = Value.of(2, "b");
    private final List<Value> parameters = List.of(a, b);

    @Test
    void gradients_above_the_limit_are_scaled_to_it_and_keep_their_direction() {
        backward(3, -4);
        assertThat(new GradientClipping(2.5).clip(parameters)).isEqualTo(5);
        assertThat(a.grad()).isEqualTo(1.5);
        assertThat(b.grad()).isEqualTo(-2);
        assertThat(GradientNorm.of(parameters)).isEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 6, Double.POSITIVE_INFINITY})
    void gradients_up_to_the_limit_keep_their_bits(double limit) {
        backward(3, -4);
        assertThat(new GradientClipping(limit).clip(parameters)).isEqualTo(5);
        assertThat(a.grad()).isEqualTo(3);
        assertThat(b.grad()).isEqualTo(-4);
    }

    @Test
    void limit_just_below_the_norm_clips() {
        backward(3, -4);
        new GradientClipping(Math.nextDown(5.0)).clip(parameters);
        assertThat(b.grad()).isNotEqualTo(-4).isCloseTo(-4, within(1e-14));
    }

    @Test
    void limit_near_zero_leaves_the_direction_alone() {
        backward(3, -4);
        assertThat(new GradientClipping(5 * 0x1p-1000).clip(parameters)).isEqualTo(5);
        assertThat(a.grad()).isEqualTo(3 * 0x1p-1000);
        assertThat(b.grad()).isEqualTo(-4 * 0x1p-1000);
    }

    @Test
    void zero_gradients_stay_and_one_that_was_not_computed_counts_as_none() {
        a.mul(0).backward();
        assertThat(new GradientClipping(1).clip(parameters)).isZero();
        assertThat(a.grad()).isZero();
        assertThat(b.hasGrad()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void norm_that_is_no_number_is_told_and_scales_nothing(double gradient) {
        backward(3, gradient);
        assertThat(new GradientClipping(1).clip(parameters)).isNotFinite();
        assertThat(a.grad()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void limit_that_is_none_is_refused(double limit) {
        assertThatThrownBy(() -> new GradientClipping(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GradientClipping: expected a norm above 0, got " + limit);
    }

    private void backward(double da, double db) {
        a.mul(da).add(b.mul(db)).backward();
    }
}

package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void dropout_drops_at_its_rate_and_keeps_the_mean(Precision precision) {
        var a = Tensor.parameter(precision.full(Shape.of(100, 200), 3));
        var kept = a.dropout(0.25, new Random(5));
        kept.sum().backward();

        double factor = precision.of(new double[] {1 / 0.75}).item();
        assertThat(a.grad().toDoubles()).containsOnly(0, factor);
        assertThat(kept.data().toDoubles()).containsExactly(a.grad().mul(3).toDoubles());
        // 20,000 draws: the standard deviation of the mean is 3·√(0.25/0.75/20000) = 0.0122.
        assertThat(kept.mean().data().item()).isCloseTo(3, within(5 * 0.0122));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dropout_draws_uniform_numbers_in_order(Precision precision) {
        var a = Tensor.parameter(precision.full(Shape.of(3, 5), 1));
        var random = new Random(7);
        var expected = new double[15];
        Arrays.setAll(expected, i -> random.nextDouble() < 0.5 ? 0 : 2);

        assertThat(a.dropout(0.5, new Random(7)).data().toDoubles()).containsExactly(expected);
        assertThat(a.dropout(0, new Random(7)).data().toDoubles()).containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dropout_drops_what_is_drawn_below_the_rate_only(Precision precision) {
        RandomGenerator zero = () -> 0;
        RandomGenerator half = () -> Long.MIN_VALUE;
        var a = Tensor.parameter(precision.full(Shape.of(3, 5), 3));

        assertThat(a.dropout(0, zero).data().toDoubles()).containsOnly(3);
        assertThat(a.dropout(Double.MIN_VALUE, zero).data().toDoubles()).containsOnly(0);
        assertThat(a.dropout(0.5, half).data().toDoubles()).containsOnly(6);
        assertThat(a.dropout(Math.nextUp(0.5), half).data().toDoubles()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void dropout_refuses_a_rate_that_is_no_probability_below_1(double rate) {
        assertThatThrownBy(() -> Leaves.parameter(1).dropout(rate, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dropout: expected a rate from 0 to below 1, got " + rate);
    }
}

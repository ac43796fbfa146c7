package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slopes where the formula has a kink, a tie, a pole or an overflow. */
class SpecialPointsTest {
    record Kink(String name, UnaryOperator<Tensor> op, double at, double slope) {
        @Override
        public String toString() {
            return name + " at " + at;
        }
    }

    static Stream<Kink> kinks() {
        return Stream.of(
                new Kink("relu", Tensor::relu, 0, 0),
                new Kink("relu", Tensor::relu, -0.0, 0),
                new Kink("relu", Tensor::relu, 0x1p-149, 1),
                new Kink("relu", Tensor::relu, Double.NaN, Double.NaN),
                new Kink("leakyRelu", Tensor::leakyRelu, 0, 0.01),
                new Kink("leakyRelu -0.5", z -> z.leakyRelu(-0.5), -1, -0.5),
                new Kink("leakyRelu 3", z -> z.leakyRelu(3), 2, 1),
                new Kink("abs", Tensor::abs, 0, 0),
                new Kink("maximum 1", z -> z.maximum(1), 1, 0.5),
                new Kink("minimum 1", z -> z.minimum(1), 1, 0.5),
                new Kink("maximum of itself", z -> z.maximum(z), 1, 1),
                new Kink("pow 0", z -> z.pow(0), 0, 0),
                new Kink("pow 1", z -> z.pow(1), 0, 1),
                new Kink("pow 2", z -> z.pow(2), 0, 0),
                new Kink("0 to the power", z -> like(z, 0).pow(z), 2, 0),
                new Kink("0 to the power", z -> like(z, 0).pow(z), 0, 0),
                new Kink("0 to the power", z -> like(z, 0).pow(z), -1, Double.NEGATIVE_INFINITY),
                new Kink("-2 to the power", z -> like(z, -2).pow(z), 2, Double.NaN),
                new Kink("tanh", Tensor::tanh, 0, 1),
                new Kink("sigmoid", Tensor::sigmoid, 0, 0.25),
                new Kink("softplus", Tensor::softplus, 0, 0.5),
                new Kink("softplus", Tensor::softplus, 1000, 1),
                new Kink("softplus", Tensor::softplus, -1000, 0));
    }

    @ParameterizedTest
    @MethodSource("kinks")
    void slopes_at_special_points_are_as_agreed(Kink kink) {
        for (var precision : Precision.values()) {
            var z = Tensor.parameter(precision.of(new double[] {kink.at}));
            kink.op.apply(z).backward();

            assertThat(z.grad().toDoubles())
                    .containsExactly(precision.of(new double[] {kink.slope}).item());
        }
    }

    @Test
    void sigmoid_at_40_still_has_a_slope() {
        var z = Leaves.parameter(40);
        z.sigmoid().backward();

        assertThat(z.grad().item()).isEqualTo(4.248354255291589e-18);
    }

    @Test
    void tanh_at_40_still_has_a_slope() {
        var z = Leaves.parameter(-40);
        z.tanh().backward();

        assertThat(z.grad().item()).isCloseTo(4 * StrictMath.exp(-80), within(1e-49));
    }

    @Test
    void amax_shares_its_gradient_evenly_among_ties() {
        var a = Tensor.parameter(Precision.FLOAT32.of(new double[] {3, 1, 3, 2, 2, 0}, 2, 3));
        a.amax(1, false)
                .mul(Tensor.constant(Precision.FLOAT32.of(new double[] {4, 10}, 2)))
                .sum()
                .backward();

        assertThat(a.grad().toDoubles()).containsExactly(2, 0, 2, 5, 5, 0);
    }

    @Test
    void softmax_does_not_overflow() {
        var z = Tensor.parameter(Precision.FLOAT32.of(new double[] {1000, 0, -1000}, 1, 3));
        var p = z.softmax();
        p.gather(new int[] {0}).sum().backward();

        assertThat(p.data().toDoubles()).containsExactly(1, 0, 0);
        assertThat(z.grad().toDoubles()).containsExactly(0, -0.0, -0.0);
    }

    @Test
    void log_softmax_does_not_overflow_and_sees_no_log_of_0() {
        var z = Tensor.parameter(Precision.FLOAT32.of(new double[] {1000, 0, -1000}, 1, 3));
        var logs = z.logSoftmax();
        logs.gather(new int[] {1}).sum().backward();

        assertThat(logs.data().toDoubles()).containsExactly(0, -1000, -2000);
        assertThat(z.grad().toDoubles()).containsExactly(-1, 1, 0);
    }

    @Test
    void amax_of_all_shares_among_all_ties() {
        var a = Tensor.parameter(Precision.FLOAT64.of(new double[] {3, 1, 3, 0}, 2, 2));
        a.amax().mul(5).backward();

        assertThat(a.grad().toDoubles()).containsExactly(2.5, 0, 2.5, 0);
    }

    private static Tensor like(Tensor tensor, double value) {
        return Tensor.constant(tensor.precision().of(new double[] {value}));
    }
}

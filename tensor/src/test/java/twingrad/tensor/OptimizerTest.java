package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerTest {
    private static final double LEARNING_RATE = 0.25;

    @ParameterizedTest
    @EnumSource(Precision.class)
    void sgd_goes_against_the_gradient(Precision precision) {
        var w = Tensor.parameter(precision.of(new double[] {1, -2, 4}, 3));
        var sgd = new Sgd(List.of(w));
        w.mul(w).sum().backward();
        sgd.step(LEARNING_RATE);
        assertThat(w.data().toDoubles()).containsExactly(0.5, -1, 2);

        sgd.zeroGrad();
        assertThat(w.hasGrad()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient(Precision precision) {
        var w = Tensor.parameter(precision.of(new double[] {1, -2, 4, 0}, 4));
        w.mul(w).sum().backward();
        new Adam(List.of(w)).step(LEARNING_RATE);

        assertThat(w.data().toDoubles()).containsExactly(new double[] {0.75, -1.75, 3.75, 0}, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void adam_follows_the_formulas_of_its_paper(Precision precision) {
        var start = Draws.signed(41, 37);
        var w = Tensor.parameter(precision.of(start, 37));
        var adam = new Adam(List.of(w));
        for (int t = 1; t <= 20; t++) {
            adam.zeroGrad();
            w.mul(w).mul(w).sum().backward();
            adam.step(LEARNING_RATE);
        }
        // The steps themselves, not the far larger weights, are computed to a rounding each: 20 steps of 0.25.
        double bound = 20 * LEARNING_RATE * 32 * precision.unit();
        for (int i = 0; i < start.length; i++) {
            assertThat(w.data().get(i)).isCloseTo(adamByHand(start[i], 20), within(bound));
        }
    }

    /** Minimizes w³ from a starting point, one number at a time in float64. */
    private static double adamByHand(double start, int steps) {
        double w = start;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= steps; t++) {
            double g = 3 * w * w;
            m = 0.9 * m + (1 - 0.9) * g;
            v = 0.999 * v + (1 - 0.999) * g * g;
            double meanHat = m / (1 - StrictMath.pow(0.9, t));
            double squareHat = v / (1 - StrictMath.pow(0.999, t));
            w -= LEARNING_RATE * meanHat / (Math.sqrt(squareHat) + 1e-8);
        }
        return w;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_parameter_without_a_gradient_is_left_alone(Precision precision) {
        List<Function<List<Tensor>, Optimizer>> optimizers = List.of(Sgd::new, Adam::new);
        for (var optimizer : optimizers) {
            var used = Tensor.parameter(precision.of(new double[] {1, 2}, 2));
            var idle = Tensor.parameter(precision.of(new double[] {3}, 1));
            used.sum().backward();
            optimizer.apply(List.of(used, idle)).step(LEARNING_RATE);

            assertThat(used.data().get(0)).isNotEqualTo(1);
            assertThat(idle.data().item()).isEqualTo(3);
            assertThat(idle.data().version()).isZero();
        }
    }
}

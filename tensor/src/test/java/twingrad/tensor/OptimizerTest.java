package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
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

    @Test
    void moments_in_float32_stop_shrinking_before_they_are_subnormal() {
        var w = Precision.FLOAT32.zeros(Shape.of(3));
        var m = Precision.FLOAT32.of(new double[] {1, -1, 0x1p-90}, 3);
        var v = Precision.FLOAT32.of(new double[] {1, 1, 0x1p-90}, 3);
        var none = Precision.FLOAT32.zeros(Shape.of(3));
        for (int t = 0; t < 2_000; t++) {
            for (var moment : List.of(m, v)) {
                assertThat(Arrays.stream(moment.toDoubles())).allMatch(x -> x == 0 || Math.abs(x) >= 0x1p-105);
            }
            Updates.adam(w, none, m, v, 0.1, new Updates.AdamStep(0.9, 0.9, 1e-8, 1, 1));
        }

        assertThat(m.toDoubles()).containsExactly(new double[3], within(0x1p-100));
        assertThat(v.toDoubles()).containsExactly(new double[3], within(0x1p-100));
    }

    @Test
    void moments_that_count_are_not_changed_by_a_bit() {
        var small = Precision.FLOAT32.of(new double[] {0x1.000002p-55, -0x1.fffffep-55, 0x1.234568p-40, 3}, 4);
        var m = small.copy();
        var none = Precision.FLOAT32.zeros(Shape.of(4));
        Updates.adam(none.copy(), none, m, none.copy(), 0.1, new Updates.AdamStep(1, 1, 1e-8, 1, 1));

        assertThat(m.toDoubles()).containsExactly(small.toDoubles());
    }

    @Test
    void updates_of_many_parameters_have_the_same_bits_for_any_number_of_threads() {
        int before = Workers.threads();
        try {
            var expected = manyUpdated(1);
            for (int threads : new int[] {2, 3, 4}) {
                assertThat(manyUpdated(threads)).containsExactly(expected);
            }
        } finally {
            Workers.threads(before);
        }
    }

    private static double[] manyUpdated(int threads) {
        Workers.threads(threads);
        var w = Tensor.parameter(Draws.array(Precision.FLOAT32, 5, 251, 263));
        List<Function<List<Tensor>, Optimizer>> optimizers = List.of(Sgd::new, Adam::new);
        for (var optimizer : optimizers) {
            w.zeroGrad();
            w.mul(w).sum().backward();
            optimizer.apply(List.of(w)).step(LEARNING_RATE);
        }
        return w.data().toDoubles();
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

package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    private static final double LEARNING_RATE = 0.25;

    /** The parameters' bits after the updates of many below, on every JDK, with and without the vector module. */
    private static final String PINNED = "c98299008be6a657d55124d42c3b7bf1718700dc92ad48278392342bbcf70fe0";

    /** Those that keep something from step to step. */
    static final List<Arguments> KEEPING = List.of(
            optimizer("momentum", Momentum::new),
            optimizer("momentum, averaged", w -> new Momentum(w, 0.9, Momentum.Form.AVERAGED)),
            optimizer("momentum, keras", w -> new Momentum(w, 0.9, Momentum.Form.KERAS)),
            optimizer("nesterov", w -> new Momentum(w, 0.9, Momentum.Form.NESTEROV)),
            optimizer("rmsprop", RmsProp::new),
            optimizer("adam", Adam::new),
            optimizer("adamw", AdamW::new));

    static final List<Arguments> OPTIMIZERS = Stream.concat(Stream.of(optimizer("sgd", Sgd::new)), KEEPING.stream())
            .toList();

    /** What becomes of 3 by the gradients 2, -1 and 0 at learning rates 0.125, 0.5 and 1: worked out by hand. */
    static final List<Arguments> THREE_STEPS = List.of(
            path("sgd", Sgd::new, 2.75, 3.25, 3.25),
            // v = 2, 1.8 - 1 = 0.8, 0.72
            path("momentum", Momentum::new, 2.75, 2.75 - 0.4, 2.35 - 0.72),
            // v = 0.2, 0.18 - 0.1 = 0.08, 0.072
            path("momentum, averaged", w -> new Momentum(w, 0.9, Momentum.Form.AVERAGED), 2.975, 2.935, 2.863),
            // v = -0.25, -0.225 + 0.5 = 0.275, 0.2475
            path("momentum, keras", w -> new Momentum(w, 0.9, Momentum.Form.KERAS), 2.75, 3.025, 3.2725),
            // g + 0.9·v = 2 + 1.8, -1 + 0.72, 0.648
            path("nesterov", w -> new Momentum(w, 0.9, Momentum.Form.NESTEROV), 2.525, 2.665, 2.017),
            // S = 0.4, 0.36 + 0.1 = 0.46, 0.414; the roots are 0.6324555320336759 and 0.6782329983125268
            path("rmsprop", RmsProp::new, 2.6047152987289, 3.3419250686339, 3.3419250686339),
            // m̂ = 2, 0.08/0.19, 0.072/0.271; v̂ = 4, 0.004996/0.001999, 0.004991004/0.002997001; so w falls by
            // 0.125 - 6.25e-10, 0.133168518988 and 0.205879301990
            path("adam", Adam::new, 2.875000000625, 2.741831481637, 2.535952179647),
            // the same, and 0.01·α·w before each
            path("adamw", AdamW::new, 2.871250000625, 2.723725231634, 2.490608677328));

    @ParameterizedTest
    @FieldSource("THREE_STEPS")
    void three_steps_are_those_of_the_closed_form(Function<List<Tensor>, Optimizer> maker, double[] path) {
        assertThat(threeSteps(Precision.FLOAT64, maker)).containsExactly(path, within(1e-12));
        assertThat(threeSteps(Precision.FLOAT32, maker)).containsExactly(path, within(2e-6));
    }

    private static double[] threeSteps(Precision precision, Function<List<Tensor>, Optimizer> maker) {
        var w = Tensor.parameter(precision.of(new double[] {3, 3}, 2));
        var optimizer = maker.apply(List.of(w));
        double[] gradients = {2, -1, 0};
        double[] learningRates = {0.125, 0.5, 1};
        double[] path = new double[gradients.length];
        for (int t = 0; t < path.length; t++) {
            optimizer.zeroGrad();
            w.mul(gradients[t]).sum().backward();
            optimizer.step(learningRates[t]);
            path[t] = w.data().get(1);
        }
        return path;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void no_momentum_is_plain_gradient_descent(Precision precision) {
        var sgd = threeSteps(precision, Sgd::new);
        for (var form : Momentum.Form.values()) {
            assertThat(threeSteps(precision, w -> new Momentum(w, 0, form))).containsExactly(sgd);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void adamw_without_decay_is_adam_and_with_it_is_not(Precision precision) {
        var adam = threeSteps(precision, Adam::new);
        assertThat(threeSteps(precision, w -> new AdamW(w, 0))).containsExactly(adam);
        assertThat(threeSteps(precision, AdamW::new)).isNotEqualTo(adam);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void forms_of_pytorch_and_keras_agree_until_the_learning_rate_changes(Precision precision) {
        var start = Draws.array(precision, 7, 3, 5);
        var pytorch = Tensor.parameter(start.copy());
        var keras = Tensor.parameter(start.copy());
        var optimizers =
                List.of(new Momentum(List.of(pytorch)), new Momentum(List.of(keras), 0.9, Momentum.Form.KERAS));
        for (int t = 1; t <= 10; t++) {
            double learningRate = t < 10 ? 0.1 : 0.01;
            optimizers.forEach(Optimizer::zeroGrad);
            pytorch.mul(pytorch).sum().backward();
            keras.mul(keras).sum().backward();
            optimizers.forEach(optimizer -> optimizer.step(learningRate));
            var apart = keras.data().sub(pytorch.data()).toDoubles();
            if (t < 10) {
                assertThat(apart).containsExactly(new double[15], within(64 * precision.unit()));
            } else {
                assertThat(Arrays.stream(apart)).allMatch(difference -> Math.abs(difference) > 0.001);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void momentum_out_of_its_range_is_refused(double momentum) {
        assertThatThrownBy(() -> new Momentum(List.of(), momentum, Momentum.Form.PYTORCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Momentum: expected a momentum from 0 to below 1, got " + momentum);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.POSITIVE_INFINITY, Double.NaN})
    void weight_decay_out_of_its_range_is_refused(double weightDecay) {
        assertThatThrownBy(() -> new AdamW(List.of(), weightDecay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AdamW: expected a finite weight decay of 0 or more, got " + weightDecay);
    }

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

    static final List<Arguments> IDLE_STEPS = List.of(
            idle("momentum", (w, g, v) -> Updates.momentum(w, g, v, 0.9, 1, 0.1)),
            idle("nesterov", (w, g, v) -> Updates.nesterov(w, g, v, 0.9, 0.1)),
            idle("rmsprop", (w, g, s) -> Updates.rmsProp(w, g, s, 0.9, 1e-8, 0.1)));

    @ParameterizedTest
    @FieldSource("IDLE_STEPS")
    void what_is_kept_in_float32_stops_shrinking_before_it_is_subnormal(Update update) {
        var w = Precision.FLOAT32.zeros(Shape.of(3));
        var kept = Precision.FLOAT32.of(new double[] {1, 0.5, 0x1p-90}, 3);
        var none = Precision.FLOAT32.zeros(Shape.of(3));
        for (int t = 0; t < 2_000; t++) {
            assertThat(Arrays.stream(kept.toDoubles())).allMatch(x -> x == 0 || Math.abs(x) >= 0x1p-105);
            update.run(w, none, kept);
        }

        assertThat(kept.toDoubles()).containsExactly(new double[3], within(0x1p-100));
    }

    @ParameterizedTest
    @FieldSource("IDLE_STEPS")
    void what_is_kept_in_float64_is_left_to_shrink(Update update) {
        var kept = Precision.FLOAT64.of(new double[] {1}, 1);
        for (int t = 0; t < 2_000; t++) {
            update.run(Precision.FLOAT64.zeros(Shape.of(1)), Precision.FLOAT64.zeros(Shape.of(1)), kept);
        }

        assertThat(kept.item()).isPositive().isLessThan(0x1p-300);
    }

    private interface Update {
        void run(NdArray w, NdArray g, NdArray kept);
    }

    private static Arguments idle(String name, Update update) {
        return argumentSet(name, update);
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
    void updates_of_many_parameters_have_the_same_bits_always() {
        int before = Workers.threads();
        try {
            for (int threads : new int[] {1, 2, 3, 4}) {
                assertThat(manyUpdated(threads)).isEqualTo(PINNED);
            }
        } finally {
            Workers.threads(before);
        }
    }

    private static String manyUpdated(int threads) {
        Workers.threads(threads);
        var w = Tensor.parameter(Draws.array(Precision.FLOAT32, 5, 251, 263));
        List<Function<List<Tensor>, Optimizer>> makers = List.of(
                Sgd::new,
                Momentum::new,
                parameters -> new Momentum(parameters, 0.9, Momentum.Form.NESTEROV),
                RmsProp::new,
                AdamW::new);
        for (var maker : makers) {
            var optimizer = maker.apply(List.of(w));
            for (int t = 0; t < 3; t++) {
                optimizer.zeroGrad();
                w.mul(w).mul(0.1).sum().backward();
                new GradientClipping(10).clip(List.of(w));
                optimizer.step(0.01);
            }
        }
        return ParameterBits.sha256(List.of(w));
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void learning_rate_0_moves_nothing(Function<List<Tensor>, Optimizer> maker) {
        for (var precision : Precision.values()) {
            assertThat(stepped(precision, maker, 2, 0, 0)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void gradient_0_moves_nothing_but_by_the_weight_decay(Function<List<Tensor>, Optimizer> maker) {
        // 1 - α·λ, twice
        double decayed = 3 * (1 - 0.125 * AdamW.WEIGHT_DECAY) * (1 - 0.5 * AdamW.WEIGHT_DECAY);
        double expected = maker.apply(List.of()) instanceof AdamW ? decayed : 3;
        for (var precision : Precision.values()) {
            assertThat(stepped(precision, maker, 0, 0.125, 0.5)).isEqualTo(expected, within(8 * precision.unit()));
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void weight_decay_may_take_all_of_the_weight(Precision precision) {
        double expected = -0.125 * 2 / (2 + 1e-8);
        assertThat(stepped(precision, w -> new AdamW(w, 8), 2, 0.125)).isEqualTo(expected, within(precision.unit()));
    }

    /** What becomes of 3 by steps of these learning rates along one gradient. */
    private static double stepped(
            Precision precision, Function<List<Tensor>, Optimizer> maker, double gradient, double... learningRates) {
        var w = Tensor.parameter(precision.of(new double[] {3}));
        var optimizer = maker.apply(List.of(w));
        for (double learningRate : learningRates) {
            optimizer.zeroGrad();
            w.mul(gradient).backward();
            optimizer.step(learningRate);
        }
        return w.data().item();
    }

    /** With β = 0 the root is that of g² itself: w falls by α·g/(|g| + ε), which for the smallest ε is α. */
    static final List<Arguments> FORGETFUL = List.of(
            idle("rmsprop", (w, g, s) -> Updates.rmsProp(w, g, s, 0, 1e-30, 0.125)),
            idle("adam", (w, g, v) -> Updates.adam(w, g, v.copy(), v, 0.125, new Updates.AdamStep(0, 0, 1e-30, 1, 1))));

    @ParameterizedTest
    @FieldSource("FORGETFUL")
    void without_memory_and_epsilon_a_step_is_the_learning_rate_against_the_sign(Update update) {
        for (var precision : Precision.values()) {
            var w = precision.of(new double[] {3, 3, 3, 3}, 4);
            var g = precision.of(new double[] {2, -0x1p-20, 0x1p40, 0}, 4);
            update.run(w, g, precision.of(new double[] {7, 7, 7, 7}, 4));
            assertThat(w.toDoubles()).containsExactly(2.875, 3.125, 2.875, 3);
        }
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void a_parameter_without_a_gradient_is_left_alone(Function<List<Tensor>, Optimizer> maker) {
        for (var precision : Precision.values()) {
            var used = Tensor.parameter(precision.of(new double[] {1, 2}, 2));
            var idle = Tensor.parameter(precision.of(new double[] {3}, 1));
            used.sum().backward();
            maker.apply(List.of(used, idle)).step(LEARNING_RATE);

            assertThat(used.data().get(0)).isNotEqualTo(1);
            assertThat(idle.data().item()).isEqualTo(3);
            assertThat(idle.data().version()).isZero();
        }
    }

    private static Arguments optimizer(String name, Function<List<Tensor>, Optimizer> maker) {
        return argumentSet(name, maker);
    }

    private static Arguments path(String name, Function<List<Tensor>, Optimizer> maker, double... path) {
        return argumentSet(name, maker, path);
    }
}

package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
    /** A handful of roundings of numbers around 1. */
    private static final double ROUNDING = 1e-15;

    /** Adam's 1 - β₂ᵗ cancels: its relative error is about 2⁻⁵³/0.001 = 1e-13, that of a step half of it. */
    private static final double CANCELLING = 1e-13;

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
            path("rmsprop", RmsProp::new, 2.6047152987289, 3.3419250686339, 3.3419250686339));

    private final Value w = Value.of(3, "w");

    @ParameterizedTest
    @FieldSource("THREE_STEPS")
    void three_steps_are_those_of_the_closed_form(Function<List<Value>, Optimizer> maker, double[] path) {
        assertThat(threeSteps(maker)).containsExactly(path, within(1e-12));
    }

    private double[] threeSteps(Function<List<Value>, Optimizer> maker) {
        var optimizer = maker.apply(List.of(w));
        double[] gradients = {2, -1, 0};
        double[] learningRates = {0.125, 0.5, 1};
        var path = new double[gradients.length];
        for (var t = 0; t < path.length; t++) {
            step(optimizer, gradients[t], learningRates[t]);
            path[t] = w.data();
        }
        return path;
    }

    private void step(Optimizer optimizer, double gradient, double learningRate) {
        optimizer.zeroGrad();
        w.mul(gradient).backward();
        optimizer.step(learningRate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {6, -6, 1e-3, 1e12, 1e-8, -1e-200, 0})
    void first_step_of_adam_is_the_learning_rate_against_the_sign(double g) {
        step(new Adam(List.of(w)), g, 0.125);
        assertThat(w.data()).isEqualTo(3 - 0.125 * g / (Math.abs(g) + 1e-8), within(ROUNDING));
    }

    @Test
    void second_step_of_adam_is_that_of_the_closed_form() {
        var adam = new Adam(List.of(w));
        step(adam, 2, 0.125);
        var before = w.data();
        step(adam, -1, 0.5);
        assertThat(w.data()).isEqualTo(before - secondAdamStep(), within(CANCELLING));
    }

    /** m = 0.9·0.1·2 - 0.1·1 over 1 - 0.81; v = 0.999·0.001·4 + 0.001·1 over 1 - 0.998001; α = 0.5. */
    private static double secondAdamStep() {
        return 0.5 * 0.08 / 0.19 / (Math.sqrt(0.004996 / 0.001999) + 1e-8);
    }

    @Test
    void adamw_takes_its_share_of_the_weight_before_the_step_of_adam() {
        var optimizer = new AdamW(List.of(w), 0.2);
        step(optimizer, 2, 0.125);
        // 3·(1 - 0.125·0.2) - 0.125
        assertThat(w.data()).isEqualTo(2.925 - 0.125 * 2 / (2 + 1e-8), within(ROUNDING));
        var before = w.data();
        step(optimizer, -1, 0.5);
        assertThat(w.data()).isEqualTo(before * 0.9 - secondAdamStep(), within(CANCELLING));
    }

    @Test
    void adamw_without_decay_is_adam_and_with_it_is_not() {
        var adam = threeSteps(Adam::new);
        w.assign(3);
        assertThat(threeSteps(parameters -> new AdamW(parameters, 0))).containsExactly(adam);
        w.assign(3);
        assertThat(threeSteps(AdamW::new)).isNotEqualTo(adam);
    }

    @Test
    void forms_of_pytorch_and_keras_agree_until_the_learning_rate_changes() {
        var keras = Value.of(3);
        var optimizers = List.of(new Momentum(List.of(w)), new Momentum(List.of(keras), 0.9, Momentum.Form.KERAS));
        for (var t = 1; t <= 10; t++) {
            var learningRate = t < 10 ? 0.1 : 0.01;
            optimizers.forEach(Optimizer::zeroGrad);
            w.pow(2).backward();
            keras.pow(2).backward();
            optimizers.forEach(optimizer -> optimizer.step(learningRate));
            if (t < 10) {
                assertThat(keras.data()).isEqualTo(w.data(), within(1e-14));
            }
        }
        assertThat(Math.abs(keras.data() - w.data())).isGreaterThan(0.01);
    }

    @Test
    void averaged_form_is_that_of_pytorch_with_a_tenth_of_the_learning_rate() {
        var averaged = Value.of(3);
        var one = new Momentum(List.of(w));
        var other = new Momentum(List.of(averaged), 0.9, Momentum.Form.AVERAGED);
        for (var t = 0; t < 10; t++) {
            one.zeroGrad();
            other.zeroGrad();
            w.pow(2).backward();
            averaged.pow(2).backward();
            one.step(0.01);
            other.step(0.1);
            assertThat(averaged.data()).isEqualTo(w.data(), within(1e-14));
        }
    }

    @ParameterizedTest
    @EnumSource(Momentum.Form.class)
    void no_momentum_is_plain_gradient_descent(Momentum.Form form) {
        var sgd = threeSteps(Sgd::new);
        w.assign(3);
        assertThat(threeSteps(parameters -> new Momentum(parameters, 0, form))).containsExactly(sgd);
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void learning_rate_0_moves_nothing(Function<List<Value>, Optimizer> maker) {
        var optimizer = maker.apply(List.of(w));
        step(optimizer, 2, 0);
        step(optimizer, -1, 0);
        assertThat(w.data()).isEqualTo(3);
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void gradient_0_moves_nothing_but_by_the_weight_decay(Function<List<Value>, Optimizer> maker) {
        var optimizer = maker.apply(List.of(w));
        step(optimizer, 0, 0.125);
        step(optimizer, 0, 0.5);
        // 1 - α·λ, twice
        var decayed = 3 * (1 - 0.125 * AdamW.WEIGHT_DECAY) * (1 - 0.5 * AdamW.WEIGHT_DECAY);
        assertThat(w.data()).isEqualTo(optimizer instanceof AdamW ? decayed : 3, within(ROUNDING));
    }

    @Test
    void weight_decay_may_take_all_of_the_weight() {
        step(new AdamW(List.of(w), 8), 2, 0.125);
        assertThat(w.data()).isEqualTo(-0.125 * 2 / (2 + 1e-8), within(ROUNDING));
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void parameter_without_a_gradient_is_untouched(Function<List<Value>, Optimizer> maker) {
        var unused = Value.of(5, "unused");
        var reads = unused.neg();
        w.pow(2).backward();
        maker.apply(List.of(w, unused)).step(0.125);
        assertThat(w.data()).isNotEqualTo(3);
        assertThat(unused.data()).isEqualTo(5);
        reads.backward();
        assertThat(unused.grad()).isEqualTo(-1);
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void zero_grad_forgets_all_gradients(Function<List<Value>, Optimizer> maker) {
        w.pow(2).backward();
        maker.apply(List.of(w)).zeroGrad();
        assertThat(w.hasGrad()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void interior_node_is_no_parameter(Function<List<Value>, Optimizer> maker) {
        var interior = w.pow(2);
        interior.mul(2).backward();
        var optimizer = maker.apply(List.of(interior));
        assertThatThrownBy(() -> optimizer.step(0.125))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("assign: expected a leaf, got (w ^ 2)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void momentum_out_of_its_range_is_refused(double momentum) {
        assertThatThrownBy(() -> new Momentum(List.of(w), momentum, Momentum.Form.PYTORCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Momentum: expected a momentum from 0 to below 1, got " + momentum);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.POSITIVE_INFINITY, Double.NaN})
    void weight_decay_out_of_its_range_is_refused(double weightDecay) {
        assertThatThrownBy(() -> new AdamW(List.of(w), weightDecay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AdamW: expected a finite weight decay of 0 or more, got " + weightDecay);
    }

    private static Arguments optimizer(String name, Function<List<Value>, Optimizer> maker) {
        return argumentSet(name, maker);
    }

    private static Arguments path(String name, Function<List<Value>, Optimizer> maker, double... path) {
        return argumentSet(name, maker, path);
    }
}

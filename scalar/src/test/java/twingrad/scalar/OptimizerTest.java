package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    /** A handful of roundings of numbers around 1. */
    private static final double ROUNDING = 1e-15;

    static final List<Arguments> OPTIMIZERS = List.of(optimizer("sgd", Sgd::new), optimizer("adam", Adam::new));

    private final Value w = Value.of(3, "w");

    @Test
    void sgd_steps_against_the_gradient() {
        w.pow(2).backward();
        new Sgd(List.of(w)).step(0.125);
        assertThat(w.data()).isEqualTo(3 - 0.125 * 6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {6, -6, 1e-3, 1e12})
    void first_step_of_adam_is_the_learning_rate_against_the_sign(double g) {
        w.mul(g).backward();
        new Adam(List.of(w)).step(0.125);
        assertThat(w.data()).isEqualTo(3 - 0.125 * g / (Math.abs(g) + 1e-8), within(ROUNDING));
    }

    @Test
    void second_step_of_adam_is_that_of_the_closed_form() {
        var adam = new Adam(List.of(w));
        w.mul(2).backward();
        adam.step(0.125);
        adam.zeroGrad();
        var before = w.data();
        w.mul(-1).backward();
        adam.step(0.5);
        // m = 0.9·0.1·2 - 0.1·1 over 1 - 0.81; v = 0.999·0.001·4 + 0.001·1 over 1 - 0.998001.
        var mHat = 0.08 / 0.19;
        var vHat = 0.004996 / 0.001999;
        // 1 - β₂ᵗ cancels: its relative error is about 2⁻⁵³/0.002 = 6e-14.
        assertThat(w.data()).isEqualTo(before - 0.5 * mHat / (Math.sqrt(vHat) + 1e-8), within(1e-13));
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

    private static Arguments optimizer(String name, Function<List<Value>, Optimizer> maker) {
        return argumentSet(name, maker);
    }
}

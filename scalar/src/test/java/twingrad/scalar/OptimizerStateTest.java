package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class OptimizerStateTest {
    private static final String KEEPING = "twingrad.scalar.OptimizerTest#KEEPING";

    @ParameterizedTest
    @FieldSource(KEEPING)
    void restored_optimizer_goes_on_bit_for_bit(Function<List<Value>, Optimizer> maker) {
        var parameters = parameters();
        var optimizer = maker.apply(parameters);
        walk(optimizer, parameters, 10);

        assertThat(brokenWalk(maker, true)).isEqualTo(data(parameters));
        assertThat(brokenWalk(maker, false)).isNotEqualTo(data(parameters));
    }

    /** Ten steps, after the fifth of which another optimizer goes on, with the state of the first or without. */
    private static List<Double> brokenWalk(Function<List<Value>, Optimizer> maker, boolean restored) {
        var parameters = parameters();
        var first = maker.apply(parameters);
        walk(first, parameters, 5);
        var second = maker.apply(parameters);
        if (restored) {
            second.restore(first.state());
        }
        walk(second, parameters, 5);
        return data(parameters);
    }

    private static List<Value> parameters() {
        return List.of(Value.of(3), Value.of(-0.7));
    }

    private static List<Double> data(List<Value> parameters) {
        return parameters.stream().map(Value::data).toList();
    }

    private static void walk(Optimizer optimizer, List<Value> parameters, int steps) {
        for (var t = 0; t < steps; t++) {
            optimizer.zeroGrad();
            parameters.get(0).mul(parameters.get(1)).tanh().backward();
            optimizer.step(0.1);
        }
    }

    @ParameterizedTest
    @FieldSource(KEEPING)
    void state_is_a_copy(Function<List<Value>, Optimizer> maker) {
        var parameters = parameters();
        var optimizer = maker.apply(parameters);
        var state = optimizer.state();
        walk(optimizer, parameters, 1);

        assertThat(state.steps()).isZero();
        assertThat(state.slots().values())
                .isNotEmpty()
                .allSatisfy(slot -> assertThat(slot).containsExactly(0, 0));
        assertThat(optimizer.state().slots().values())
                .allSatisfy(slot -> assertThat(slot).doesNotContain(0));
    }

    @ParameterizedTest
    @FieldSource(KEEPING)
    void state_without_a_slot_or_of_other_parameters_is_refused_and_changes_nothing(
            Function<List<Value>, Optimizer> maker) {
        var parameters = parameters();
        var optimizer = maker.apply(parameters);
        walk(optimizer, parameters, 1);
        var before = optimizer.state();
        var larger = maker.apply(List.of(Value.of(1), Value.of(2), Value.of(3))).state();

        for (var other : List.of(OptimizerState.NONE, larger)) {
            assertThatThrownBy(() -> optimizer.restore(other)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(optimizer.state()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void refusal_says_what_fits() {
        var adam = new Adam(parameters());
        var half = new OptimizerState(7, Map.of("m", new double[2], "w", new double[1]));
        assertThatThrownBy(() -> adam.restore(half))
                .hasMessage("Adam: expected a state of {m=2, v=2} numbers, got {m=2, w=1}; it fits the same optimizer"
                        + " of the same network alone");
        assertThatThrownBy(() -> new Sgd(parameters()).restore(half))
                .hasMessageStartingWith("restore: expected a state of {} numbers, got {m=2, w=1}");
        assertThatThrownBy(() -> new OptimizerState(-1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OptimizerState: expected 0 steps or more, got -1");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0", "0.9, 1", "0.9, 37", "0.9, 8000", "0.999, 37", "0.999, 8000", "0.999, 50000"})
    void bias_correction_is_restored_from_the_number_of_steps_alone(double beta, long steps) {
        var unbroken = new BiasCorrection(beta);
        for (var t = 0; t < steps; t++) {
            unbroken.next();
        }
        var restored = new BiasCorrection(beta);
        restored.restore(steps);

        assertThat(restored.steps()).isEqualTo(steps);
        for (var t = 0; t < 100; t++) {
            assertThat(restored.next()).isEqualTo(unbroken.next());
        }
    }

    @Test
    void power_is_no_substitute_for_the_running_product() {
        var correction = new BiasCorrection(0.999);
        var differing = 0;
        for (var t = 1; t <= 100; t++) {
            differing += correction.next() == 1 - StrictMath.pow(0.999, t) ? 0 : 1;
        }
        assertThat(differing).isPositive();
    }
}

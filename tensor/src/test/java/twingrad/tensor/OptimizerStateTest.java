package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class OptimizerStateTest {
    private static final String KEEPING = "twingrad.tensor.OptimizerTest#KEEPING";

    @ParameterizedTest
    @FieldSource(KEEPING)
    void restored_optimizer_goes_on_bit_for_bit(Function<List<Tensor>, Optimizer> maker) {
        for (var precision : Precision.values()) {
            var parameters = parameters(precision);
            walk(maker.apply(parameters), parameters, 10);

            assertThat(brokenWalk(precision, maker, true)).isEqualTo(data(parameters));
            assertThat(brokenWalk(precision, maker, false)).isNotEqualTo(data(parameters));
        }
    }

    /** Ten steps, after the fifth of which another optimizer goes on, with the state of the first or without. */
    private static double[] brokenWalk(Precision precision, Function<List<Tensor>, Optimizer> maker, boolean restored) {
        var parameters = parameters(precision);
        var first = maker.apply(parameters);
        walk(first, parameters, 5);
        var second = maker.apply(parameters);
        if (restored) {
            second.restore(first.state());
        }
        walk(second, parameters, 5);
        return data(parameters);
    }

    /** (2 x 3) and (4): 10 numbers. */
    private static List<Tensor> parameters(Precision precision) {
        return List.of(
                Tensor.parameter(Draws.array(precision, 1, 2, 3)), Tensor.parameter(Draws.array(precision, 2, 4)));
    }

    private static double[] data(List<Tensor> parameters) {
        return parameters.stream()
                .flatMapToDouble(w -> Arrays.stream(w.data().toDoubles()))
                .toArray();
    }

    private static void walk(Optimizer optimizer, List<Tensor> parameters, int steps) {
        for (int t = 0; t < steps; t++) {
            optimizer.zeroGrad();
            parameters.get(0).tanh().sum().mul(parameters.get(1).sin().sum()).backward();
            optimizer.step(0.1);
        }
    }

    @ParameterizedTest
    @FieldSource(KEEPING)
    void state_is_a_copy_in_the_order_of_the_parameters(Function<List<Tensor>, Optimizer> maker) {
        var parameters = parameters(Precision.FLOAT32);
        var optimizer = maker.apply(parameters);
        var state = optimizer.state();
        parameters.get(0).mul(-3).sum().backward();
        optimizer.step(0.1);

        assertThat(state.steps()).isZero();
        assertThat(state.slots().values())
                .isNotEmpty()
                .allSatisfy(slot -> assertThat(slot).containsExactly(new double[10]));
        assertThat(optimizer.state().slots().values()).allSatisfy(slot -> {
            assertThat(Arrays.copyOf(slot, 6)).doesNotContain(0);
            assertThat(Arrays.copyOfRange(slot, 6, 10)).containsOnly(0);
        });
    }

    @ParameterizedTest
    @FieldSource(KEEPING)
    void state_without_a_slot_or_of_other_parameters_is_refused_and_changes_nothing(
            Function<List<Tensor>, Optimizer> maker) {
        var parameters = parameters(Precision.FLOAT32);
        var optimizer = maker.apply(parameters);
        walk(optimizer, parameters, 1);
        var before = optimizer.state();
        var smaller = maker.apply(parameters.subList(0, 1)).state();

        for (var other : List.of(OptimizerState.NONE, smaller)) {
            assertThatThrownBy(() -> optimizer.restore(other)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(optimizer.state()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void refusal_says_what_fits() {
        var adam = new Adam(parameters(Precision.FLOAT64));
        var half = new OptimizerState(7, Map.of("m", new double[10], "w", new double[1]));
        assertThatThrownBy(() -> adam.restore(half))
                .hasMessage(
                        "Adam: expected a state of {m=10, v=10} numbers, got {m=10, w=1}; it fits the same optimizer"
                                + " of the same network alone");
        assertThatThrownBy(() -> new Sgd(List.of()).restore(half))
                .hasMessageStartingWith("restore: expected a state of {} numbers, got {m=10, w=1}");
        assertThatThrownBy(() -> new OptimizerState(-1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OptimizerState: expected 0 steps or more, got -1");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0", "0.9, 1", "0.9, 37", "0.9, 8000", "0.999, 37", "0.999, 8000", "0.999, 50000"})
    void bias_correction_is_restored_from_the_number_of_steps_alone(double beta, long steps) {
        var unbroken = new BiasCorrection(beta);
        for (long t = 0; t < steps; t++) {
            unbroken.next();
        }
        var restored = new BiasCorrection(beta);
        restored.restore(steps);

        assertThat(restored.steps()).isEqualTo(steps);
        for (int t = 0; t < 100; t++) {
            assertThat(restored.next()).isEqualTo(unbroken.next());
        }
    }
}

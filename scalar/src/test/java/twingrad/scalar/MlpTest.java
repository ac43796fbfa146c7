package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class MlpTest {
    private static final List<Integer> WIDTHS = List.of(2, 3, 1);
    private static final List<UnaryOperator<Value>> ACTIVATIONS = List.of(Value::relu, UnaryOperator.identity());

    static final List<Arguments> ERRORS = List.of(
            error(
                    () -> new Mlp(WIDTHS, ACTIVATIONS, new double[12]),
                    "Mlp: expected 13 parameters for widths [2, 3, 1], got 12"),
            error(
                    () -> new Mlp(WIDTHS, List.of(Value::relu), new double[13]),
                    "Mlp: expected 2 activations, one for each layer of widths [2, 3, 1], got 1"),
            error(
                    () -> new Mlp(List.of(2), List.of(), new double[0]),
                    "Mlp: expected at least 2 widths, each of at least 1, got [2]"),
            error(
                    () -> Mlp.random(List.of(2, 0), List.of(Value::relu), new Random(1)),
                    "Mlp: expected at least 2 widths, each of at least 1, got [2, 0]"),
            error(
                    () -> Mlp.random(List.of(2, -1, 1), ACTIVATIONS, new Random(1)),
                    "Mlp: expected at least 2 widths, each of at least 1, got [2, -1, 1]"),
            error(() -> mlp().forward(values(1, 2, 3)), "forward: expected 2 inputs, one for each weight, got 3"),
            error(() -> new Neuron(List.of(), Value.of(0)), "Neuron: expected at least 1 weight, got 0"),
            error(
                    () -> new Layer(List.of(neuron(1, 2), neuron(1)), Value::relu),
                    "Layer: expected neurons with one and the same number of weights, got [2, 1]"),
            error(
                    () -> new Layer(List.of(), Value::relu),
                    "Layer: expected neurons with one and the same number of weights, got []"));

    @ParameterizedTest
    @FieldSource("ERRORS")
    void wrong_arguments_are_refused_with_what_was_expected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void neuron_sums_from_the_first_product_and_adds_the_bias_last() {
        var weights = values(1e16, 1, -1e16);
        var neuron = new Neuron(weights, Value.of(0.5));
        assertThat(neuron.forward(values(1, 1, 1)).data()).isEqualTo(1e16 + 1 - 1e16 + 0.5);
        assertThat(neuron.forward(values(1, 1, 1)).edges().get(1).input()).isSameAs(neuron.bias());
    }

    @Test
    void parameters_stand_layer_by_layer_weights_by_row_then_biases() {
        assertThat(mlp().parameters())
                .extracting(Value::label)
                .containsExactly(
                        "layers.0.weight[0][0]",
                        "layers.0.weight[0][1]",
                        "layers.0.weight[1][0]",
                        "layers.0.weight[1][1]",
                        "layers.0.weight[2][0]",
                        "layers.0.weight[2][1]",
                        "layers.0.bias[0]",
                        "layers.0.bias[1]",
                        "layers.0.bias[2]",
                        "layers.1.weight[0][0]",
                        "layers.1.weight[0][1]",
                        "layers.1.weight[0][2]",
                        "layers.1.bias[0]");
        assertThat(mlp().parameters())
                .extracting(Value::data)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, -7.0, -8.0, -9.0, 10.0, 11.0, 12.0, 13.0);
    }

    @Test
    void forward_is_the_formula() {
        // Hidden: relu(1·1 + 2·2 - 7), relu(3·1 + 4·2 - 8), relu(5·1 + 6·2 - 9) = 0, 3, 8.
        var outputs = mlp().forward(values(1, 2));
        assertThat(outputs).extracting(Value::data).containsExactly(11.0 * 3 + 12 * 8 + 13);
    }

    @Test
    void weights_are_the_parameters_without_the_biases() {
        assertThat(mlp().weights()).hasSize(9).noneMatch(w -> w.label().contains("bias"));
        assertThat(mlp().layers().get(0).biases()).extracting(Value::data).containsExactly(-7.0, -8.0, -9.0);
    }

    @Test
    void gradients_of_all_parameters_are_those_of_the_difference_quotient() {
        var theta = Mlp.random(List.of(3, 4, 2), List.of(Value::tanh, Value::sigmoid), new Random(5))
                .parameters();
        FiniteDifferences.check(
                MlpTest::lossOfTwoSamples,
                theta.stream().mapToDouble(Value::data).toArray());
    }

    @Test
    void random_weights_have_the_standard_deviation_of_lecun_and_are_floats() {
        var mlp = Mlp.random(List.of(50, 40, 1), List.of(Value::tanh, UnaryOperator.identity()), new Random(3));
        var layer = mlp.layers().get(0);
        var squares = layer.weights().stream().mapToDouble(w -> w.data() * w.data());
        // 2,000 weights: the standard error of their deviation is 1.6 %, five of it is allowed.
        assertThat(Math.sqrt(squares.average().orElseThrow() * 50)).isEqualTo(1, within(0.08));
        assertThat(layer.biases()).allMatch(b -> b.data() == 0);
        assertThat(mlp.parameters()).allMatch(p -> p.data() == (float) p.data());
    }

    @Test
    void same_seed_gives_the_same_parameters() {
        assertThat(random(11)).isEqualTo(random(11)).isNotEqualTo(random(12));
    }

    private static List<Double> random(long seed) {
        return Mlp.random(WIDTHS, ACTIVATIONS, new Random(seed)).parameters().stream()
                .map(Value::data)
                .toList();
    }

    /** A network [3, 4, 2] made by hand of the given parameters, so that these are the leaves. */
    private static Value lossOfTwoSamples(List<Value> theta) {
        var hidden = new Layer(
                List.of(
                        new Neuron(theta.subList(0, 3), theta.get(12)),
                        new Neuron(theta.subList(3, 6), theta.get(13)),
                        new Neuron(theta.subList(6, 9), theta.get(14)),
                        new Neuron(theta.subList(9, 12), theta.get(15))),
                Value::tanh);
        var output = new Layer(
                List.of(
                        new Neuron(theta.subList(16, 20), theta.get(24)),
                        new Neuron(theta.subList(20, 24), theta.get(25))),
                UnaryOperator.identity());
        return Losses.mean(List.of(
                Losses.softmaxCrossEntropy(output.forward(hidden.forward(values(0.5, -1, 2))), 0),
                Losses.softmaxCrossEntropy(output.forward(hidden.forward(values(-0.25, 1, 0.75))), 1)));
    }

    private static Mlp mlp() {
        return new Mlp(WIDTHS, ACTIVATIONS, new double[] {1, 2, 3, 4, 5, 6, -7, -8, -9, 10, 11, 12, 13});
    }

    private static Neuron neuron(double... weights) {
        return new Neuron(values(weights), Value.of(0));
    }

    private static List<Value> values(double... x) {
        return Arrays.stream(x).mapToObj(Value::of).toList();
    }

    private static Arguments error(ThrowingCallable call, String message) {
        return argumentSet(message, call, message);
    }
}

package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

class NetworkTest {

    private static final Network NETWORK = Network.of(List.of(2, 5, 4, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);

    @Test
    void blocks_lie_layer_by_layer_weight_before_bias() {
        assertThat(NETWORK.blocks())
                .containsExactly(
                        new Block("layers.0.weight", 0, List.of(5, 2)),
                        new Block("layers.0.bias", 10, List.of(5)),
                        new Block("layers.1.weight", 15, List.of(4, 5)),
                        new Block("layers.1.bias", 35, List.of(4)),
                        new Block("layers.2.weight", 39, List.of(3, 4)),
                        new Block("layers.2.bias", 51, List.of(3)));
        assertThat(NETWORK.parameterCount()).isEqualTo(54);
        assertThat(NETWORK.layers()).isEqualTo(3);
        assertThat(NETWORK.inputs()).isEqualTo(2);
        assertThat(NETWORK.outputs()).isEqualTo(3);
    }

    @Test
    void an_entry_of_a_weight_is_found_by_row_and_column_and_one_of_a_bias_by_row() {
        Block weight = new Block("layers.1.weight", 15, List.of(4, 5));
        Block bias = new Block("layers.1.bias", 35, List.of(4));

        assertThat(weight.size()).isEqualTo(20);
        assertThat(weight.end()).isEqualTo(bias.offset());
        assertThat(weight.isWeight()).isTrue();
        assertThat(weight.index(13)).containsExactly(2, 3);
        assertThat(bias.isWeight()).isFalse();
        assertThat(bias.index(3)).containsExactly(3);
    }

    @Test
    void a_network_for_two_classes_has_one_logit_and_for_three_has_three() {
        Network binary = Network.classifier(ToyDatasets.xor(), List.of(8), Activation.TANH);
        Network ternary = Network.classifier(ToyDatasets.spiral(4, 3, 0, new Random(1)), List.of(), Activation.RELU);

        assertThat(binary.widths()).containsExactly(2, 8, 1);
        assertThat(binary.loss()).isEqualTo(Loss.BINARY_CROSS_ENTROPY);
        assertThat(binary.activations()).containsExactly(Activation.TANH, Activation.IDENTITY);
        assertThat(binary.reduction()).isEqualTo(Reduction.MEAN);
        assertThat(binary.initialization()).isEqualTo(Initialization.LECUN_NORMAL);
        assertThat(ternary.widths()).containsExactly(2, 3);
        assertThat(ternary.loss()).isEqualTo(Loss.SOFTMAX_CROSS_ENTROPY);
        assertThat(ternary.activations()).containsExactly(Activation.IDENTITY);
        assertThat(ternary.initialization()).isEqualTo(Initialization.HE_NORMAL);
    }

    @ParameterizedTest
    @CsvSource({
        "SOFTMAX_CROSS_ENTROPY, 2, 2",
        "BINARY_CROSS_ENTROPY, 2, 1",
        "HINGE, 2, 1",
        "MEAN_SQUARED_ERROR, 2, 2",
        "SOFTMAX_CROSS_ENTROPY, 3, 3",
        "BINARY_CROSS_ENTROPY, 3, 3",
        "HINGE, 3, 3",
        "MEAN_SQUARED_ERROR, 3, 3",
    })
    void a_loss_of_ones_choice_has_one_output_where_its_sign_tells_two_classes_apart(
            Loss loss, int classes, int outputs) {
        Dataset data = ToyDatasets.blobs(4, classes, new Random(1));
        Network network = Network.classifier(data, List.of(5), Activation.RELU, loss);
        double[] targets = loss.targets(new int[] {1}, outputs);

        assertThat(network.widths()).containsExactly(2, 5, outputs);
        assertThat(network.loss()).isEqualTo(loss);
        double[] perfect = loss == Loss.SOFTMAX_CROSS_ENTROPY
                ? IntStream.range(0, classes).mapToDouble(c -> c == 1 ? 9 : 0).toArray()
                : loss == Loss.BINARY_CROSS_ENTROPY
                        ? Arrays.stream(targets).map(y -> 9 * (2 * y - 1)).toArray()
                        : targets;
        assertThat(network.predict(perfect, 0)).isEqualTo(1);
    }

    @Test
    void it_prints_as_people_write_it() {
        assertThat(NETWORK).hasToString("2-5-4-3 tanh, softmax-cross-entropy");
    }

    @ParameterizedTest
    @CsvSource({
        "'7, 7, 3', 0",
        "'1, 5, 5', 1",
        "'-3, -2, -2', 1",
        "'0, 0, 1e-300', 2",
    })
    void several_outputs_mean_the_largest_ties_the_first(String row, int label) {
        assertThat(NETWORK.predict(numbers("9, 9, 9, " + row), 3)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"2.5, 1", "4.9e-324, 1", "0, 0", "-0.0, 0", "-1, 0"})
    void one_output_means_its_sign(double output, int label) {
        var network = Network.of(List.of(2, 1), Activation.RELU, Loss.BINARY_CROSS_ENTROPY);

        assertThat(network.predict(new double[] {-output, output}, 1)).isEqualTo(label);
    }

    @Test
    void lists_are_copied() {
        var widths = new ArrayList<>(List.of(2, 3));
        var network = Network.of(widths, Activation.RELU, Loss.HINGE);
        widths.set(0, 99);

        assertThat(network.widths()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource({"3", "'3, 0, 2'", "''"})
    void widths_must_be_two_or_more_and_each_1_or_more(String text) {
        List<Integer> widths = text.isEmpty()
                ? List.of()
                : Stream.of(text.split(", ")).map(Integer::valueOf).toList();

        assertThatThrownBy(() -> Network.of(widths, Activation.RELU, Loss.HINGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network: expected at least an input and an output width, each 1 or more, got " + widths);
    }

    @Test
    void each_layer_has_one_activation() {
        assertThatThrownBy(() -> new Network(
                        List.of(2, 3, 1),
                        List.of(Activation.RELU),
                        Loss.HINGE,
                        Reduction.MEAN,
                        Regularization.NONE,
                        Initialization.HE_NORMAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network: expected one activation for each of the 2 layers, got [relu]");
    }

    @Test
    void a_dataset_of_one_class_cannot_be_classified() {
        Dataset one = Dataset.of("lonely", new double[][] {{1}}, new int[1], 1);

        assertThatThrownBy(() -> Network.classifier(one, List.of(), Activation.TANH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network: expected a dataset of 2 or more classes, got 1 in lonely");
    }

    @ParameterizedTest
    @CsvSource({
        "'46340, 46340', 2147441940, 2147441940",
        "'46341, 46341', 2147534622, 0",
        "'2147483647, 1', 2147483648, 0",
        "'2147483647, 2147483647, 2147483647', 9223372032559808512, 0",
    })
    void theta_must_fit_into_an_array(String text, String parameters, int accepted) {
        List<Integer> widths = Stream.of(text.split(", ")).map(Integer::valueOf).toList();

        if (accepted > 0) {
            assertThat(Network.of(widths, Activation.RELU, Loss.HINGE).parameterCount())
                    .isEqualTo(accepted);
        } else {
            assertThatThrownBy(() -> Network.of(widths, Activation.RELU, Loss.HINGE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network: expected at most 2147483647 parameters, got " + parameters);
        }
    }

    static Stream<Arguments> withoutPart() {
        var widths = List.of(2, 1);
        var activations = List.of(Activation.TANH);
        return Stream.of(
                without("widths", () -> network(null, activations, Loss.HINGE, Reduction.MEAN)),
                without("activations", () -> network(widths, null, Loss.HINGE, Reduction.MEAN)),
                without("a loss", () -> network(widths, activations, null, Reduction.MEAN)),
                without("a reduction", () -> network(widths, activations, Loss.HINGE, null)),
                without("a regularization", () -> NETWORK.with((Regularization) null)),
                without(
                        "an initialization",
                        () -> new Network(widths, activations, Loss.HINGE, Reduction.SUM, Regularization.NONE, null)));
    }

    private static Arguments without(String part, Executable build) {
        return Arguments.of(part, build);
    }

    private static Network network(List<Integer> widths, List<Activation> activations, Loss loss, Reduction reduction) {
        return new Network(widths, activations, loss, reduction, Regularization.NONE, Initialization.HE_NORMAL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutPart")
    void no_part_may_be_null(String part, Executable build) {
        assertThatThrownBy(build::execute)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("network: expected " + part + ", got null");
    }

    @Test
    void a_block_is_a_matrix_or_a_vector() {
        assertThatThrownBy(() -> new Block("w", 0, List.of(2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("block w: expected an offset of 0 or more and 1 or 2 sizes of 1 or more, got 0 and"
                        + " [2, 3, 4]");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, l1, -1.0", "0, -0.5, l2, -0.5", "NaN, 0, l1, NaN", "0, Infinity, l2, Infinity"})
    void a_penalty_is_0_or_more(double l1, double l2, String name, String got) {
        assertThatThrownBy(() -> new Regularization(l1, l2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regularization: expected " + name + " to be 0 or a positive number, got " + got);
    }

    private static double[] numbers(String text) {
        return Stream.of(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
    }
}

package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;

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

    /** Row-major: with a single 1 at W[2][1], output 2 is input 1, in both engines. */
    @Test
    void theta_is_row_major_in_both_twins() {
        var network = Network.of(List.of(2, 3), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        var theta = new double[] {0, 0, 0, 0, 0, 1, 0.5, 0.25, 0.125};
        var batch = new Batch(1, new double[] {10, 20}, new double[3]);

        assertThat(network.scalarTwin(theta).outputs(1, batch.inputs())).containsExactly(0.5, 0.25, 20.125);
        assertThat(Textbook.forward(network, theta, batch).outputs()).containsExactly(0.5, 0.25, 20.125);
        assertThat(Scene.FLOAT64.evaluate(network, theta, batch))
                .extracting(LossAndGradient::loss)
                .isEqualTo((0.5 * 0.5 + 0.25 * 0.25 + 20.125 * 20.125) / 3);
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
    @EnumSource
    void every_drawn_number_is_a_float_and_every_bias_0(Initialization initialization) {
        var network = new Network(
                NETWORK.widths(),
                NETWORK.activations(),
                NETWORK.loss(),
                NETWORK.reduction(),
                Regularization.NONE,
                initialization);

        double[] theta = network.draw(new Seeds(3));

        assertThat(Arrays.stream(theta)).allMatch(x -> x == (float) x.doubleValue());
        for (Block block : network.blocks()) {
            double[] entries = Arrays.copyOfRange(theta, block.offset(), block.end());
            if (block.isWeight()) {
                assertThat(entries).doesNotContain(0).doesNotHaveDuplicates();
            } else {
                assertThat(entries).containsOnly(0);
            }
        }
    }

    /** The first 8 bytes of the SHA-256 of θ's bits, big-endian doubles: the same on every JDK. */
    @ParameterizedTest
    @CsvSource({
        "LECUN_NORMAL, 5abe59b27eedbd85",
        "LECUN_UNIFORM, dfb97f0b99d2c6ae",
        "HE_NORMAL, af41f2143a867ffa",
        "HE_UNIFORM, f5901eb08ee227eb",
        "GLOROT_NORMAL, d24d37b9a1d3c60d",
        "GLOROT_UNIFORM, b33a9b7a0bfb01ec",
    })
    void drawn_bits_are_pinned(Initialization initialization, String digest) throws NoSuchAlgorithmException {
        var network = new Network(
                List.of(3, 17, 4),
                List.of(Activation.TANH, Activation.IDENTITY),
                Loss.SOFTMAX_CROSS_ENTROPY,
                Reduction.MEAN,
                Regularization.NONE,
                initialization);

        assertThat(sha256(network.draw(new Seeds(42)))).isEqualTo(digest);
    }

    @Test
    void a_layer_is_drawn_alike_whatever_lies_before_it() {
        var seeds = new Seeds(8);
        double[] one = Network.of(List.of(3, 4, 2), Activation.TANH, Loss.HINGE).draw(seeds);
        double[] other =
                Network.of(List.of(9, 4, 2), Activation.TANH, Loss.HINGE).draw(seeds);

        assertThat(Arrays.copyOfRange(one, 16, 24)).isEqualTo(Arrays.copyOfRange(other, 40, 48));
    }

    static Stream<Arguments> deviations() {
        return Stream.of(
                Arguments.of(Initialization.LECUN_NORMAL, Math.sqrt(1 / 30.0)),
                Arguments.of(Initialization.LECUN_UNIFORM, Math.sqrt(1 / 30.0)),
                Arguments.of(Initialization.HE_NORMAL, Math.sqrt(2 / 30.0)),
                Arguments.of(Initialization.HE_UNIFORM, Math.sqrt(2 / 30.0)),
                Arguments.of(Initialization.GLOROT_NORMAL, Math.sqrt(2 / 80.0)),
                Arguments.of(Initialization.GLOROT_UNIFORM, Math.sqrt(2 / 80.0)));
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void weights_have_mean_0_and_the_stated_deviation(Initialization initialization, double deviation) {
        int n = 40_000;
        RandomGenerator random = new Seeds(1).generator(Purpose.PARAMETERS);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double w = initialization.draw(30, 50, random) / deviation;
            sum += w;
            squares += w * w;
            largest = Math.max(largest, Math.abs(w));
        }

        // Standard errors of n = 40,000: 1/√n = 0.005 of the mean, at most √(2/n) = 0.0071 of the square; 4 of each.
        assertThat(sum / n).isBetween(-0.02, 0.02);
        assertThat(squares / n).isBetween(1 - 0.0283, 1 + 0.0283);
        if (initialization.name().endsWith("UNIFORM")) {
            assertThat(largest).isBetween(1.73, Math.sqrt(3) * (1 + Witness.FLOAT32));
        } else {
            assertThat(largest).isGreaterThan(3);
        }
    }

    @Test
    void the_relu_family_is_drawn_by_he_and_the_others_by_lecun() {
        assertThat(Stream.of(Activation.values()).map(Initialization::of))
                .containsExactly(
                        Initialization.LECUN_NORMAL,
                        Initialization.HE_NORMAL,
                        Initialization.HE_NORMAL,
                        Initialization.LECUN_NORMAL,
                        Initialization.LECUN_NORMAL);
        assertThat(Initialization.GLOROT_UNIFORM).hasToString("glorot-uniform");
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
    void theta_must_fit() {
        for (var build : List.<Runnable>of(
                () -> NETWORK.scalarTwin(new double[53]),
                () -> NETWORK.tensorTwin(Precision.FLOAT32, new double[53]))) {
            assertThatThrownBy(build::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network 2-5-4-3 tanh, softmax-cross-entropy: expected 54 parameters, got 53");
        }
    }

    @Test
    void a_batch_must_fit() {
        var batch = new Batch(2, new double[6], new double[4]);
        for (var build : List.<Runnable>of(
                () -> NETWORK.scalarTwin(new double[54]).loss(batch),
                () -> NETWORK.tensorTwin(Precision.FLOAT32, new double[54]).loss(batch))) {
            assertThatThrownBy(build::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network 2-5-4-3 tanh, softmax-cross-entropy: expected a batch of 2 inputs and 1 target"
                            + " columns, got 3 and 2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SOFTMAX_CROSS_ENTROPY | 3   | class numbers from 0 to 2 as targets, got 3.0
            SOFTMAX_CROSS_ENTROPY | -1  | class numbers from 0 to 2 as targets, got -1.0
            SOFTMAX_CROSS_ENTROPY | 1.5 | class numbers from 0 to 2 as targets, got 1.5
            SOFTMAX_CROSS_ENTROPY | NaN | class numbers from 0 to 2 as targets, got NaN
            BINARY_CROSS_ENTROPY  | 2   | numbers from 0 to 1 as targets, got 2.0
            BINARY_CROSS_ENTROPY  | -.1 | numbers from 0 to 1 as targets, got -0.1
            BINARY_CROSS_ENTROPY  | NaN | numbers from 0 to 1 as targets, got NaN
            HINGE                 | 0   | -1 or 1 as targets, got 0.0
            MEAN_SQUARED_ERROR    | NaN | finite numbers as targets, got NaN
            MEAN_SQUARED_ERROR    | Infinity | finite numbers as targets, got Infinity
            """)
    void targets_must_be_in_the_loss_s_coding(Loss loss, double target, String message) {
        var network = Network.of(List.of(2, 3), Activation.TANH, loss);
        int columns = loss.targetColumns(3);
        var targets = new double[2 * columns];
        Arrays.fill(targets, 1);
        targets[2 * columns - 1] = target;
        var batch = new Batch(2, new double[4], targets);

        for (Witness witness : List.of(Scene.SCALAR, Scene.FLOAT32, new FiniteDifferences(new Seeds(1)))) {
            assertThatThrownBy(() -> witness.evaluate(network, new double[9], batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(loss + ": expected " + message + " in row 1");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void inputs_must_be_finite(double x) {
        var batch = new Batch(2, new double[] {1, 2, 3, x}, new double[] {0, 1});

        assertThatThrownBy(() -> NETWORK.scalarTwin(new double[54]).loss(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch: expected finite inputs, got " + x + " in row 1, column 1");
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

    @Test
    void both_twins_start_from_the_same_theta() {
        Dataset data = ToyDatasets.xor();
        Network network = Network.classifier(data, List.of(3), Activation.RELU);
        double[] theta = network.draw(new Seeds(2));

        assertThat(network.scalarTwin(theta).theta()).isEqualTo(theta);
        for (var precision : Precision.values()) {
            assertThat(network.tensorTwin(precision, theta).theta()).isEqualTo(theta);
        }
        assertThat(network.scalarTwin(theta).parameters()).noneMatch(Value::hasGrad);
    }

    private static double[] numbers(String text) {
        return Stream.of(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static String sha256(double[] theta) throws NoSuchAlgorithmException {
        var bytes = ByteBuffer.allocate(Double.BYTES * theta.length);
        IntStream.range(0, theta.length).forEach(i -> bytes.putDouble(theta[i]));
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()))
                .substring(0, 16);
    }
}

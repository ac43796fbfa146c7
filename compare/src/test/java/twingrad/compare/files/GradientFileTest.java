package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static twingrad.compare.files.GradientFiles.accused;
import static twingrad.compare.files.GradientFiles.blocks;
import static twingrad.compare.files.GradientFiles.read;
import static twingrad.compare.files.GradientFiles.reformatted;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.CheckReport;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.data.DataSource;
import twingrad.tensor.Precision;

class GradientFileTest {

    private static final Witness SCALAR = new ScalarWitness();
    private static final Witness SINGLE = new TensorWitness(Precision.FLOAT32);

    /** a = 2·3 + 1 = 7, J = (7 - 5)² = 4, dJ/da = 4, so dW = 4·3 and db = 4. */
    private static final String BY_HAND = """
            {"layers": [{"weight": [[2]], "bias": [1], "activation": "identity"}],
             "loss": "mean-squared-error", "inputs": [[3]], "targets": [5], "value": 4,
             "gradients": [{"weight": [[12]], "bias": [4]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_gradient_by_hand_agrees() {
        CheckReport report = read(folder, BY_HAND).check(List.of());

        assertThat(report.losses()).extracting(loss -> loss.loss()).containsExactly(4.0, 4.0);
        assertThat(blocks(report))
                .hasSize(2)
                .allMatch(block -> block.verdict() == Verdict.AGREE && block.relativeDifference() == 0);
    }

    @Test
    void a_wrong_gradient_by_hand_does_not() {
        CheckReport report = read(folder, BY_HAND.replace("12", "11")).check(List.of());

        assertThat(GradientFile.verdict(report)).isEqualTo(Verdict.DISAGREE);
        assertThat(accused(report)).containsExactly("layers.0.weight");
    }

    @Test
    void a_wrong_loss_by_hand_does_not_either() {
        CheckReport report =
                read(folder, BY_HAND.replace("\"value\": 4", "\"value\": 2")).check(List.of());

        assertThat(GradientFile.verdict(report)).isEqualTo(Verdict.DISAGREE);
        assertThat(accused(report)).isEmpty();
    }

    @Test
    void a_loss_need_not_be_given() {
        CheckReport report = read(folder, BY_HAND.replace("\"value\": 4,", "")).check(List.of());

        assertThat(report.losses()).extracting(loss -> loss.witness()).containsExactly("scalar");
        assertThat(GradientFile.verdict(report)).isEqualTo(Verdict.AGREE);
    }

    static Stream<Arguments> networks() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(
                        Arguments.of(activation, Loss.SOFTMAX_CROSS_ENTROPY, 4),
                        Arguments.of(activation, Loss.BINARY_CROSS_ENTROPY, 1),
                        Arguments.of(activation, Loss.BINARY_CROSS_ENTROPY, 2),
                        Arguments.of(activation, Loss.MEAN_SQUARED_ERROR, 2),
                        Arguments.of(activation, Loss.HINGE, 4)));
    }

    @ParameterizedTest(name = "{0}, {1} of {2}")
    @MethodSource("networks")
    void what_is_written_is_read_to_the_bit_in_every_layout(Activation activation, Loss loss, int outputs) {
        var files = GradientFiles.of(activation, loss, outputs, 7);
        for (Layout.Weights weights : Layout.Weights.values()) {
            for (Layout.Samples samples : Layout.Samples.values()) {
                var layout = new Layout(weights, samples);
                Path file = GradientFiles.write(folder, files.text(SCALAR, layout));

                GradientFile read = GradientFile.read(file, layout);

                assertThat(read.network().blocks()).isEqualTo(files.network().blocks());
                assertThat(read.network().toString()).isEqualTo(files.network().toString());
                assertThat(read.parameters()).containsExactly(files.theta());
                assertThat(read.batch().inputs()).containsExactly(files.batch().inputs());
                assertThat(read.batch().targets()).containsExactly(files.batch().targets());
                assertThat(blocks(read.check(List.of()))).allMatch(block -> block.relativeDifference() == 0);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1} of {2}")
    @MethodSource("networks")
    void right_gradients_agree_in_any_number_of_digits_that_shows_it(Activation activation, Loss loss, int outputs) {
        for (int seed = 1; seed <= 4; seed++) {
            String text = GradientFiles.of(activation, loss, outputs, seed).text(SCALAR, Layout.USUAL);
            for (String format : List.of("%.4e", "%.6e", "%.8e", "%.14e", "%.3f", "%.6f", "%.9f")) {
                CheckReport report = read(folder, reformatted(text, format)).check(List.of());

                assertThat(GradientFile.verdict(report))
                        .as("%s, seed %s: %s", format, seed, report)
                        .isIn(Verdict.AGREE, format.equals("%.3f") ? Verdict.UNPROVEN : Verdict.AGREE);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1} is caught")
    @CsvSource({"%.16e, 1e-9", "%.6e, 1e-3", "%.8f, 1e-3"})
    void a_planted_error_is_caught_in_every_block(String format, double error) {
        for (Activation activation : Activation.values()) {
            var files = GradientFiles.of(activation, Loss.SOFTMAX_CROSS_ENTROPY, 4, 3);
            for (Block block : files.network().blocks()) {
                String text = files.text(SCALAR, Layout.USUAL, files.scaling(block, 1 + error));

                CheckReport report = read(folder, reformatted(text, format)).check(List.of());

                assertThat(accused(report)).as("%s in %s", activation, block).containsExactly(block.name());
            }
        }
    }

    @Test
    void trailing_zeros_that_are_not_written_do_not_widen_the_bound() {
        String shown = "\"bias\": [0.5, 0.3333333, -0.25, 0.1234567]";
        var files = GradientFiles.classifier();
        String text = reformatted(files.text(SCALAR, Layout.USUAL), "%.7f");
        int last = text.lastIndexOf("\"bias\"");
        String changed = text.substring(0, last) + shown + text.substring(text.indexOf(']', last) + 1);

        assertThat(accused(read(folder, changed).check(List.of()))).containsExactly("layers.1.bias");
    }

    @Test
    void data_to_a_tenth_are_what_they_say() {
        var files = GradientFiles.classifier();
        double[] tenths = {5.1, 3.5, 4.9, 3, 4.7, 3.2, 4.6, 3.1, 5, 3.6};
        var measured = new GradientFiles(
                files.network(),
                files.theta(),
                new Batch(5, tenths, files.batch().targets()));

        CheckReport report = read(folder, measured.text(SCALAR, Layout.USUAL)).check(List.of());

        assertThat(blocks(report)).allMatch(block -> block.bound() < 1e-12);
    }

    @Test
    void a_unit_at_its_kink_stays_there_however_few_digits_are_written() {
        var network = Network.classifier(
                DataSource.SPIRAL.train(new Seeds(1), OptionalInt.empty()), List.of(3), Activation.RELU);
        Batch batch = Batch.of(DataSource.SPIRAL.train(new Seeds(1), OptionalInt.empty()), network);
        var files = new GradientFiles(network, network.draw(new Seeds(1)), batch);

        CheckReport report = read(folder, reformatted(files.text(SCALAR, Layout.USUAL), "%.6e"))
                .check(List.of());

        assertThat(blocks(report)).allMatch(block -> block.bound() < 1e-3);
    }

    @Test
    void float32_is_recognized_by_its_numbers() {
        var files = GradientFiles.classifier();

        GradientFile file = read(folder, files.text(SINGLE, Layout.USUAL));

        assertThat(file.unitRoundoff()).isEqualTo(Witness.FLOAT32);
        assertThat(read(folder, files.text(SCALAR, Layout.USUAL)).unitRoundoff())
                .isEqualTo(Witness.FLOAT64);
    }

    @ParameterizedTest
    @CsvSource({"f32, true", "float32, true", "f64, false"})
    void float32_is_allowed_its_rounding_where_the_file_says_so(String precision, boolean agrees) {
        String text = reformatted(GradientFiles.classifier().text(SINGLE, Layout.USUAL), "%.8e");

        GradientFile file = read(folder, text.replaceFirst("\\{", "{\"precision\": \"" + precision + "\","));

        assertThat(GradientFile.verdict(file.check(List.of())) == Verdict.AGREE).isEqualTo(agrees);
        assertThat(file.agreesInFloat32()).isTrue();
    }

    @Test
    void a_wrong_gradient_does_not_agree_in_float32_either() {
        var files = GradientFiles.classifier();
        String text = files.text(
                SINGLE, Layout.USUAL, files.scaling(files.network().blocks().get(2), 1.001));

        assertThat(read(folder, text).agreesInFloat32()).isFalse();
    }

    static Stream<Arguments> shapes() {
        UnaryOperator<String> none = text -> text;
        return Stream.of(
                Arguments.of("bias (n x 1)", replacing("\"bias\": [1, 2]", "\"bias\": [[1], [2]]")),
                Arguments.of("bias (1 x n)", replacing("\"bias\": [1, 2]", "\"bias\": [[1, 2]]")),
                Arguments.of("bias gradient (n x 1)", replacing("[-4, 2]", "[[-4], [2]]")),
                Arguments.of("weight of one column, flat", replacing("[[1], [-1]]", "[1, -1]")),
                Arguments.of("its gradient, flat", replacing("[[-12], [6]]", "[-12, 6]")),
                Arguments.of("inputs of one column, flat", replacing("[[3]]", "[3]")),
                Arguments.of("an input as a number", replacing("[[3]]", "3")),
                Arguments.of("targets flat", replacing("[[6, -2]]", "[6, -2]")),
                Arguments.of("targets as a column", replacing("[[6, -2]]", "[[6], [-2]]")),
                Arguments.of("in capitals and underlines", replacing("mean-squared-error", "Mean_Squared_Error")),
                Arguments.of("as it is", none));
    }

    private static UnaryOperator<String> replacing(String what, String by) {
        return text -> {
            assertThat(text).contains(what);
            return text.replace(what, by);
        };
    }

    /** z = (3 + 1, -3 + 2) = (4, -1); J = (4-6)² + (-1+2)² = 5; dJ/dz = (-4, 2). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void vectors_and_matrices_may_come_in_any_of_their_shapes(String name, UnaryOperator<String> change) {
        String text = """
                {"layers": [{"weight": [[1], [-1]], "bias": [1, 2], "activation": "identity"}],
                 "loss": "mean-squared-error", "reduction": "sum", "inputs": [[3]], "targets": [[6, -2]], "value": 5,
                 "gradients": [{"weight": [[-12], [6]], "bias": [-4, 2]}]}
                """;

        CheckReport report = read(folder, change.apply(text)).check(List.of());

        assertThat(GradientFile.verdict(report)).as(report::toString).isEqualTo(Verdict.AGREE);
        assertThat(report.losses()).allMatch(loss -> loss.loss() == 5);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one-hot rows       | [[0,0,0,1],[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]] | rows",
                "one-hot columns    | [[0,1,0,0,0],[0,0,1,0,0],[0,0,0,1,0],[1,0,0,0,1]]   | columns",
                "class numbers      | [3,0,1,2,3]                                         | rows",
                "a column           | [[3],[0],[1],[2],[3]]                               | rows",
                "a row              | [[3,0,1,2,3]]                                       | rows",
            })
    void classes_are_numbers_or_one_hot(String name, String targets, String samples) {
        var files = GradientFiles.classifier();
        var layout = new Layout(Layout.Weights.OUT_BY_IN, Layout.Samples.valueOf(samples.toUpperCase(Locale.ROOT)));
        String text = files.text(SCALAR, layout).replaceFirst("\"targets\": .*,", "\"targets\": " + targets + ",");

        GradientFile file = GradientFile.read(GradientFiles.write(folder, text), layout);

        assertThat(file.batch().targets()).containsExactly(3, 0, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"SOFTMAX_CROSS_ENTROPY, 4, softmax", "BINARY_CROSS_ENTROPY, 1, sigmoid"})
    void a_last_activation_that_the_loss_takes_back_is_the_same_network(Loss loss, int outputs, String last) {
        var files = GradientFiles.of(Activation.RELU, loss, outputs, 1);
        String text = files.text(SCALAR, Layout.USUAL).replace("identity", last);

        GradientFile file = read(folder, text);

        assertThat(file.network().activations()).containsExactly(Activation.RELU, Activation.IDENTITY);
        assertThat(GradientFile.verdict(file.check(List.of()))).isEqualTo(Verdict.AGREE);
    }

    @Test
    void a_sigmoid_before_another_loss_stays() {
        String text = BY_HAND.replace("identity", "sigmoid");

        assertThat(read(folder, text).network().activations()).containsExactly(Activation.SIGMOID);
    }

    @Test
    void the_penalty_counts() {
        // J += 0.5/2·2² = 1, dW += 0.5·2 = 1
        String penalized =
                BY_HAND.replace("\"value\": 4", "\"l2\": 0.5, \"value\": 5").replace("[[12]]", "[[13]]");

        assertThat(GradientFile.verdict(read(folder, penalized).check(List.of())))
                .isEqualTo(Verdict.AGREE);
        assertThat(accused(read(folder, BY_HAND.replace("\"value\": 4", "\"l2\": 0.5"))
                        .check(List.of())))
                .containsExactly("layers.0.weight");
    }

    @Test
    void a_gradient_of_the_transposed_shape_is_told_so_and_nothing_else_is_accused() {
        CheckReport report = read(folder, transposed(1)).check(List.of());

        assertThat(accused(report)).containsExactly("layers.0.weight");
        assertThat(blocks(report).get(0).diagnosis())
                .contains("transposed: its shape is (2 x 3), the weight's (3 x 2)");
        assertThat(report.oddOnesOut()).containsExactly(GradientFile.WITNESS);
    }

    @Test
    void a_transposition_is_told_in_the_other_layout_too() {
        var inByOut = new Layout(Layout.Weights.IN_BY_OUT, Layout.Samples.ROWS);
        var files = GradientFiles.classifier();
        String usual = files.text(SCALAR, Layout.USUAL);
        String turned = files.text(SCALAR, inByOut);
        int at = turned.indexOf("\"gradients\"");
        int usualAt = usual.indexOf("\"gradients\"");
        String text = turned.substring(0, at)
                + usual.substring(usualAt, usual.indexOf("\"bias\"", usualAt))
                + turned.substring(turned.indexOf("\"bias\"", at));

        CheckReport report =
                GradientFile.read(GradientFiles.write(folder, text), inByOut).check(List.of());

        assertThat(accused(report)).containsExactly("layers.0.weight");
        assertThat(blocks(report).get(0).relativeDifference()).isGreaterThan(0.1);
        assertThat(blocks(report).get(0).diagnosis())
                .contains("transposed: its shape is (3 x 2), the weight's (2 x 3)");
    }

    @Test
    void what_is_wrong_besides_the_transposition_is_told_too() {
        CheckReport report = read(folder, transposed(2)).check(List.of());

        assertThat(blocks(report).get(0).diagnosis().orElse(""))
                .startsWith("transposed: its shape is (2 x 3), the weight's (3 x 2); and besides, factor 2");
    }

    /** A file whose first weight gradient is transposed and scaled. */
    private static String transposed(double factor) {
        var files = GradientFiles.classifier();
        UnaryOperator<double[]> fault = files.scaling(files.network().blocks().get(0), factor);
        String usual = files.text(SCALAR, Layout.USUAL, fault);
        String turned = files.text(SCALAR, new Layout(Layout.Weights.IN_BY_OUT, Layout.Samples.ROWS), fault);
        int at = usual.indexOf("\"gradients\"");
        int turnedAt = turned.indexOf("\"gradients\"");
        return usual.substring(0, at)
                + turned.substring(turnedAt, turned.indexOf("\"bias\"", turnedAt))
                + usual.substring(usual.indexOf("\"bias\"", at));
    }

    @Test
    void a_row_that_should_be_a_column_does_not_pass_though_its_numbers_are_right() {
        String text = """
                {"layers": [{"weight": [[1], [-1]], "bias": [1, 2], "activation": "identity"}],
                 "loss": "mean-squared-error", "reduction": "sum", "inputs": [[3]], "targets": [[6, -2]],
                 "gradients": [{"weight": [[-12, 6]], "bias": [-4, 2]}]}
                """;

        CheckReport report = read(folder, text).check(List.of());

        assertThat(accused(report)).containsExactly("layers.0.weight");
        assertThat(blocks(report).get(0).diagnosis())
                .contains("transposed: its shape is (1 x 2), the weight's (2 x 1)");
        assertThatThrownBy(report::requireAgreement).hasMessageContaining("transposed");
    }

    @Test
    void indices_are_those_of_the_files_own_layout() {
        var files = GradientFiles.classifier();
        var layout = new Layout(Layout.Weights.IN_BY_OUT, Layout.Samples.ROWS);
        UnaryOperator<double[]> fault = gradient -> {
            gradient[5] += 1; // layers.0.weight (3 x 2): [2, 1]
            return gradient;
        };

        GradientFile file = GradientFile.read(GradientFiles.write(folder, files.text(SCALAR, layout, fault)), layout);

        assertThat(blocks(file.check(List.of())).get(0).worst().index()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "\"NaN\"", "\"-Infinity\""})
    void a_gradient_that_is_no_number_disagrees(String number) {
        CheckReport report =
                read(folder, BY_HAND.replace("[[12]]", "[[" + number + "]]")).check(List.of());

        assertThat(accused(report)).containsExactly("layers.0.weight");
    }

    /**
     * The published experiment: spiral 3 x 100, [2,3,3], small weights, the last bias not divided by m. A factor k gives a
     * difference of (k - 1)/(k + 1).
     */
    @ParameterizedTest(name = "last bias times {0}")
    @CsvSource({"300, layers.1.bias", "1, "})
    void the_published_experiment_comes_out(double factor, String accused) {
        var data = DataSource.SPIRAL.train(new Seeds(1), OptionalInt.empty());
        var network = Network.classifier(data, List.of(3), Activation.RELU);
        double[] theta = network.draw(new Seeds(1));
        for (int i = 0; i < theta.length; i++) {
            theta[i] *= 0.01;
        }
        var files = new GradientFiles(network, theta, Batch.of(data, network));
        Block last = network.blocks().get(3);

        CheckReport report = read(folder, files.text(SCALAR, Layout.USUAL, files.scaling(last, factor)))
                .check(List.of(new TensorWitness(Precision.FLOAT64), new FiniteDifferences(new Seeds(1))));

        assertThat(report.losses().get(0).loss()).isCloseTo(1.0986, within(1e-4));
        assertThat(accused(report)).isEqualTo(Stream.ofNullable(accused).toList());
        assertThat(blocks(report).get(3).relativeDifference()).isCloseTo((factor - 1) / (factor + 1), within(1e-6));
        assertThat(blocks(report).subList(0, 3)).allMatch(block -> block.relativeDifference() < 1e-6);
        if (accused != null) {
            assertThat(blocks(report).get(3).diagnosis().orElse("")).startsWith("factor 300 = m");
            assertThat(report.oddOnesOut()).containsExactly(GradientFile.WITNESS);
        }
    }
}

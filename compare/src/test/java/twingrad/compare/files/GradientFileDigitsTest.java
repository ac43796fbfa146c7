package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static twingrad.compare.files.GradientFiles.accused;
import static twingrad.compare.files.GradientFiles.blocks;
import static twingrad.compare.files.GradientFiles.read;
import static twingrad.compare.files.GradientFiles.reformatted;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.CheckReport;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.data.DataSource;
import twingrad.tensor.Precision;

/** Files of as many digits as somebody likes to write. */
class GradientFileDigitsTest {

    private static final Witness SCALAR = new ScalarWitness();
    private static final Witness SINGLE = new TensorWitness(Precision.FLOAT32);

    @TempDir
    private Path folder;

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
}

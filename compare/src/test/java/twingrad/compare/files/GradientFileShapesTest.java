package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.compare.files.GradientFiles.accused;
import static twingrad.compare.files.GradientFiles.blocks;
import static twingrad.compare.files.GradientFiles.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.CheckReport;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;

/** Rows and columns of a file, those that are turned by mistake among them. */
class GradientFileShapesTest {

    private static final Witness SCALAR = new ScalarWitness();

    @TempDir
    private Path folder;

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
}

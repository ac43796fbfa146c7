package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.ScalarWitness;

/** What a file may get wrong, and what it is told. */
class MalformedGradientFileTest {

    private static final String TOO_LONG =
            "expected names, words and numbers of at most 1000 characters, got a longer one (line 1";

    private static final String RIGHT = """
            {
            "layers": [{"weight": [[1, 2], [3, 4], [5, 6]], "bias": [0, 0, 0], "activation": "relu"},
            {"weight": [[1, 2, 3]], "bias": [0.5], "activation": "identity"}],
            "loss": "binary-cross-entropy", "reduction": "mean", "l2": 0,
            "inputs": [[1, 2], [3, 4], [5, 6], [7, 8]], "targets": [0, 1, 1, 0], "value": 1,
            "gradients": [{"weight": [[1, 2], [3, 4], [5, 6]], "bias": [0, 0, 0]},
            {"weight": [[1, 2, 3]], "bias": [0.5]}]
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void the_file_that_is_spoiled_is_read() {
        assertThat(GradientFiles.read(folder, RIGHT).parameters()).hasSize(13);
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                slip(
                        "another width",
                        "[[1, 2, 3]], \"bias\": [0.5], \"act",
                        "[[1, 2, 3, 4]], \"bias\": [0.5], \"act",
                        "layers[1].weight: expected 3 columns to match layers[0]'s 3 outputs, got 4"),
                slip(
                        "weights turned",
                        "[[1, 2], [3, 4], [5, 6]], \"bias\": [0, 0, 0], \"act",
                        "[[1, 2, 3], [4, 5, 6]], \"bias\": [0, 0, 0], \"act",
                        "layers[0].bias: expected 2 numbers to match layers[0].weight's 2 outputs, got 3; if weights are"
                                + " stored (inputs x outputs), add --layout in-by-out"),
                slip(
                        "samples turned",
                        "[[1, 2], [3, 4], [5, 6], [7, 8]]",
                        "[[1, 3, 5, 7], [2, 4, 6, 8]]",
                        "inputs: expected 2 columns to match layers[0]'s 2 inputs, got 4; if each column is a sample,"
                                + " add --samples columns"),
                slip(
                        "a target too few",
                        "[0, 1, 1, 0]",
                        "[0, 1, 1]",
                        "targets: expected 1 for each of 4 samples, got an array of shape (3)"),
                slip(
                        "targets of -1 and 1",
                        "[0, 1, 1, 0]",
                        "[-1, 1, 1, -1]",
                        "targets: expected 0 or 1 for binary-cross-entropy, got -1 for sample 0; for -1 and 1, take"
                                + " (y+1)/2"),
                slip(
                        "targets of 0 and 1",
                        "binary-cross-entropy",
                        "hinge",
                        "targets: expected -1 or 1 for hinge, got 0 for sample 0; for 0 and 1, take 2y-1"),
                slip(
                        "a bias gradient not summed",
                        "\"bias\": [0.5]}]",
                        "\"bias\": [[1], [2], [3], [4]]}]",
                        "gradients[1].bias: expected 1 number, got an array of shape (4 x 1); sum it over the samples"),
                slip(
                        "a bias gradient summed over all",
                        "\"bias\": [0, 0, 0]},\n",
                        "\"bias\": 0.25},\n",
                        "gradients[0].bias: expected 3 numbers, got the number 0.25; sum over the samples only, not over"
                                + " the units"),
                slip(
                        "a weight gradient of another shape",
                        "[[1, 2, 3]], \"bias\": [0.5]}]",
                        "[[1, 2]], \"bias\": [0.5]}]",
                        "gradients[1].weight: expected an array of shape (1 x 3) like layers[1].weight, got an array of"
                                + " shape (1 x 2)"),
                slip(
                        "a gradient too few",
                        ",\n{\"weight\": [[1, 2, 3]], \"bias\": [0.5]}]",
                        "]",
                        "gradients: expected 2, one for each layer, got 1"),
                slip(
                        "an activation that is unknown",
                        "\"relu\"",
                        "\"gelu\"",
                        "layers[0].activation: expected one of identity, relu, leaky-relu, tanh, sigmoid, got \"gelu\""),
                slip(
                        "no activation",
                        ", \"activation\": \"relu\"",
                        "",
                        "layers[0].activation: expected one of identity,"),
                slip(
                        "softmax in the middle",
                        "\"relu\"",
                        "\"softmax\"",
                        "layers[0].activation: expected softmax only in the last layer, with softmax-cross-entropy, got"
                                + " it in layer 0"),
                slip(
                        "softmax before another loss",
                        "\"identity\"",
                        "\"softmax\"",
                        "layers[1].activation: expected softmax only in the last layer, with softmax-cross-entropy, got"
                                + " it in front of binary-cross-entropy"),
                slip(
                        "a loss that is unknown",
                        "binary-cross-entropy",
                        "mse",
                        "loss: expected one of softmax-cross-entropy, binary-cross-entropy, mean-squared-error, hinge,"
                                + " got \"mse\""),
                slip(
                        "a loss that is a number",
                        "\"binary-cross-entropy\"",
                        "3",
                        "loss: expected a word, got the number 3"),
                slip(
                        "a reduction that is unknown",
                        "\"mean\"",
                        "\"average\"",
                        "reduction: expected one of mean, sum, got"),
                slip(
                        "a precision that is unknown",
                        "\"l2\"",
                        "\"precision\": \"half\", \"l2\"",
                        "precision: expected f32 or f64, got \"half\""),
                slip("a penalty below 0", "\"l2\": 0", "\"l2\": -1", "l2: expected 0 or a positive number, got -1.0"),
                slip(
                        "a value that is a list",
                        "\"value\": 1",
                        "\"value\": [1, 2]",
                        "value: expected one number, got an array of shape (2)"),
                slip(
                        "a weight that is no number",
                        "\"weight\": [[1, 2], [3, 4]",
                        "\"weight\": [[1, NaN], [3, 4]",
                        "layers[0].weight: expected finite numbers, got NaN as number 2 of 6"),
                slip(
                        "a bias that is beyond every double",
                        "[0.5], \"act",
                        "[1e999], \"act",
                        "layers[1].bias: expected finite numbers, got Infinity as number 1 of 1"),
                slip(
                        "a bias that is a matrix",
                        "\"bias\": [0, 0, 0], \"act",
                        "\"bias\": [[0, 0], [0, 0]], \"act",
                        "layers[0].bias: expected a row or a column of numbers, got an array of shape (2 x 2)"),
                slip(
                        "a flat weight",
                        "[[1, 2], [3, 4], [5, 6]], \"bias\": [0, 0, 0], \"act",
                        "[1, 2, 3, 4, 5, 6], \"bias\": [0, 0, 0], \"act",
                        "layers[0].weight: expected a matrix, [[...], ...], got an array of shape (6)"),
                slip(
                        "flat inputs",
                        "[[1, 2], [3, 4], [5, 6], [7, 8]]",
                        "[1, 2, 3]",
                        "inputs: expected a matrix, one row a sample, got an array of shape (3)"),
                slip(
                        "a misspelled name",
                        "\"targets\"",
                        "\"labels\"",
                        ": expected the names layers (each with weight, bias, activation), loss,"),
                slip(
                        "a name twice",
                        "\"l2\": 0",
                        "\"l2\": 0, \"l2\": 1",
                        "expected plain JSON, got Duplicate field 'l2' (line 4, column"),
                slip(
                        "a name twice in another spelling",
                        "\"value\": 1",
                        "\"layers.0.weight\": [[1]]",
                        "layers.0.weight: expected it once, got it twice"),
                slip(
                        "null",
                        "[[1, 2, 3]], \"bias\": [0.5]}]",
                        "[[1, null, 3]], \"bias\": [0.5]}]",
                        "gradients[1].weight[0][1]: expected a number, got null (line 7, column 17)"),
                slip(
                        "a word among numbers",
                        "[0, 1, 1, 0]",
                        "[0, \"one\", 1, 0]",
                        "targets[1]: expected a number, got \"one\" (line 5, column"),
                slip(
                        "rows of different lengths",
                        "[[1, 2], [3, 4], [5, 6], [7, 8]]",
                        "[[1, 2], [3], [5, 6], [7, 8]]",
                        "inputs[1]: expected 2 numbers, as in inputs[0], got 1 (line 5, column"),
                slip(
                        "a row that is a number",
                        "[[1, 2], [3, 4], [5, 6], [7, 8]]",
                        "[[1, 2], 3]",
                        "inputs[1]: expected a row in brackets, as inputs[0] is, got 3"),
                slip(
                        "an empty list",
                        "\"targets\": [0, 1, 1, 0]",
                        "\"targets\": []",
                        "targets: expected numbers, got an empty"),
                slip(
                        "three levels of brackets",
                        "[[1, 2, 3]], \"bias\": [0.5]}]",
                        "[[[1, 2, 3]]], \"bias\": [0.5]}]",
                        "gradients[1].weight[0][0]: expected a number, got a list"),
                slip(
                        "an object among numbers",
                        "[0, 1, 1, 0]",
                        "{\"a\": 1}",
                        "targets: expected a number, got an object"),
                slip(
                        "layers that are numbers",
                        "\"layers\": [{",
                        "\"layers\": [3, {",
                        "layers[0]: expected an object {\"weight\": [[...]], \"bias\": [...]}, got 3"),
                slip(
                        "a single layer without a list",
                        "\"layers\": [{\"weight\"",
                        "\"layers\": {\"a\": [{\"weight\"",
                        "layers: expected a list of objects, one for each layer, got an object"),
                slip("Python's None", "\"value\": 1", "\"value\": None", "expected plain JSON, got Unrecognized token"),
                slip(
                        "something after the end",
                        "\n}\n",
                        "\n}\n{}",
                        "expected nothing after the object, got an object"));
    }

    private static Arguments slip(String name, String what, String by, String message) {
        return Arguments.of(name, what, by, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void a_slip_is_told_with_its_place_and_both_values(String name, String what, String by, String message) {
        assertThat(RIGHT).contains(what);
        int last = name.contains("gradient") || by.endsWith("]}]") ? RIGHT.lastIndexOf(what) : RIGHT.indexOf(what);

        assertRefused(RIGHT.substring(0, last) + by + RIGHT.substring(last + what.length()), message);
    }

    @Test
    void classes_that_count_from_1_are_told_what_to_do() {
        String text = GradientFiles.classifier().text(new ScalarWitness(), Layout.USUAL);

        assertRefused(
                text.replaceFirst("\"targets\": .*", "\"targets\": [1, 2, 3, 4, 1],"),
                "targets: expected class numbers from 0 to 3 for softmax-cross-entropy, got 4 for sample 3; if the classes"
                        + " count from 1, subtract 1");
    }

    @Test
    void targets_that_are_not_one_hot_are_refused() {
        String text = GradientFiles.classifier().text(new ScalarWitness(), Layout.USUAL);

        assertRefused(
                text.replaceFirst(
                        "\"targets\": .*", "\"targets\": [[1,0,0,0],[0.5,0.5,0,0],[1,0,0,0],[1,0,0,0],[1,0,0,0]],"),
                "targets: expected class numbers, or a 1 and else 0s for each sample, got 0 1s and 2 other numbers in"
                        + " sample 1");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("nothing", "", "expected a JSON object {\"layers\": [...], ...}, got nothing"),
                Arguments.of("a list", "[1]", "expected a JSON object {\"layers\": [...], ...}, got a list"),
                Arguments.of(
                        "half a file", RIGHT.substring(0, 300), "expected plain JSON, got the file's end within it"),
                Arguments.of("words", "hello", "expected plain JSON, got Unrecognized token 'hello'"),
                Arguments.of("an empty object", "{}", "layers: expected at least one layer, got none"),
                Arguments.of(
                        "a deep nest",
                        "{\"value\": " + "[".repeat(100_000),
                        "value[0][0]: expected a number, got a list"),
                Arguments.of("a long number", "{\"value\": " + "1".repeat(100_000) + "}", TOO_LONG),
                Arguments.of("a long name", "{\"" + "a".repeat(100_000) + "\": 1}", TOO_LONG),
                Arguments.of(
                        "a layer's number with a zero before it", "{\"layers.00.bias\": 1}", "got 'layers.00.bias'"),
                Arguments.of("control characters", "{\"\\u001b[2J\": 1}", "got '?[2J'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void what_is_no_gradient_file_is_told_so(String name, String text, String message) {
        assertRefused(text, message);
    }

    @Test
    void more_numbers_than_a_check_could_use_are_refused() {
        assertRefused(
                "{\"inputs\": [" + "0,".repeat((int) Fields.MOST_NUMBERS + 1) + "0]}",
                "inputs: expected at most 10000000 numbers in the file, got more; a check needs only a few samples");
    }

    @Test
    void a_file_that_is_not_there_is_told_so() {
        assertThatThrownBy(() -> GradientFile.read(folder.resolve("none.json"), Layout.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("expected a file that can be read, got none");
    }

    private void assertRefused(String text, String message) {
        Path file = GradientFiles.write(folder, text);

        assertThatThrownBy(() -> GradientFile.read(file, Layout.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    @TempDir
    private Path folder;

    /** A file made by --template. */
    private String template(String... options) {
        String file = folder.resolve("mine.json").toString();
        CommandLineRun run =
                CommandLineRun.of(Stream.concat(Stream.of("verify", "--template", file), Stream.of(options))
                        .toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        return file;
    }

    /** The file with one text in it changed. */
    private static String changed(String file, String what, String by) throws IOException {
        String text = Files.readString(Path.of(file));
        assertThat(text).contains(what);
        Files.writeString(Path.of(file), text.replace(what, by));
        return file;
    }

    @Test
    void a_template_agrees() {
        var run = CommandLineRun.of("verify", template("--data", "spiral", "--hidden", "3"));

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .startsWith("2-3-3 relu, softmax-cross-entropy: 21 parameters; mine.json: 300 samples")
                .contains("textbook", "tensor-f64", "finite-differences", "file", "All agree.");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xor", "circles", "moons", "spiral", "blobs"})
    void a_template_of_every_dataset_agrees_in_the_other_layout(String data) {
        String[] turned = {"--layout", "in-by-out", "--samples", "columns"};
        String file = template(Stream.concat(Stream.of("--data", data, "--seed", "5"), Stream.of(turned))
                .toArray(String[]::new));

        assertThat(CommandLineRun.of("verify", file, turned[0], turned[1], turned[2], turned[3])
                        .status())
                .isEqualTo(ExitStatus.DONE);
        assertThat(CommandLineRun.of("verify", file).status()).isEqualTo(ExitStatus.DATA);
    }

    @Test
    void a_template_goes_to_standard_output_unless_a_file_is_named() throws IOException {
        var run = CommandLineRun.of("verify", "--template", "--hidden", "2", "--activation", "relu");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.json().path("layers")).hasSize(2);
        assertThat(run.out()).isEqualTo(Files.readString(Path.of(template("--hidden", "2", "--activation", "relu"))));
    }

    @Test
    void a_planted_bug_is_named_with_its_block_and_its_factor() {
        String file = template("--data", "spiral", "--hidden", "3", "--mutant", "missing-mean-in-last-bias");

        var run = CommandLineRun.of("verify", file);

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out().lines().filter(line -> line.endsWith("disagree"))).hasSize(1);
        assertThat(run.out())
                .contains("DISAGREE: file is alone with its numbers.")
                .contains("layers.1.bias: difference 0.99335548;")
                .contains("factor 300 = m");
    }

    @Test
    void json_holds_a_verdict_and_one_entry_for_each_block() {
        String file = template("--data", "spiral", "--hidden", "3", "--mutant", "missing-mean-in-last-bias");

        var run = CommandLineRun.of("verify", file, "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        JsonNode report = run.json();
        assertThat(report.path("verdict").asText()).isEqualTo("disagree");
        assertThat(report.path("loss").asDouble()).isCloseTo(1.13697321, within(1e-8));
        assertThat(report.path("oddOnesOut").path(0).asText()).isEqualTo("file");
        List<JsonNode> blocks =
                StreamSupport.stream(report.path("blocks").spliterator(), false).toList();
        assertThat(blocks)
                .extracting(block -> block.path("name").asText())
                .containsExactly("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias");
        assertThat(blocks.subList(0, 3)).allSatisfy(block -> {
            assertThat(block.path("verdict").asText()).isEqualTo("agree");
            assertThat(block.path("relativeDifference").asDouble()).isLessThan(1e-6);
            assertThat(block.has("diagnosis")).isFalse();
        });
        JsonNode last = blocks.get(3);
        assertThat(last.path("verdict").asText()).isEqualTo("disagree");
        assertThat(last.path("relativeDifference").asDouble()).isCloseTo(299.0 / 301, within(1e-6));
        assertThat(last.path("bound").asDouble()).isPositive().isLessThan(1e-9);
        assertThat(last.path("diagnosis").asText()).contains("factor 300 = m");
        assertThat(last.path("worst").path("index")).hasSize(1);
        assertThat(last.path("worst").path("b").asDouble()
                        / last.path("worst").path("a").asDouble())
                .isCloseTo(300, within(1e-9));
    }

    @Test
    void values_and_a_page_are_given_on_demand() throws IOException {
        Path page = folder.resolve("page.html");

        var run = CommandLineRun.of("verify", template("--hidden", "2"), "--values", "--html", page.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).containsPattern("entry +scalar +textbook +tensor-f64 +finite-differences +file");
        assertThat(run.out().lines().filter(line -> line.startsWith("layers.0.weight[")))
                .hasSize(4);
        assertThat(Files.readString(page)).contains("layers.1.bias", "mine.json");
    }

    @Test
    void json_of_a_right_file_says_agree() {
        var run = CommandLineRun.of("verify", template(), "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.json().path("verdict").asText()).isEqualTo("agree");
        assertThat(run.json().path("others")).hasSize(3 * 4);
        assertThat(run.err()).contains("All agree.");
    }

    /** 0.004 with one digit can be anything from 0.0035 on: no proof that 0.004 is right, nor that it is wrong. */
    @Test
    void digits_that_could_hide_a_wrong_gradient_are_no_agreement() throws IOException {
        String text = """
                {"layers": [{"weight": [[0.5]], "bias": [0.5], "activation": "identity"}],
                 "loss": "mean-squared-error", "inputs": [[0.5]], "targets": [0.7],
                 "gradients": [{"weight": [[0.05]], "bias": [0.1]}]}
                """;
        Path file = Files.writeString(folder.resolve("one-digit.json"), text);

        var run = CommandLineRun.of("verify", file.toString(), "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.json().path("verdict").asText()).isEqualTo("unproven");
        assertThat(run.err())
                .contains("NOT SHOWN: of file, 2 of 2 blocks could be wrong within their bounds: ")
                .contains("To show that the file is right, write more digits than 1.")
                .doesNotContain("All agree");
    }

    @Test
    void a_sum_in_place_of_the_mean_is_named_and_its_cause_said_once() throws IOException {
        String text = """
                {"layers": [{"weight": [[1], [-1]], "bias": [1, 2], "activation": "identity"}],
                 "loss": "mean-squared-error", "inputs": [[3]], "targets": [[6, -2]], "value": 5,
                 "gradients": [{"weight": [[-12], [6]], "bias": [-4, 2]}]}
                """;
        Path file = Files.writeString(folder.resolve("sum.json"), text);

        var run = CommandLineRun.of("verify", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out()).containsOnlyOnce("factor 2 = m").contains("It would agree with \"reduction\": \"sum\".");
    }

    /** z = (1·2 + 2·3 + 1, 3·2 + 4·3 + 1) = (9, 19), J = (1 + 1)/2, dz = (1, -1); the other way round z is (12, 17). */
    @Test
    void the_layout_in_which_a_square_file_agrees_is_named() throws IOException {
        String text = """
                {"layers": [{"weight": [[1, 3], [2, 4]], "bias": [1, 1], "activation": "identity"}],
                 "loss": "mean-squared-error", "inputs": [[2, 3]], "targets": [[8, 20]], "value": 1,
                 "gradients": [{"weight": [[2, -2], [3, -3]], "bias": [1, -1]}]}
                """;
        Path file = Files.writeString(folder.resolve("square.json"), text);

        var run = CommandLineRun.of("verify", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out()).contains("It would agree with --layout in-by-out --samples rows.");
    }

    @Test
    void a_wrong_forward_pass_is_where_to_look_first() throws IOException {
        String file = changed(template(), "\"value\": 0.7", "\"value\": 0.8");

        assertThat(CommandLineRun.of("verify", file).out())
                .contains("The loss differs, so the forward passes differ: look there first.");
    }

    @Test
    void a_template_overwrites_nothing() throws IOException {
        String file = template();
        String before = Files.readString(Path.of(file));

        var run = CommandLineRun.of("verify", "--template", "--seed", "2", file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err()).contains("expected a new file, got one that is there; choose another name");
        assertThat(Files.readString(Path.of(file))).isEqualTo(before);
    }

    @Test
    void a_wrong_loss_alone_is_a_verdict_too() throws IOException {
        String file = changed(template(), "\"value\": 0.7", "\"value\": 0.8");

        assertThat(CommandLineRun.of("verify", file).status()).isEqualTo(ExitStatus.VERDICT);
    }

    @Test
    void rounding_to_float_that_the_file_does_not_admit_is_guessed() throws IOException {
        assertThat(CommandLineRun.of("verify", singles()).out())
                .contains("In float32 it would agree: if that is what computed it, add \"precision\": \"f32\".");
    }

    /** z = 0.3·0.7 + 0.1 and so on, each step rounded to float and written with a float's digits. */
    private String singles() throws IOException {
        float z = 0.3f * 0.7f + 0.1f;
        float da = 2 * (z - 1.3f);
        String text = """
                {"layers": [{"weight": [[0.3]], "bias": [0.1], "activation": "identity"}],
                 "loss": "mean-squared-error", "inputs": [[0.7]], "targets": [1.3],
                 "gradients": [{"weight": [[%.11f]], "bias": [%.11f]}]}
                """.formatted(da * 0.7f + 1e-8, (double) da);
        return Files.writeString(folder.resolve("single.json"), text).toString();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing             |                                | expected a file to check, or --template, got none",
                "an unknown layout   | mine.json --layout rows        | expected out-by-in, in-by-out, got 'rows'",
                "an unknown sample   | mine.json --samples in-by-out  | expected rows, columns, got 'in-by-out'",
                "data for a check    | mine.json --data xor           | --data: expected it with --template only",
                "a seed for a check  | mine.json --seed 3             | --seed: expected it with --template only",
                "a label for a check | mine.json --label 1            | --label: expected it with --template only",
                "a header for a check | mine.json --no-header         | --header: expected it with --template only",
                "a template's json   | --template --json -            | --json: expected a check's, got --template",
                "an unknown mutant   | --template --mutant gnome      | --mutant: expected ",
                "a template's .npz   | --template mine.npz            | mine.npz: expected a name for JSON, got .npz",
                "an unknown dataset  | --template --data gnome        | expected a dataset, one of xor, circles",
            })
    void wrong_usage_is_told(String name, String arguments, String message) {
        String[] words = ("verify" + (arguments == null ? "" : " " + arguments)).split(" ");

        var run = CommandLineRun.of(words);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_bad_file_is_told_with_both_values_and_without_a_stack_trace() throws IOException {
        String file = changed(template("--hidden", "3"), "\"targets\": [0, 1, 1, 0]", "\"targets\": [0, 1, 2, 0]");

        var run = CommandLineRun.of("verify", file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err())
                .isEqualTo("twingrad verify: " + file + ": targets: expected 0 or 1 for binary-cross-entropy, got 2 for"
                        + " sample 2" + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_and_a_folder_are_told_so() {
        assertThat(CommandLineRun.of("verify", folder.resolve("none.json").toString())
                        .status())
                .isEqualTo(ExitStatus.DATA);
        var run = CommandLineRun.of("verify", folder.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err()).contains("expected a file that can be read, got ");
    }

    @Test
    void a_network_that_overflows_is_no_defect() throws IOException {
        String text = """
                {"layers": [{"weight": [[1e300]], "bias": [0], "activation": "identity"}],
                 "loss": "mean-squared-error", "inputs": [[1e300]], "targets": [0],
                 "gradients": [{"weight": [[1]], "bias": [1]}]}
                """;
        Path file = Files.writeString(folder.resolve("large.json"), text);

        assertThat(CommandLineRun.of("verify", file.toString()).status()).isEqualTo(ExitStatus.VERDICT);
    }

    /** 400 inputs, 500 hidden units and 20,000 samples: 400 x 500 x 20,000 products are beyond every heap here. */
    @Test
    void what_has_no_room_in_the_heap_is_refused_before_it_is_tried() throws IOException {
        String layers = "{\"weight\": %s, \"bias\": %s, \"activation\": \"relu\"}, {\"weight\": %s, \"bias\": [0]"
                .formatted(rows(500, 400), row(500), rows(1, 500));
        String text = "{\"layers\": [%s, \"activation\": \"identity\"}], \"gradients\": [%s}],"
                        .formatted(layers, layers.replace(", \"activation\": \"relu\"", ""))
                + "\"loss\": \"mean-squared-error\", \"inputs\": %s, \"targets\": %s}"
                        .formatted(rows(20_000, 400), row(20_000));
        Path file = Files.writeString(folder.resolve("wide.json"), text);

        var run = CommandLineRun.of("verify", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err()).contains("parameters times samples for a heap of ", "got 4020020000; take fewer samples");
    }

    private static String row(int length) {
        return "[" + "1,".repeat(length - 1) + "1]";
    }

    private static String rows(int rows, int length) {
        return "[" + (row(length) + ",").repeat(rows - 1) + row(length) + "]";
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"by-hand", "micrograd", "neuron", "softmax", "xor"})
    void every_example_is_drawn_three_times(String example, @TempDir Path folder) throws IOException {
        String dot = folder.resolve("g.dot").toString();
        String svg = folder.resolve("g.svg").toString();
        String png = folder.resolve("g.png").toString();

        var run = CommandLineRun.of("graph", "--example", example, "--dot", dot, "--svg", svg, "--png", png);

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines()).containsExactly("wrote " + png, "wrote " + svg, "wrote " + dot);
        assertThat(Path.of(dot)).content().startsWith("digraph \"").endsWith("}\n");
        assertThat(Path.of(svg)).content().startsWith("<svg ").endsWith("</svg>\n");
        assertThat(ImageIO.read(Path.of(png).toFile()).getHeight()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"--dot,digraph,}", "--svg,<svg,</svg>"})
    void standard_output_holds_the_picture_alone(String option, String first, String last, @TempDir Path folder) {
        Path png = folder.resolve("g.png");

        var run = CommandLineRun.of("graph", "a + a", "--at", "a=3", "--png", png.toString(), option, "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).startsWith(first + " ").endsWith(last + "\n").doesNotContain("wrote");
        assertThat(run.err()).isEqualToIgnoringNewLines("wrote " + png);
    }

    @Test
    void a_network_is_drawn_at_a_sample() {
        var run = CommandLineRun.typed("graph --network --data xor --hidden 2 --sample 1 --dot -");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("label=\"layers.0.weight[0][1] (leaf)\\n", "label=\"x0 (constant)\\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q = 1/a; L = q - q | note: the first value that is not finite is that of q: q = 1 / a = 1 / 0 = Infinity
            L = sqrt(a)        | note: the first gradient that is not finite goes from L to a: ∂L/∂a = 1/(2·√a) = 1/(2·√0) = Infinity
            """)
    void what_spoils_the_rest_is_named(String script, String note) {
        var run = CommandLineRun.of("graph", script, "--at", "a=0", "--dot", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).isEqualToIgnoringNewLines(note);
    }

    @Test
    void five_thousand_nodes_are_written_but_not_drawn(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("long.txt"), "a" + " + 1".repeat(4999));
        Path dot = folder.resolve("long.dot");
        Path svg = folder.resolve("long.svg");
        String[] both = {
            "graph", "--file", script.toString(), "--at", "a=3", "--dot", dot.toString(), "--svg", svg.toString()
        };

        var refused = CommandLineRun.of(both);
        var written = CommandLineRun.of("graph", "--file", script.toString(), "--at", "a=3", "--dot", dot.toString());

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualToIgnoringNewLines("twingrad graph: graph: expected at most 500 nodes to draw, got 5000: nobody"
                        + " could read the picture; --dot FILE|- writes any graph as text, and `twingrad step` walks"
                        + " through it");
        assertThat(svg).doesNotExist();
        assertThat(written.status()).isEqualTo(ExitStatus.DONE);
        assertThat(dot).content().contains("n4999 [label=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            graph a --at a=1                    | twingrad graph: expected what to write, as in --svg graph.svg, --png graph.png or --dot -
            graph a --at a=1 --dot - --svg -    | twingrad graph: expected one of --dot and --svg on standard output, got both
            graph a --at a=1 --png -            | twingrad graph: --png: expected a file, got -
            """)
    void wrong_usage_says_what_was_expected_and_what_came(String arguments, String message) {
        var run = CommandLineRun.of(arguments.split(" +"));

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().findFirst()).hasValue(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dot", "--svg", "--png"})
    void a_file_that_cannot_be_written_is_told_by_name(String option, @TempDir Path folder) {
        var run = CommandLineRun.of("graph", "a*a", "--at", "a=1", option, folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err())
                .startsWith("twingrad graph: " + folder + ": expected a ")
                .doesNotContain("\tat ");
    }

    @Test
    void a_folder_that_is_missing_is_made(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("g.svg");

        var run = CommandLineRun.of("graph", "a*a", "--at", "a=1", "--svg", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(file).isNotEmptyFile();
    }
}

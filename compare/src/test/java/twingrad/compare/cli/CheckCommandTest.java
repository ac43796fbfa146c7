package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @Test
    void healthy_engines_agree_on_the_spiral_by_default() {
        var run = CommandLineRun.of("check");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("2-8-3 relu", "spiral", "layers.1.bias", "tensor-f32", "All agree.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_planted_bug_is_named_with_its_block_and_its_factor() {
        var run = CommandLineRun.of("check", "--mutant", "missing-mean-in-last-bias", "--hidden", "3");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out().lines().filter(line -> line.endsWith("disagree"))).hasSize(1);
        assertThat(run.out())
                .contains("DISAGREE: mutant is alone with its numbers.")
                .contains("layers.1.bias: difference 0.99335548;")
                .endsWith("factor 300 = m: the mean's 1/m is missing (residual 2e-15)" + System.lineSeparator());
    }

    @Test
    void a_bug_that_does_not_show_says_on_what_it_does() {
        var run = CommandLineRun.typed("check xor --activation relu --hidden 3 --mutant tanh-one-minus-a");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .endsWith("The mutant tanh-one-minus-a does not show on this network: it shows on 3-4-4-3 tanh, softmax"
                        + "-cross-entropy; this one differs: its activation is relu, its loss is binary-cross-entropy, it"
                        + " has no layer as wide as the one below." + System.lineSeparator());
    }

    @Test
    void json_holds_every_figure_and_standard_output_nothing_else() {
        var run = CommandLineRun.of("check", "moons", "--activation", "sigmoid", "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).contains("All agree.");
        JsonNode report = run.json();
        assertThat(report.path("verdict").asText()).isEqualTo("agree");
        List<JsonNode> blocks =
                StreamSupport.stream(report.path("blocks").spliterator(), false).toList();
        assertThat(blocks).hasSize(4 * 4).allSatisfy(block -> {
            assertThat(block.path("witnesses").path(0).asText()).isEqualTo("scalar");
            assertThat(block.path("verdict").asText()).isIn("agree", "noise");
            assertThat(block.path("relativeDifference").isNumber()).isTrue();
            assertThat(block.path("bound").asDouble()).isPositive();
            assertThat(block.path("worst").path("a").isNumber()).isTrue();
            assertThat(block.path("worst").path("b").isNumber()).isTrue();
            assertThat(block.path("worst").path("ulps").isNumber()).isTrue();
            int rank = block.path("name").asText().endsWith("weight") ? 2 : 1;
            assertThat(block.path("worst").path("index")).hasSize(rank);
        });
    }

    @Test
    void the_mutants_json_says_disagree_in_one_block_alone() {
        JsonNode report = CommandLineRun.of("check", "--mutant", "missing-mean-in-last-bias", "--json", "-")
                .json();

        assertThat(report.path("verdict").asText()).isEqualTo("disagree");
        List<JsonNode> disagreeing = StreamSupport.stream(report.path("blocks").spliterator(), false)
                .filter(block -> block.path("verdict").asText().equals("disagree"))
                .toList();
        assertThat(disagreeing).singleElement().satisfies(block -> {
            assertThat(block.path("name").asText()).isEqualTo("layers.1.bias");
            assertThat(block.path("relativeDifference").asDouble()).isCloseTo(299.0 / 301, within(1e-6));
            assertThat(block.path("diagnosis").asText()).contains("factor 300 = m");
        });
    }

    @Test
    void mnist_is_checked_on_a_few_real_digits_with_sampled_quotients() {
        var run = CommandLineRun.of("check", "mnist", "--hidden", "4", "--batch", "3");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("784-4-10 relu", "mnist-test, seed 1: 3 samples", "2000 sampled", "All agree.");
    }

    @Test
    void values_stand_side_by_side_entry_by_entry() {
        var run = CommandLineRun.of("check", "xor", "--hidden", "3", "--values");

        assertThat(run.out().lines().filter(line -> line.matches("layers\\.\\d\\.(weight|bias)\\[.*")))
                .hasSize(13)
                .allMatch(line -> line.split(" +").length == 6);
        assertThat(run.out()).containsPattern("entry +scalar +textbook +tensor-f64 +tensor-f32 +finite-differences");
    }

    @Test
    void what_quotients_cannot_see_has_no_value() {
        var run = CommandLineRun.of("check", "--hidden", "3", "--values");

        assertThat(run.out().lines().filter(line -> line.endsWith(" kink"))).hasSize(3);
    }

    @Test
    void a_sweep_is_printed_drawn_and_set_into_the_page(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("xor.html");

        var run = CommandLineRun.of(
                "check", "xor", "--sweep", "--values", "--out", folder.toString(), "--html", page.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).containsPattern("Best: central \\d\\.\\de-1[01] at ε = 1.0e-0[45]; Richardson ");
        assertThat(run.out().lines().filter(line -> line.matches(" +\\d\\.\\de-\\d\\d .*")))
                .hasSize(21);
        assertThat(folder.resolve("xor-sweep.png")).isNotEmptyFile();
        assertThat(Files.readString(page))
                .contains("<h2>The check</h2>", "All agree.", "<h2>Difference quotients by their step</h2>")
                .contains("<h2>The gradients side by side</h2>", "layers.0.weight[7,1]");
    }

    @Test
    void what_is_not_printed_on_a_terminal_has_no_colors() {
        assertThat(CommandLineRun.of("check", "xor").out()).doesNotContain("\u001b");
    }

    @Test
    void the_loss_the_initialization_and_penalties_may_be_chosen() {
        var run = CommandLineRun.typed(
                "check xor --loss hinge --init glorot-uniform --l1 0.1 --l2 0.2 --activation tanh");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).startsWith("2-8-1 tanh, hinge: 33 parameters").contains("All agree.");
    }
}

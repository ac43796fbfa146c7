package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {

    /** Fifty steps of the same arithmetic in another order. */
    private static final double FLOAT64_DRIFT = 1e-10;

    private static final double FLOAT32_DRIFT = 1e-3;

    @Test
    void both_engines_follow_the_same_curve(@TempDir Path folder) {
        var run = CommandLineRun.of("compare", "circles", "--epochs", "50", "--out", folder.toString(), "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        JsonNode engines = run.json().path("engines");
        assertThat(engines.findValuesAsText("engine")).containsExactly("scalar", "tensor-f64", "tensor-f32");
        assertThat(engines.path(1).path("largestLossDifference").asDouble()).isLessThan(FLOAT64_DRIFT);
        assertThat(engines.path(2).path("largestLossDifference").asDouble()).isBetween(1e-12, FLOAT32_DRIFT);
        assertThat(folder.resolve("circles-loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("circles-boundary.png")).isNotEmptyFile();
    }

    @Test
    void digits_have_no_plane_to_draw_and_one_precision_can_be_asked_for(@TempDir Path folder) {
        var run = CommandLineRun.of(
                "compare",
                "mnist",
                "--hidden",
                "4",
                "--epochs",
                "2",
                "--samples",
                "20",
                "--precision",
                "f32",
                "--out",
                folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("tensor-f32").doesNotContain("tensor-f64");
        assertThat(folder.resolve("mnist-loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("mnist-boundary.png")).doesNotExist();
    }

    @Test
    void the_verdict_comes_from_the_gradients_where_training_began_and_ended(@TempDir Path folder) {
        var run = CommandLineRun.of("compare", "circles", "--epochs", "5", "--out", folder.toString(), "--json", "-");

        JsonNode checks = run.json().path("checks");
        assertThat(checks.findValuesAsText("theta")).containsExactly("first", "last");
        for (JsonNode check : checks) {
            assertThat(check.path("check").path("verdict").asText()).isEqualTo("agree");
            int entries = 0;
            for (JsonNode bin : check.path("ulps")) {
                entries += bin.path("entries").asInt();
            }
            assertThat(entries).isEqualTo(33);
        }
        assertThat(run.err())
                .contains("gradients at the first θ: agree; nearest to its bound is ")
                .contains("gradients at the last θ: agree; nearest to its bound is ");
        assertThat(folder.resolve("circles-ulps.png")).isNotEmptyFile();
    }

    @Test
    void parameters_are_compared_epoch_by_epoch(@TempDir Path folder) {
        JsonNode engines = CommandLineRun.of(
                        "compare", "moons", "--epochs", "50", "--out", folder.toString(), "--json", "-")
                .json()
                .path("engines");

        assertThat(engines.path(0).path("parameterDistance").asDouble()).isZero();
        assertThat(engines.path(1).path("parameterDistance").asDouble()).isLessThan(FLOAT64_DRIFT);
        assertThat(engines.path(2).path("parameterDistance").asDouble()).isBetween(1e-12, FLOAT32_DRIFT);
    }

    @Test
    void earlier_runs_are_laid_over_and_a_page_holds_it_all(@TempDir Path folder) throws IOException {
        Path earlier = folder.resolve("sgd.json");
        Path page = folder.resolve("new").resolve("page.html");
        CommandLineRun.of("train", "moons", "--epochs", "4", "--optimizer", "sgd", "--json", earlier.toString());

        var run = CommandLineRun.of(
                "compare",
                "xor",
                "--epochs",
                "4",
                "--with",
                earlier.toString(),
                "--out",
                folder.toString(),
                "--html",
                page.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("wrote " + page);
        assertThat(Files.readString(page))
                .contains("<h2>Training</h2>", "<h2>Gradients at the first θ</h2>", "<h2>Gradients at the last θ</h2>")
                .contains("<h2>How far float32 is off</h2>", "<h2>What was learned</h2>")
                .contains("<p>scalar: gradient norm by layer, on the first 4 training samples: ")
                .doesNotContain("NEVER UPDATED");
    }

    /** A loss that falls says nothing of a layer that never moves; the page does. */
    @Test
    void a_block_that_never_moves_stands_in_the_page(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.html");

        CommandLineRun.of(
                "compare",
                "xor",
                "--epochs",
                "4",
                "--mutant",
                "last-layer-never-updated",
                "--out",
                folder.toString(),
                "--html",
                page.toString());

        assertThat(Files.readString(page))
                .contains(
                        "<p class=\"disagree\"><strong>last-layer-never-updated:</strong> NEVER UPDATED: layers.1.weight, "
                                + "layers.1.bias</p>");
    }

    @Test
    void a_file_that_is_no_earlier_run_is_told_before_any_work(@TempDir Path folder) {
        Path file = folder.resolve("none.json");

        var run = CommandLineRun.of("compare", "mnist", "--with", file.toString(), "--out", folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(file + ": expected a file that can be read, got none");
    }

    @Test
    void a_mutant_trains_beside_the_healthy_engines_and_is_no_disagreement_of_theirs(@TempDir Path folder) {
        var run = CommandLineRun.of(
                "compare",
                "blobs",
                "--epochs",
                "20",
                "--mutant",
                "relu-overwrites-upstream",
                "--out",
                folder.toString(),
                "--json",
                "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        JsonNode mutant = run.json().path("engines").path(3);
        assertThat(mutant.path("engine").asText()).isEqualTo("relu-overwrites-upstream");
        assertThat(mutant.path("parameterDistance").asDouble()).isGreaterThan(0.01);
        assertThat(run.json().path("checks").findValuesAsText("verdict"))
                .contains("agree")
                .doesNotContain("disagree");
    }

    @Test
    void what_a_mutant_does_wrong_and_what_its_gradient_is_stands_apart_from_the_verdict(@TempDir Path folder)
            throws IOException {
        Path page = folder.resolve("page.html");

        var run = mutant("tanh-one-minus-a", folder, "--activation", "tanh", "--html", page.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains("mutant tanh-one-minus-a: tanh' = 1 - a in place of 1 - a²")
                .contains("gradients at the first θ: agree")
                .contains("The mutant's gradient at the first θ, left out of the verdict")
                .contains("DISAGREE: mutant is alone with its numbers.");
        assertThat(Files.readString(page))
                .contains("<p>mutant tanh-one-minus-a: tanh' = 1 - a in place of 1 - a²</p>")
                .contains("<h2>The mutant's gradient at the first θ, left out of the verdict</h2>")
                .contains("<p class=\"disagree\"><strong>layers.0.weight:</strong> difference ");
    }

    @Test
    void a_mutant_that_a_check_cannot_see_says_why(@TempDir Path folder) {
        assertThat(mutant("tanh-one-minus-a", folder, "--activation", "relu").out())
                .contains("The mutant tanh-one-minus-a does not show on this network: it shows on 3-4-4-3 tanh,")
                .contains("; this one differs: its activation is relu,");
        assertThat(mutant("biases-never-updated", folder).out())
                .contains("Its gradient is right and its updates are wrong: no check of gradients sees that");
    }

    @Test
    void a_mutant_that_diverges_alone_is_no_matter_of_the_learning_rate(@TempDir Path folder) {
        var run =
                mutant("uphill", folder, "--activation", "relu", "--optimizer", "sgd", "--lr", "1", "--epochs", "3000");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains("DIVERGED: uphill: expected a finite loss")
                .contains("; that is the planted bug's doing, the scalar engine's stayed finite")
                .doesNotContain("take a smaller --lr");
    }

    private static CommandLineRun mutant(String name, Path folder, String... options) {
        var arguments = new ArrayList<String>(
                List.of("compare", "xor", "--epochs", "4", "--mutant", name, "--out", folder.toString()));
        if (List.of(options).contains("--epochs")) {
            arguments.subList(2, 4).clear();
        }
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void an_unknown_mutant_is_told() {
        var run = CommandLineRun.of("compare", "xor", "--mutant", "gremlin");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("--mutant: expected", "got gremlin");
    }

    /** With nothing finite left there is no gradient to compare at the end. */
    @Test
    void a_training_that_diverges_is_a_verdict(@TempDir Path folder) {
        var run = CommandLineRun.of(
                "compare",
                "moons",
                "--optimizer",
                "sgd",
                "--lr",
                "1e300",
                "--epochs",
                "4",
                "--out",
                folder.toString(),
                "--html",
                folder.resolve("page.html").toString());

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out()).contains("DIVERGED: scalar");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "moons --samples 20 --batch 7 --dropout 0.3",
                "blobs --samples 21 --loss hinge --l1 0.1 --l2 0.5 --init glorot-uniform",
                "moons --samples 20 --optimizer nesterov --schedule exponential:0.9 --clip 0.5",
                "moons --samples 20 --optimizer adamw --weight-decay 0.1 --loss mean-squared-error",
            })
    void the_engines_train_alike_whatever_the_hyperparameters(String arguments, @TempDir Path folder) {
        var run = CommandLineRun.of(
                ("compare " + arguments + " --epochs 5 --precision f64 --json - --out " + folder).split(" "));

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        JsonNode tensor = run.json().path("engines").path(1);
        assertThat(tensor.path("largestLossDifference").asDouble()).isLessThan(FLOAT64_DRIFT);
    }
}

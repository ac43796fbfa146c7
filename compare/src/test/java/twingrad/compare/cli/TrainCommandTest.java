package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

    @Test
    void the_scalar_engine_solves_xor() {
        var run = CommandLineRun.of("train", "xor", "--engine", "scalar", "--hidden", "8", "--activation", "tanh");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("test accuracy 100.00% (4 of 4): solved 4/4");
    }

    @Test
    void an_untrained_network_has_not_solved_xor_and_says_so() {
        var run = CommandLineRun.of("train", "xor", "--epochs", "0");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains(": not solved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "tensor"})
    void circles_are_told_apart_in_either_engine(String engine) {
        JsonNode report = CommandLineRun.of("train", "circles", "--engine", engine, "--json", "-")
                .json();

        assertThat(report.path("testAccuracy").asDouble()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void json_holds_every_figure(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("moons.json");

        var run = CommandLineRun.of(
                "train", "--data", "moons", "--epochs", "3", "--threads", "1", "--json", file.toString());

        assertThat(run.out()).contains("epoch  training loss");
        JsonNode report = new ObjectMapper().readTree(Files.readString(file));
        assertThat(report.path("epochSeconds")).hasSize(3);
        assertThat(report.path("trainLosses")).hasSize(3);
        assertThat(report.path("trainLoss").asDouble())
                .isEqualTo(report.path("trainLosses").path(2).asDouble());
        assertThat(report.path("testAccuracy").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.path("wallSeconds").asDouble()).isPositive();
        assertThat(report.path("threads").asInt()).isEqualTo(1);
        assertThat(report.path("vectorLanes").asInt()).isGreaterThan(1);
    }

    @Test
    void json_says_when_97_percent_were_first_reached() {
        var solved = CommandLineRun.of("train", "blobs", "--epochs", "300", "--json", "-")
                .json();
        var untrained = CommandLineRun.of("train", "spiral", "--epochs", "1", "--json", "-")
                .json();

        assertThat(solved.path("secondsTo97").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(solved.path("wallSeconds").asDouble());
        assertThat(untrained.path("secondsTo97").asText()).isEqualTo("NaN");
    }

    @Test
    void the_same_seed_gives_the_same_figures_and_another_seed_others() {
        String[] losses = new String[3];
        String[] seeds = {"5", "5", "6"};
        for (int i = 0; i < 3; i++) {
            losses[i] = CommandLineRun.of("train", "moons", "--epochs", "5", "--seed", seeds[i], "--json", "-")
                    .json()
                    .path("trainLosses")
                    .toString();
        }

        assertThat(losses[0]).isEqualTo(losses[1]).isNotEqualTo(losses[2]);
    }

    @Test
    void mnist_in_the_scalar_engine_takes_a_few_digits_and_says_so() {
        var run = CommandLineRun.of("train", "mnist", "--engine", "scalar", "--hidden", "4", "--epochs", "1");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("taking 200 of 60000 digits; --samples N takes more.", "200 samples to train");
    }

    @Test
    void lenet_learns_digits() {
        JsonNode report = CommandLineRun.of(
                        "train", "mnist", "--network", "lenet", "--samples", "200", "--epochs", "2", "--json", "-")
                .json();

        assertThat(report.path("network").asText())
                .isEqualTo("lenet: conv 6x5x5 padding 2, pool 2, conv 16x5x5, pool 2, dense 120, dropout 0.3,"
                        + " dense 84-10, relu");
        assertThat(report.path("parameters").asInt()).isEqualTo(61_706);
        assertThat(report.path("health").fieldNames()).toIterable().containsExactly("frozenBlocks");
        assertThat(report.path("trainLosses").path(1).asDouble())
                .isLessThan(report.path("trainLosses").path(0).asDouble());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "moons --network lenet | expected images of 28x28 pixels, which mnist has, got moons",
                "mnist --network lenet --engine scalar | expected --engine tensor, got scalar, which goes one number"
                        + " at a time and has no convolution",
                "mnist --network lenet --hidden 8 | expected neither --hidden nor --activation, which are the mlp's;"
                        + " its layers are given",
                "mnist --network lenet --activation tanh | expected neither --hidden nor --activation, which are the"
                        + " mlp's; its layers are given",
            })
    void lenet_refuses_what_it_cannot_be(String arguments, String message) {
        var run = CommandLineRun.of(("train " + arguments).split(" "));

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).contains("twingrad train: --network lenet: " + message);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_in_one_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        var run = CommandLineRun.of("train", "xor", "--epochs", "1", "--out", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.out()).as("no work is done in vain").isEmpty();
        assertThat(run.err().lines())
                .containsExactly("twingrad train: " + file + ": expected a folder that can be made, got a file: " + file
                        + " is no folder; choose another place");
    }

    @Test
    void a_training_that_diverges_is_a_verdict_with_its_epoch() {
        var run = CommandLineRun.of("train", "moons", "--optimizer", "sgd", "--lr", "1e300", "--epochs", "5");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out())
                .containsPattern("DIVERGED: tensor-f32: expected a finite loss, got \\S+ first in epoch \\d;"
                        + " take a smaller --lr");
    }

    @Test
    void no_epochs_draw_no_curve(@TempDir Path folder) {
        var run = CommandLineRun.of("train", "xor", "--epochs", "0", "--out", folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(folder.resolve("xor-loss.png")).doesNotExist();
        assertThat(folder.resolve("xor-boundary.png")).isNotEmptyFile();
    }

    @Test
    void pictures_are_written_where_asked(@TempDir Path folder) {
        var run = CommandLineRun.of("train", "xor", "--epochs", "3", "--out", folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(folder.resolve("xor-loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("xor-boundary.png")).isNotEmptyFile();
    }
}

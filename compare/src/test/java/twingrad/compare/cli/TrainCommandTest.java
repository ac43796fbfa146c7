package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static twingrad.compare.cli.CommandLineRun.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

    @Test
    void the_scalar_engine_solves_xor() {
        var run = typed("train xor --engine scalar --hidden 8 --activation tanh");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("test accuracy 100.00% (4 of 4): solved 4/4");
    }

    @Test
    void an_untrained_network_has_not_solved_xor_and_says_so() {
        var run = typed("train xor --epochs 0");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains(": not solved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "tensor"})
    void circles_are_told_apart_in_either_engine(String engine) {
        JsonNode report =
                typed("train circles --engine " + engine + " --json -").json();

        assertThat(report.path("testAccuracy").asDouble()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void json_holds_every_figure(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("moons.json");

        var run = typed("train --data moons --epochs 3 --threads 1 --json " + file);

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
    void json_has_numbers_as_numbers_and_leaves_out_what_there_is_none_of() {
        JsonNode with = typed(
                        "train moons --split 0.8,0.2 --epochs 1 --target 1% --clip 2 --patience 3 --schedule step --json -")
                .json();
        JsonNode without = typed("train moons --epochs 1 --json -").json();

        JsonNode hyperparameters = with.path("hyperparameters");
        assertThat(hyperparameters.path("lr").asText()).isEqualTo("0.05");
        assertThat(hyperparameters.path("epochs").isInt()).isTrue();
        assertThat(List.of("momentum", "weight-decay", "lr", "l1", "l2", "dropout", "clip", "batch", "patience"))
                .allMatch(name -> hyperparameters.path(name).isNumber());
        assertThat(hyperparameters.path("schedule").asText()).isEqualTo("step:0.5,3");
        assertThat(with.path("target").asDouble()).isEqualTo(0.01);
        assertThat(with.path("devAccuracy").isNumber()).isTrue();
        assertThat(without.path("hyperparameters").fieldNames())
                .toIterable()
                .contains("lr", "schedule")
                .doesNotContain("clip", "patience");
        assertThat(without.fieldNames()).toIterable().contains("trainLoss").doesNotContain("target", "devAccuracy");
        assertThat(without.toString()).doesNotContain("NaN");
    }

    @Test
    void json_says_when_97_percent_were_first_reached() {
        var solved = typed("train blobs --epochs 300 --json -").json();
        var untrained = typed("train spiral --epochs 1 --json -").json();

        assertThat(solved.path("secondsTo97").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(solved.path("wallSeconds").asDouble());
        assertThat(untrained.has("secondsTo97")).isFalse();
    }

    @Test
    void the_same_seed_gives_the_same_figures_and_another_seed_others() {
        String[] losses = new String[3];
        String[] seeds = {"5", "5", "6"};
        for (int i = 0; i < 3; i++) {
            losses[i] = typed("train moons --epochs 5 --seed " + seeds[i] + " --json -")
                    .json()
                    .path("trainLosses")
                    .toString();
        }

        assertThat(losses[0]).isEqualTo(losses[1]).isNotEqualTo(losses[2]);
    }

    @Test
    void mnist_in_the_scalar_engine_takes_a_few_digits_and_says_so() {
        var run = typed("train mnist --engine scalar --hidden 4 --epochs 1");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("taking 200 of 60000 images; --samples N takes more.", "200 samples to train");
    }

    @Test
    void lenet_learns_digits() {
        JsonNode report = typed("train mnist --network lenet --samples 200 --epochs 2 --json -")
                .json();

        assertThat(report.path("network").asText())
                .isEqualTo("lenet: conv 6x5x5 padding 2, pool 2, conv 16x5x5, pool 2, dense 120-84-10, relu");
        assertThat(report.path("parameters").asInt()).isEqualTo(61_706);
        assertThat(report.path("health").fieldNames()).toIterable().containsExactly("frozenBlocks");
        assertThat(report.path("trainLosses").path(1).asDouble())
                .isLessThan(report.path("trainLosses").path(0).asDouble());
    }

    @Test
    void a_training_that_diverges_is_a_verdict_with_its_epoch() {
        var run = typed("train moons --optimizer sgd --lr 1e300 --epochs 5");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out())
                .containsPattern("DIVERGED: tensor-f32: expected finite numbers, got none such first in epoch \\d;"
                        + " take a smaller --lr");
    }

    @Test
    void no_epochs_draw_no_curve(@TempDir Path folder) {
        var run = typed("train xor --epochs 0 --out " + folder);

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(folder.resolve("xor-history.png")).doesNotExist();
        assertThat(folder.resolve("xor-boundary.png")).isNotEmptyFile();
    }

    @Test
    void checkpoints_curve_and_pictures_are_written_where_asked(@TempDir Path folder) {
        var run = typed("train xor --epochs 3 --out " + folder);

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(List.of(
                        "last.safetensors",
                        "best.safetensors",
                        "curve.json",
                        "xor-history.png",
                        "xor-boundary.png",
                        "xor-confusion.png"))
                .allSatisfy(name -> {
                    assertThat(folder.resolve(name)).isNotEmptyFile();
                    assertThat(run.out()).contains("wrote " + folder.resolve(name));
                });
    }

    @Test
    void a_target_that_is_missed_is_a_verdict() {
        var run = typed("train xor --epochs 0 --target 80%");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out()).endsWith("TARGET MISSED: expected a test accuracy of 80.00% or more, got 50.00%\n");
    }

    @Test
    void quiet_prints_the_result_alone() {
        assertThat(typed("train xor --epochs 0 --quiet --target 0.8").out())
                .isEqualTo("train accuracy 50.00%, test accuracy 50.00% (2 of 4): not solved\n"
                        + "TARGET MISSED: expected a test accuracy of 80.00% or more, got 50.00%\n");
    }

    @Test
    void hundreds_of_epochs_take_ten_lines_and_the_log_has_them_all(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("made/log.jsonl");

        var run = typed("train moons --split 0.8,0.2 --epochs 200 --log " + log);

        assertThat(run.out().lines().filter(line -> line.matches(" +\\d+ .*%.*")))
                .hasSize(10);
        var lines = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(log)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(202);
        assertThat(lines.get(0).path("event").asText()).isEqualTo("start");
        assertThat(lines.get(0).path("hyperparameters").path("lr").asText()).isEqualTo("0.05");
        assertThat(lines.get(7).path("epoch").asInt()).isEqualTo(7);
        assertThat(lines.get(7).fieldNames())
                .toIterable()
                .containsExactly(
                        "event",
                        "epoch",
                        "step",
                        "learningRate",
                        "trainLoss",
                        "trainAccuracy",
                        "devLoss",
                        "devAccuracy",
                        "testAccuracy",
                        "seconds",
                        "gradientNorms");
        assertThat(lines.get(201).path("end").asText()).isEqualTo("finished");
    }

    @Test
    void patience_ends_it_and_takes_the_best_parameters() {
        JsonNode report = typed("train moons --split 0.8,0.2 --patience 2 --lr 1 --epochs 300 --json -")
                .json();

        assertThat(report.path("end").asText()).isEqualTo("stopped-early");
        int best = report.path("bestEpoch").asInt();
        assertThat(report.path("devLosses")).hasSize(best + 2);
        assertThat(report.path("devAccuracy").asDouble())
                .isEqualTo(report.path("devAccuracies").path(best - 1).asDouble());
        assertThat(report.path("testAccuracy").asDouble())
                .isEqualTo(report.path("testAccuracies").path(best - 1).asDouble());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0.01, 3", "1, 1"})
    void a_picture_that_cannot_be_written_takes_nothing_from_the_result(double target, int status, @TempDir Path folder)
            throws IOException {
        Path picture = Files.createDirectory(folder.resolve("spiral-history.png"));
        Path json = folder.resolve("report.json");

        var run = typed(
                "train spiral --epochs 2 --hidden 64 --target " + target + " --out " + folder + " --json " + json);

        assertThat(run.err()).startsWith("twingrad train: " + picture + ": expected ");
        assertThat(json).isNotEmptyFile();
        assertThat(folder.resolve("best.safetensors")).isNotEmptyFile();
        assertThat(run.status()).isEqualTo(status);
    }

    /** Of ten batches an epoch. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cosine:30 | true",
                "cosine:31 | false",
                "cosine:40 | false",
                "exponential:1e-200 | true",
                "constant | false",
            })
    void a_learning_rate_that_is_0_before_the_end_is_said(String schedule, boolean isSaid) {
        var run = typed("train moons --epochs 4 --batch 30 --schedule " + schedule);

        String remark = "\nthe learning rate is 0 before the last epoch begins, by the schedule ";
        assertThat(run.out().contains(remark)).isEqualTo(isSaid);
        assertThat(run.out().contains(" and nothing is learned any more; the training takes 40 steps\n"))
                .isEqualTo(isSaid);
    }

    @ParameterizedTest(name = "learning rate {0}: {1}")
    @CsvSource({"1e5, true", "0.5, false"})
    void a_loss_that_rises_and_stays_finite_is_said(String rate, boolean rises) {
        var run = typed("train moons --optimizer sgd --epochs 3 --lr " + rate);

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().contains("\nLOSS ROSE: from 0.851 to 8.68e+15; take a smaller --lr"))
                .isEqualTo(rises);
    }
}

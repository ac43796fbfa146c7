package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;

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
        assertThat(run.out()).contains("taking 200 of 60000 images; --samples N takes more.", "200 samples to train");
    }

    @Test
    void lenet_learns_digits() {
        JsonNode report = CommandLineRun.of(
                        "train", "mnist", "--network", "lenet", "--samples", "200", "--epochs", "2", "--json", "-")
                .json();

        assertThat(report.path("network").asText())
                .isEqualTo("lenet: conv 6x5x5 padding 2, pool 2, conv 16x5x5, pool 2, dense 120-84-10, relu");
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
                "mnist --network lenet --hidden 8 | expected none of --hidden, --activation, --loss, --init, --l1 and"
                        + " --l2, which are the mlp's; its layers are given",
                "mnist --network lenet --l2 1 | expected none of --hidden, --activation, --loss, --init, --l1 and"
                        + " --l2, which are the mlp's; its layers are given",
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
                .containsPattern("DIVERGED: tensor-f32: expected finite numbers, got none such first in epoch \\d;"
                        + " take a smaller --lr");
    }

    @Test
    void no_epochs_draw_no_curve(@TempDir Path folder) {
        var run = CommandLineRun.of("train", "xor", "--epochs", "0", "--out", folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(folder.resolve("xor-history.png")).doesNotExist();
        assertThat(folder.resolve("xor-boundary.png")).isNotEmptyFile();
    }

    @Test
    void checkpoints_curve_and_pictures_are_written_where_asked(@TempDir Path folder) {
        var run = CommandLineRun.of("train", "xor", "--epochs", "3", "--out", folder.toString());

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

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "xor --epochs 0",
                "moons --epochs 1 --batch 301",
                "moons --epochs 1 --batch 1 --samples 7",
                "moons --epochs 1 --samples 2",
                "xor --epochs 2 --lr 0",
                "xor --epochs 2 --hidden 1",
                "xor --epochs 2 --dropout 0",
                "xor --epochs 2 --dropout 0.999",
                "xor --epochs 2 --dropout 0.5 --engine scalar",
                "xor --epochs 2 --l1 0 --l2 0",
                "xor --epochs 2 --l1 0.01 --l2 0.01 --engine scalar",
                "xor --epochs 2 --clip 1e-300",
                "xor --epochs 2 --clip none",
                "xor --epochs 2 --optimizer momentum --momentum 0",
                "xor --epochs 2 --optimizer momentum-averaged",
                "xor --epochs 2 --optimizer momentum-keras --engine scalar",
                "xor --epochs 2 --optimizer nesterov --momentum 0.99",
                "xor --epochs 2 --optimizer rmsprop",
                "xor --epochs 2 --optimizer adamw --weight-decay 0",
                "xor --epochs 2 --schedule inverse:0",
                "xor --epochs 2 --schedule exponential",
                "xor --epochs 2 --schedule step:0.5,1",
                "xor --epochs 3 --schedule cosine:1",
                "xor --epochs 2 --schedule inverse-sqrt-step",
                "moons --epochs 2 --split 0.9,0.1 --patience 1",
                "moons --epochs 2 --patience none",
                "xor --epochs 1 --target 0",
                "xor --epochs 1 --target 0%",
                "xor --epochs 500 --target 1",
                "xor --epochs 500 --target 100%",
                "xor --epochs 2 --loss mean-squared-error",
                "xor --epochs 2 --loss hinge",
                "xor --epochs 2 --loss softmax-cross-entropy --engine scalar",
                "blobs --epochs 2 --loss binary-cross-entropy",
                "blobs --epochs 2 --loss hinge --classes 2",
                "xor --epochs 2 --init glorot-uniform",
                "xor --epochs 2 --precision f64 --threads 1",
                "moons --epochs 1 --standardize",
            })
    void what_lies_on_an_edge_has_a_result(String arguments) {
        var run = train(arguments);

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("test accuracy ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "xor --epochs 1.5 | --epochs: expected a whole number of 0 or more, got 1.5",
                "xor --epochs -1 | --epochs: expected a whole number of 0 or more, got -1",
                "xor --batch 0 | --batch: expected a whole number of 1 or more, got 0",
                "xor --batch 99999999999 | --batch: expected a whole number of 1 or more, got 99999999999",
                "xor --lr -0.1 | --lr: expected a finite number of 0 or more, got -0.1",
                "xor --lr Infinity | --lr: expected a finite number of 0 or more, got Infinity",
                "xor --dropout 1 | --dropout: expected a rate from 0 to below 1, got 1",
                "xor --dropout -0.1 | --dropout: expected a rate from 0 to below 1, got -0.1",
                "xor --l1 -1 | --l1: expected a finite number of 0 or more, got -1",
                "xor --l2 much | --l2: expected a finite number of 0 or more, got much",
                "xor --clip 0 | --clip: expected a norm above 0, or none, got 0",
                "xor --momentum 0.5 | --momentum: expected an optimizer that has it, momentum, momentum-averaged,"
                        + " momentum-keras, nesterov, got adam",
                "xor --optimizer momentum --momentum 1 | --momentum: expected a number from 0 to below 1, got 1",
                "xor --weight-decay 0.1 | --weight-decay: expected the optimizer that has it, adamw, got adam; l2 puts"
                        + " a penalty on the weights with any",
                "moons --patience 3 | --patience: expected a development set to measure the loss on, got none; --split"
                        + " 0.9,0.1 makes one",
                "moons --split 0.9,0.1 --patience 0 | --patience: expected a whole number of 1 or more epochs, or none,"
                        + " got 0",
                "xor --target 1.01 | --target: expected a share from 0 to 1 or a percentage, as in 0.98 or 98%,"
                        + " got 1.01",
                "xor --target 101% | --target: expected a share from 0 to 1 or a percentage, as in 0.98 or 98%,"
                        + " got 101%",
                "xor --target 98 | --target: expected a share from 0 to 1 or a percentage, as in 0.98 or 98%,"
                        + " got 98",
                "xor --target good | --target: expected a share from 0 to 1 or a percentage, as in 0.98 or 98%,"
                        + " got good",
                "xor --loss mse | Invalid value for option '--loss': expected softmax-cross-entropy,"
                        + " binary-cross-entropy, mean-squared-error, hinge, got 'mse'",
                "xor --init xavier | Invalid value for option '--init': expected lecun-normal, lecun-uniform, he-normal,"
                        + " he-uniform, glorot-normal, glorot-uniform, got 'xavier'",
                "xor --log . | --log: expected a file, got the folder '.'",
                "xor --save-every -1 | --save-every: expected 0 seconds or more, got -1.0",
                "xor --save-every 5 | --save-every: expected --out DIR beside it, where checkpoints go, got none",
            })
    void what_lies_beyond_an_edge_is_refused_in_one_line(String arguments, String message) {
        var run = train(arguments);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly("twingrad train: " + message, "Type `twingrad train --help` for what there is.");
    }

    @Test
    void one_class_cannot_be_told_apart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("same.csv"), "1,2,a\n".repeat(30));

        var run = CommandLineRun.of("train", file.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err().lines()).singleElement().asString().contains("expected ", "classes", ", got ");
    }

    @Test
    void a_target_that_is_missed_is_a_verdict() {
        var run = train("xor --epochs 0 --target 80%");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out()).endsWith("TARGET MISSED: expected a test accuracy of 80.00% or more, got 50.00%\n");
    }

    @Test
    void quiet_prints_the_result_alone() {
        assertThat(train("xor --epochs 0 --quiet --target 0.8").out())
                .isEqualTo("train accuracy 50.00%, test accuracy 50.00% (2 of 4): not solved\n"
                        + "TARGET MISSED: expected a test accuracy of 80.00% or more, got 50.00%\n");
    }

    @Test
    void hundreds_of_epochs_take_ten_lines_and_the_log_has_them_all(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("made/log.jsonl");

        var run = train("moons --split 0.8,0.2 --epochs 200 --log " + log);

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
        JsonNode report = train("moons --split 0.8,0.2 --patience 2 --lr 1 --epochs 300 --json -")
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
    @ValueSource(
            strings = {
                "moons --batch 32 --dropout 0.2",
                "moons --batch 32 --dropout 0.2 --engine scalar --samples 60",
                "moons --batch 32 --optimizer nesterov --schedule cosine:40,5 --l2 0.1 --clip 1 --split 0.8,0.2",
                "moons --optimizer momentum-keras --precision f64 --seed 7",
            })
    void a_training_that_goes_on_is_one_that_never_stopped(String arguments, @TempDir Path folder) {
        String whole = train(arguments + " --epochs 6 --json -")
                .json()
                .path("parametersSha256")
                .asText();

        String half = train(arguments + " --epochs 3 --json - --out " + folder)
                .json()
                .path("parametersSha256")
                .asText();
        String rest = train("--resume " + folder + " --epochs 6 --json -")
                .json()
                .path("parametersSha256")
                .asText();

        assertThat(rest).isEqualTo(whole).isNotEqualTo(half).hasSize(64);
    }

    @Test
    void a_training_goes_on_with_what_is_changed_and_says_each_change(@TempDir Path folder) {
        train("moons --epochs 2 --out " + folder);

        var run = train("moons --resume " + folder.resolve("last.safetensors")
                + " --epochs 4 --lr 0.01 --optimizer sgd --l2 0.5");

        assertThat(run.out())
                .startsWith("""
                        goes on from epoch 3, sample 0, step 2
                        optimizer: adam -> sgd
                        sgd begins with a fresh state: what adam kept is of no use to it
                        lr: 0.05 -> 0.01
                        l2: 0.0 -> 0.5
                        epochs: 2 -> 4
                        moons: 300 samples to train, 300 to test; 2-8-1 relu, binary-cross-entropy; 33 parameters
                        sgd, learning rate 0.01, l2 0.5, batch 300, epochs 4, seed 1; tensor-f32 engine,""")
                .containsPattern("\n    3 .*\n    4 .*\n")
                .contains("wrote " + folder.resolve("last.safetensors"));
    }

    @Test
    void checkpoints_may_be_written_without_a_pause(@TempDir Path folder) {
        assertThat(train("xor --epochs 1 --save-every 0 --out " + folder).status())
                .isEqualTo(ExitStatus.DONE);
    }

    @Test
    void a_new_training_leaves_another_one_s_checkpoints_alone(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("other");
        train("moons --epochs 2 --out " + other);
        byte[] kept = Files.readAllBytes(other.resolve("last.safetensors"));
        String refusal = "twingrad train: --out: expected a folder without the checkpoints of another training, got "
                + other + "; --resume " + other + " goes on with that one, a new one takes another folder";

        var anew = train("moons --epochs 1 --out " + other);
        train("moons --epochs 1 --out " + folder);
        var resumed = train("--resume " + folder + " --epochs 2 --out " + other);

        assertThat(anew.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(anew.err().lines()).contains(refusal);
        assertThat(resumed.err().lines()).contains(refusal);
        assertThat(other.resolve("last.safetensors")).hasBinaryContent(kept);
        assertThat(train("--resume " + other + " --epochs 3 --out " + other.resolve("."))
                        .status())
                .isEqualTo(ExitStatus.DONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0.01, 3", "1, 1"})
    void a_picture_that_cannot_be_written_takes_nothing_from_the_result(double target, int status, @TempDir Path folder)
            throws IOException {
        Path picture = Files.createDirectory(folder.resolve("spiral-history.png"));
        Path json = folder.resolve("report.json");

        var run = train("spiral --epochs 2 --hidden 64 --target " + target + " --out " + folder + " --json " + json);

        assertThat(run.err()).startsWith("twingrad train: " + picture + ": expected ");
        assertThat(json).isNotEmptyFile();
        assertThat(folder.resolve("best.safetensors")).isNotEmptyFile();
        assertThat(run.status()).isEqualTo(status);
    }

    @Test
    void more_points_than_the_heap_holds_are_refused_before_they_are_drawn() {
        var run = train("moons --samples 2000000000");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err())
                .matches("twingrad train: samples: expected at most \\d+ for a heap of \\d+ MB, got 2000000000\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads 1", "--precision f64"})
    void the_scalar_engine_goes_on_without_the_tensor_engines_options(String options, @TempDir Path folder) {
        train("xor --engine scalar --epochs 1 --out " + folder);

        var run = train("--resume " + folder + " --epochs 2 " + options);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("--engine scalar: expected neither --precision nor --threads");
    }

    @Test
    void what_is_done_already_is_said_and_nothing_written_anew(@TempDir Path folder) throws IOException {
        train("moons --epochs 2 --out " + folder);
        byte[] kept = Files.readAllBytes(folder.resolve("last.safetensors"));

        var run = train("--resume " + folder + " --epochs 1");

        assertThat(run.out())
                .contains("epochs: 2 -> 1\nall 1 epochs are done; a larger --epochs goes on\n")
                .doesNotContain("wrote " + folder.resolve("last.safetensors"));
        assertThat(folder.resolve("last.safetensors")).hasBinaryContent(kept);
    }

    @Test
    void patience_that_has_ended_it_says_what_goes_on_and_nothing_is_written_anew(@TempDir Path folder)
            throws IOException {
        train("moons --split 0.8,0.2 --patience 2 --lr 1 --epochs 300 --out " + folder);
        byte[] kept = Files.readAllBytes(folder.resolve("last.safetensors"));

        assertThat(train("--resume " + folder).out())
                .contains(" no lower dev loss for 2 epochs; a larger --patience, or none, goes on\n");
        assertThat(folder.resolve("last.safetensors")).hasBinaryContent(kept);
    }

    @ParameterizedTest(name = "learning rate {0}: {1}")
    @CsvSource({"1e5, true", "0.5, false"})
    void a_loss_that_rises_and_stays_finite_is_said(String rate, boolean rises) {
        var run = train("moons --optimizer sgd --epochs 3 --lr " + rate);

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().contains("\nLOSS ROSE: from 0.851 to 8.68e+15; take a smaller --lr"))
                .isEqualTo(rises);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--hidden 16 | expected the checkpoint's architecture, 2-8-1 relu, binary-cross-entropy, he-normal, got"
                        + " 2-16-1 relu, binary-cross-entropy, he-normal; its parameters fit no other",
                "--activation tanh | expected the checkpoint's architecture, 2-8-1 relu, binary-cross-entropy,"
                        + " he-normal, got 2-8-1 tanh, binary-cross-entropy, he-normal; its parameters fit no other",
                "--network lenet | expected the checkpoint's architecture, 2-8-1 relu, binary-cross-entropy, got"
                        + " --network lenet; its parameters fit no other",
                "--engine scalar | expected the checkpoint's engine, tensor-f32, got another; leave --engine and"
                        + " --precision away",
                "--precision f64 | expected the checkpoint's engine, tensor-f32, got another; leave --engine and"
                        + " --precision away",
                "circles | expected the checkpoint's samples, {kind=named, name=moons, standardize=false, seed=1}, got"
                        + " {kind=named, name=circles, standardize=false, seed=1}; a training keeps its samples: leave"
                        + " DATASET and what belongs to it away",
                "--seed 2 | expected the checkpoint's samples, {kind=named, name=moons, standardize=false, seed=1}, got"
                        + " --seed alone; a training keeps its samples: leave DATASET and what belongs to it away",
                "moons --samples 20 | expected the checkpoint's samples, {kind=named, name=moons, standardize=false,"
                        + " seed=1}, got {kind=named, name=moons, samples=20, standardize=false, seed=1}; a training"
                        + " keeps its samples: leave DATASET and what belongs to it away",
            })
    void what_a_training_keeps_cannot_be_changed(String arguments, String message, @TempDir Path folder) {
        train("moons --epochs 1 --out " + folder);

        var run = train("--resume " + folder + " " + arguments);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).contains("twingrad train: --resume: " + message);
    }

    @Test
    void the_same_samples_may_be_named_again(@TempDir Path folder) {
        train("moons --samples 20 --seed 3 --epochs 1 --out " + folder);

        assertThat(train("moons --samples 20 --seed 3 --epochs 2 --resume " + folder)
                        .status())
                .isEqualTo(ExitStatus.DONE);
    }

    @Test
    void a_table_that_was_moved_is_named_by_its_new_place(@TempDir Path folder) throws IOException {
        Path old = Files.writeString(folder.resolve("old.csv"), "1,2,a\n2,1,b\n".repeat(20));
        train(old + " --epochs 1 --out " + folder);
        Path moved = Files.move(old, folder.resolve("new.csv"));

        assertThat(train("--resume " + folder + " --epochs 2").status()).isEqualTo(ExitStatus.DATA);
        assertThat(train(moved + " --resume " + folder + " --epochs 2").status())
                .isEqualTo(ExitStatus.DONE);
    }

    @Test
    void a_table_that_was_changed_is_not_gone_on_with(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("some.csv"), "1,2,a\n2,1,b\n".repeat(20));
        train(table + " --epochs 1 --out " + folder);
        Files.writeString(table, "1,2,a\n2,1,b\n".repeat(30));
        var longer = train("--resume " + folder + " --epochs 2");
        Files.writeString(table, "1,2,a\n2,1,c\n".repeat(20));
        var renamed = train("--resume " + folder + " --epochs 2");

        assertThat(longer.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(longer.err())
                .containsPattern(
                        "twingrad train: resume: expected the training set, 32 samples with the checksum"
                                + " \\w{8}, with which the training began, got 48 samples with the checksum \\w{8}; go on with");
        assertThat(renamed.err())
                .contains("resume: expected the classes [a, b], with which the training began, got [a, c];");
    }

    @Test
    void the_best_parameters_are_without_what_an_optimizer_kept_if_it_kept_any(@TempDir Path folder) {
        String anew = "the optimizer begins anew: the best parameters stand there without its state";
        for (String optimizer : List.of("adam", "sgd")) {
            Path out = folder.resolve(optimizer);
            train("moons --split 0.8,0.2 --epochs 9 --lr 3 --patience 2 --optimizer " + optimizer + " --out " + out);

            assertThat(train("--resume " + out + " --epochs 10").out()).doesNotContain(anew);
            assertThat(train("--resume " + out.resolve("best.safetensors") + " --epochs 10")
                            .out()
                            .contains(anew))
                    .isEqualTo(optimizer.equals("adam"));
        }
    }

    @Test
    void a_checkpoint_that_does_not_say_its_samples_says_how_it_would(@TempDir Path folder) {
        Splits data = Splits.of(DataSource.MOONS, 1);
        Network network = Network.classifier(data.train(), List.of(3), Activation.TANH);
        var routine = new Routine(OptimizerKind.SGD, 0.1, 1, 30, new Seeds(1));
        var session = Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, data);
        Path file = folder.resolve("silent.safetensors");
        CheckpointFile.write(file, session.checkpoint());

        assertThat(train("--resume " + file).err())
                .contains("--resume: expected a checkpoint that says what its samples are, got " + file
                        + ", whose Session.begin was not given its DataChoice; give it, or resume it in Java");
    }

    @Test
    void a_checkpoint_that_is_none_is_bad_data(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("none.safetensors"), "no checkpoint");

        var run = train("--resume " + file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err().lines()).singleElement().asString().startsWith("twingrad train: " + file + ": expected ");
    }

    private static CommandLineRun train(String arguments) {
        return CommandLineRun.of(("train " + arguments).split(" "));
    }
}

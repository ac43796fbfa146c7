package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static twingrad.compare.cli.CommandLineRun.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code train --resume}: what goes on, what may change, and what may not. */
class TrainResumeTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "moons --batch 32 --dropout 0.2",
                "moons --batch 32 --dropout 0.2 --engine scalar --samples 60",
                "moons --batch 32 --optimizer nesterov --schedule cosine:40,5 --l2 0.1 --clip 1 --split 0.8,0.2",
                "moons --optimizer momentum-keras --precision f64 --seed 7",
            })
    void a_training_that_goes_on_is_one_that_never_stopped(String arguments, @TempDir Path folder) {
        String whole = typed("train " + arguments + " --epochs 6 --json -")
                .json()
                .path("parametersSha256")
                .asText();

        String half = typed("train " + arguments + " --epochs 3 --json - --out " + folder)
                .json()
                .path("parametersSha256")
                .asText();
        String rest = typed("train --resume " + folder + " --epochs 6 --json -")
                .json()
                .path("parametersSha256")
                .asText();

        assertThat(rest).isEqualTo(whole).isNotEqualTo(half).hasSize(64);
    }

    @Test
    void a_training_goes_on_with_what_is_changed_and_says_each_change(@TempDir Path folder) {
        typed("train moons --epochs 2 --out " + folder);

        var run = typed("train moons --resume " + folder.resolve("last.safetensors")
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
    void a_new_training_leaves_another_one_s_checkpoints_alone(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("other");
        typed("train moons --epochs 2 --out " + other);
        byte[] kept = Files.readAllBytes(other.resolve("last.safetensors"));
        String refusal = "twingrad train: --out: expected a folder without the checkpoints of another training, got "
                + other + "; --resume " + other + " goes on with that one, a new one takes another folder";

        var anew = typed("train moons --epochs 1 --out " + other);
        typed("train moons --epochs 1 --out " + folder);
        var resumed = typed("train --resume " + folder + " --epochs 2 --out " + other);

        assertThat(anew.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(anew.err().lines()).contains(refusal);
        assertThat(resumed.err().lines()).contains(refusal);
        assertThat(other.resolve("last.safetensors")).hasBinaryContent(kept);
        assertThat(typed("train --resume " + other + " --epochs 3 --out " + other.resolve("."))
                        .status())
                .isEqualTo(ExitStatus.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads 1", "--precision f64"})
    void the_scalar_engine_goes_on_without_the_tensor_engines_options(String options, @TempDir Path folder) {
        typed("train xor --engine scalar --epochs 1 --out " + folder);

        var run = typed("train --resume " + folder + " --epochs 2 " + options);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("--engine scalar: expected neither --precision nor --threads");
    }

    @Test
    void fewer_epochs_than_are_done_are_refused(@TempDir Path folder) {
        typed("train moons --epochs 3 --out " + folder);

        var run = typed("train --resume " + folder + " --epochs 2");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("twingrad train: --epochs: expected 3 or more, for so many are done, got 2\n");
    }

    @Test
    void what_is_done_already_is_said_and_nothing_written_anew(@TempDir Path folder) throws IOException {
        typed("train moons --epochs 2 --out " + folder);
        byte[] kept = Files.readAllBytes(folder.resolve("last.safetensors"));

        var run = typed("train --resume " + folder + " --epochs 2");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains("epochs: 2, as it was\nall 2 epochs are done; a larger --epochs goes on\n")
                .doesNotContain("wrote " + folder.resolve("last.safetensors"));
        assertThat(folder.resolve("last.safetensors")).hasBinaryContent(kept);
    }

    @Test
    void patience_that_has_ended_it_says_what_goes_on_and_nothing_is_written_anew(@TempDir Path folder)
            throws IOException {
        typed("train moons --split 0.8,0.2 --patience 2 --lr 1 --epochs 300 --out " + folder);
        byte[] kept = Files.readAllBytes(folder.resolve("last.safetensors"));

        assertThat(typed("train --resume " + folder).out())
                .contains(" no lower dev loss for 2 epochs; a larger --patience, or none, goes on\n");
        assertThat(folder.resolve("last.safetensors")).hasBinaryContent(kept);
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
        typed("train moons --epochs 1 --out " + folder);

        var run = typed("train --resume " + folder + " " + arguments);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).contains("twingrad train: --resume: " + message);
    }

    @Test
    void the_same_samples_may_be_named_again(@TempDir Path folder) {
        typed("train moons --samples 20 --seed 3 --epochs 1 --out " + folder);

        assertThat(typed("train moons --samples 20 --seed 3 --epochs 2 --resume " + folder)
                        .status())
                .isEqualTo(ExitStatus.DONE);
    }

    @Test
    void a_table_that_was_moved_is_named_by_its_new_place(@TempDir Path folder) throws IOException {
        Path old = Files.writeString(folder.resolve("old.csv"), "1,2,a\n2,1,b\n".repeat(20));
        typed("train " + old + " --epochs 1 --out " + folder);
        Path moved = Files.move(old, folder.resolve("new.csv"));

        assertThat(typed("train --resume " + folder + " --epochs 2").status()).isEqualTo(ExitStatus.DATA);
        assertThat(typed("train " + moved + " --resume " + folder + " --epochs 2")
                        .status())
                .isEqualTo(ExitStatus.DONE);
    }

    @Test
    void a_table_that_was_changed_is_not_gone_on_with(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("some.csv"), "1,2,a\n2,1,b\n".repeat(20));
        typed("train " + table + " --epochs 1 --out " + folder);
        Files.writeString(table, "1,2,a\n2,1,b\n".repeat(30));
        var longer = typed("train --resume " + folder + " --epochs 2");
        Files.writeString(table, "1,2,a\n2,1,c\n".repeat(20));
        var renamed = typed("train --resume " + folder + " --epochs 2");

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
            typed("train moons --split 0.8,0.2 --epochs 9 --lr 3 --patience 2 --optimizer " + optimizer + " --out "
                    + out);

            assertThat(typed("train --resume " + out + " --epochs 10").out()).doesNotContain(anew);
            assertThat(typed("train --resume " + out.resolve("best.safetensors") + " --epochs 10")
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

        assertThat(typed("train --resume " + file).err())
                .contains("--resume: expected a checkpoint that says what its samples are, got " + file
                        + ", whose Session.begin was not given its DataChoice; give it, or resume it in Java");
    }

    @Test
    void a_checkpoint_that_is_none_is_bad_data(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("none.safetensors"), "no checkpoint");

        var run = typed("train --resume " + file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err().lines()).singleElement().asString().startsWith("twingrad train: " + file + ": expected ");
    }
}

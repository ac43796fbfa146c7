package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static twingrad.compare.cli.CommandLineRun.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code train} takes and what it refuses. */
class TrainOptionsTest {

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
        var run = typed("train " + arguments);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).contains("twingrad train: --network lenet: " + message);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_in_one_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        var run = typed("train xor --epochs 1 --out " + file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.out()).as("no work is done in vain").isEmpty();
        assertThat(run.err().lines())
                .containsExactly("twingrad train: " + file + ": expected a folder that can be made, got a file: " + file
                        + " is no folder; choose another place");
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
        var run = typed("train " + arguments);

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
        var run = typed("train " + arguments);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly("twingrad train: " + message, "Type `twingrad train --help` for what there is.");
    }

    @Test
    void one_class_cannot_be_told_apart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("same.csv"), "1,2,a\n".repeat(30));

        var run = typed("train " + file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err().lines()).singleElement().asString().contains("expected ", "classes", ", got ");
    }

    @Test
    void checkpoints_may_be_written_without_a_pause(@TempDir Path folder) {
        assertThat(typed("train xor --epochs 1 --save-every 0 --out " + folder).status())
                .isEqualTo(ExitStatus.DONE);
    }

    @Test
    void more_points_than_the_heap_holds_are_refused_before_they_are_drawn() {
        var run = typed("train moons --samples 2000000000");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err())
                .matches("twingrad train: samples: expected at most \\d+ for a heap of \\d+ MB, got 2000000000\\R");
    }
}

package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.files.SafeTensors.Array;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.LearnerKind;

class CheckpointFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LearnerKind.class)
    void what_is_written_is_read_again(LearnerKind engine) {
        Checkpoint checkpoint = Checkpoints.full(engine);
        Path file = folder.resolve("full.safetensors");

        CheckpointFile.write(file, checkpoint);
        Checkpoint read = CheckpointFile.read(file);

        assertThat(read).usingRecursiveComparison().isEqualTo(checkpoint);
        assertThat(bits(read.state().theta()))
                .containsExactly(bits(checkpoint.state().theta()));
        assertThat(read.reports()).isEqualTo(checkpoint.reports());
        assertThat(read.provenance()).isEqualTo(checkpoint.provenance());
    }

    @Test
    void a_difference_would_be_seen() {
        Checkpoint checkpoint = Checkpoints.full(LearnerKind.SCALAR);

        assertThat(checkpoint.atBest()).usingRecursiveComparison().isNotEqualTo(checkpoint);
    }

    @Test
    void a_beginning_is_read_again_also_lenets() {
        for (Architecture model : List.of(Architecture.of(Checkpoints.NETWORK), Architecture.LENET)) {
            Checkpoint checkpoint = Checkpoints.sparse(model, LearnerKind.TENSOR_F32);
            Path file = folder.resolve("sparse.safetensors");

            CheckpointFile.write(file, checkpoint);

            assertThat(CheckpointFile.read(file)).usingRecursiveComparison().isEqualTo(checkpoint);
        }
    }

    @Test
    void a_folder_stands_for_its_last_checkpoint() {
        Checkpoint checkpoint = Checkpoints.full(LearnerKind.TENSOR_F64);
        CheckpointFile.write(folder.resolve("last.safetensors"), checkpoint);

        assertThat(CheckpointFile.read(folder)).usingRecursiveComparison().isEqualTo(checkpoint);
    }

    @Test
    void arrays_bear_pytorchs_names_and_shapes_in_the_precision_of_the_training() {
        Map<String, Array> single =
                CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32)).arrays();
        Map<String, Array> twice =
                CheckpointFile.tensors(Checkpoints.full(LearnerKind.SCALAR)).arrays();

        assertThat(single.keySet())
                .startsWith("layers.0.weight", "layers.0.bias", "layers.1.weight")
                .contains("optimizer.m.layers.2.bias", "optimizer.v.layers.0.weight", "best.layers.1.bias")
                .hasSize(4 * 6);
        assertThat(single.get("layers.0.weight").shape()).containsExactly(3, 2);
        assertThat(single.get("best.layers.1.bias").shape()).containsExactly(4);
        assertThat(single.values()).extracting(Array::type).containsOnly(DataType.F32);
        assertThat(twice.values()).extracting(Array::type).containsOnly(DataType.F64);
        assertThat(CheckpointFile.tensors(Checkpoints.sparse(Architecture.LENET, LearnerKind.TENSOR_F32))
                        .arrays()
                        .get("layers.1.weight")
                        .shape())
                .containsExactly(16, 6, 5, 5);
    }

    @Test
    void the_metadata_says_in_words_what_it_is() {
        assertThat(CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32))
                        .metadata())
                .containsEntry("twingrad", "1")
                .containsEntry("network", "mlp")
                .containsEntry("widths", "2,3,4,2")
                .containsEntry("activations", "leaky-relu,sigmoid,identity")
                .containsEntry("reduction", "sum")
                .containsEntry("engine", "tensor-f32")
                .containsEntry("optimizer", "adamw")
                .containsEntry("schedule", "inverse:0.30000000000000004")
                .containsEntry("seed", "-9223372036854775808")
                .containsEntry("epoch", "2")
                .containsEntry("step", "1099511627776")
                .containsEntry("data.name", "moons")
                .containsEntry("standardization.deviation", "0.0,0.3333333333333333")
                .containsEntry("classes", "[\"ja, \\\"sicher\\\"\",\"n\u00f6\"]")
                .containsEntry("imageSize", "1x2");
    }

    @Test
    void whatever_bit_is_flipped_the_file_is_refused_or_says_the_same() throws IOException {
        byte[] whole = SafeTensorsTest.bytes(CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32)));
        Path file = folder.resolve("flipped.safetensors");
        int[] bits = IntStream.concat(
                        IntStream.range(0, 150).map(i -> 57 * i), new Random(3).ints(150, 0, 8 * whole.length))
                .toArray();

        for (int bit : bits) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);

            assertThatThrownBy(() -> CheckpointFile.read(file))
                    .as("bit " + bit)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining("expected");
        }
        Files.write(file, whole);
        assertThat(CheckpointFile.read(file).position().epoch()).isEqualTo(2);
    }

    @Test
    void a_number_that_was_changed_is_noticed() throws IOException {
        SafeTensors tensors = CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32));
        var arrays = new LinkedHashMap<>(tensors.arrays());
        double[] bias = arrays.get("layers.2.bias").numbers().clone();
        bias[1] += 0.5;
        arrays.put("layers.2.bias", new Array(DataType.F32, List.of(2), bias));
        Path file = write(new SafeTensors(arrays, tensors.metadata()));
        String was = tensors.metadata().get("checksum");
        String is = CheckpointFile.checksum(arrays, tensors.metadata());

        assertThatThrownBy(() -> CheckpointFile.read(file))
                .hasMessage(file + ": expected the checksum " + was + ", got " + is
                        + ": the file is damaged, or was changed after it was written");
        assertThat(is).isNotEqualTo(was);
    }

    @Test
    void weights_without_metadata_are_refused_with_what_is_missing() throws IOException {
        SafeTensors ours = CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32));
        Path file = write(new SafeTensors(ours.arrays(), Map.of("format", "pt")));
        Path none = write(new SafeTensors(Map.of(), Map.of()));

        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected a checkpoint of twingrad, got arrays without its metadata:"
                        + " layers.0.weight (3x2), layers.0.bias (3), layers.1.weight (4x3), layers.1.bias (4) and 20"
                        + " more; which activations, loss and optimizer they belong to is not said");
        assertThatThrownBy(() -> CheckpointFile.read(none))
                .hasMessage(none + ": expected a checkpoint of twingrad, got arrays without its metadata:"
                        + " none; which activations, loss and optimizer they belong to is not said");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            twingrad       | 2            | expected a checkpoint of version 1, got '2'; another twingrad wrote it
            network        | transformer  | __metadata__.network: expected mlp, lenet, got 'transformer'
            network        | lenet        | expected layers.0.weight (6x1x5x5) for {lenet}, got (3x2)
            widths         | 2,3,4,3      | expected layers.2.weight (3x4) for 2-3-4-3 leaky-relu, softmax-cross-entropy, got (2x4)
            widths         | 2,3,4        | network: expected one activation for each of the 2 layers, got [leaky-relu, sigmoid, identity]
            widths         | 2,3,,2       | __metadata__.widths: expected whole numbers with commas between, got '2,3,,2'
            widths         | 2,3,4,0      | network: expected at least an input and an output width, each 1 or more, got [2, 3, 4, 0]
            widths         | none         | __metadata__: expected 'widths', got none
            activations    | relu,elu,identity | __metadata__.activations: expected a list of identity, relu, leaky-relu, tanh, sigmoid with commas between, got 'relu,elu,identity'
            reduction      | MEAN         | __metadata__.reduction: expected mean, sum, got 'MEAN'
            l2             | -1           | regularization: expected l2 to be 0 or a positive number, got -1.0
            l2             | much         | __metadata__.l2: expected a number, got 'much'
            engine         | gpu          | __metadata__.engine: expected scalar, tensor-f64, tensor-f32, got 'gpu'
            optimizer      | lbfgs        | __metadata__.optimizer: expected sgd, momentum, momentum-averaged, momentum-keras, nesterov, rmsprop, adam, adamw, got 'lbfgs'
            seed           | 1.5          | __metadata__.seed: expected a whole number, got '1.5'
            batch          | 0            | training: expected epochs of 0 or more and a batch of 1 or more, got 12 and 0
            optimizerSlots | m,w          | expected optimizer.w.layers.0.weight (3x2) for 2-3-4-2 leaky-relu, softmax-cross-entropy, got layers.0.weight (3x2), layers.0.bias (3), layers.1.weight (4x3), layers.1.bias (4) and 20 more
            epoch          | -1           | position: expected epoch, samples, step and hits of 0 or more, got -1, 5, 1099511627776 and 3
            reports        | [null]       | __metadata__.reports: expected a list of epochs in JSON, got another text
            reports        | [{}]         | __metadata__.reports: expected a list of epochs in JSON, got another text
            reports        | {            | __metadata__.reports: expected a list of epochs in JSON, got another text
            classes        | [null]       | __metadata__.classes: expected a list of names in JSON, got another text
            classes        | yes,no       | __metadata__.classes: expected a list of names in JSON, got another text
            imageSize      | 0x28         | image: expected sides of 1 or more, got 0x28
            imageSize      | 28           | __metadata__.imageSize: expected height x width, as in 28x28, got another text
            standardization.mean | 0.1    | standardization: expected a mean and a deviation for each feature, got 1 and 2
            standardization.deviation | 1,-1 | standardization: expected a finite deviation of 0 or more of feature 1, got -1.0
            """)
    void a_word_that_is_wrong_is_refused(String word, String text, String message) throws IOException {
        Path file =
                write(Checkpoints.with(CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32)), word, text));

        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": " + message.replace("{lenet}", Architecture.LENET.description()));
    }

    @Test
    void a_schedule_or_a_choice_of_data_that_makes_no_sense_is_refused() throws IOException {
        SafeTensors whole = CheckpointFile.tensors(Checkpoints.full(LearnerKind.TENSOR_F32));
        Path schedule = write(Checkpoints.with(whole, "schedule", "weekly"));
        Path data = write(Checkpoints.with(whole, "data.kind", "dreamed"));

        assertThatThrownBy(() -> CheckpointFile.read(schedule))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(schedule + ": __metadata__.schedule: ")
                .hasMessageContaining("got 'weekly'");
        assertThatThrownBy(() -> CheckpointFile.read(data))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(data + ": data: expected another 'kind', got 'dreamed'");
    }

    private Path write(SafeTensors tensors) throws IOException {
        Path file = Files.createTempFile(folder, "x", ".safetensors");
        return Files.write(file, SafeTensorsTest.bytes(tensors));
    }

    private static long[] bits(double[] numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
    }
}

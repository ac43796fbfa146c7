package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.LearnerKind;

class CheckpointFolderTest {

    @TempDir
    private Path parent;

    @Test
    void it_holds_the_last_and_the_best_checkpoint_and_the_curve() throws IOException {
        Checkpoint checkpoint = Checkpoints.full(LearnerKind.TENSOR_F32);
        Path place = parent.resolve("new").resolve("run");

        try (CheckpointFolder folder = CheckpointFolder.open(place)) {
            folder.saveLast(checkpoint);
            folder.saveBest(checkpoint.atBest());

            assertThat(folder.last()).isEqualTo(place.resolve("last.safetensors"));
            assertThat(folder.best()).isEqualTo(place.resolve("best.safetensors"));
            assertThat(folder.curve()).isEqualTo(place.resolve("curve.json"));
        }
        assertThat(CheckpointFile.read(place)).usingRecursiveComparison().isEqualTo(checkpoint);
        assertThat(CheckpointFile.read(place.resolve("best.safetensors")))
                .usingRecursiveComparison()
                .isEqualTo(checkpoint.atBest());
        JsonNode curve = new ObjectMapper().readTree(place.resolve("curve.json").toFile());
        assertThat(curve.get("dataset").textValue()).isEqualTo("moons");
        assertThat(curve.get("optimizer").textValue()).isEqualTo("adamw, weight decay 0.03");
        assertThat(curve.get("epochs")).hasSize(2);
        assertThat(curve.get("epochs").get(0).get("devLoss").doubleValue()).isEqualTo(0.3);
        assertThat(curve.get("epochs").get(1).get("devLoss").textValue()).isEqualTo("NaN");
    }

    @Test
    void an_epoch_is_written_with_every_figure() {
        EpochReport first = Checkpoints.full(LearnerKind.SCALAR).reports().get(0);

        assertThat(Json.line(EpochJson.of(first)))
                .isEqualTo("{\"epoch\":1,\"step\":7,\"learningRate\":0.1,\"trainLoss\":\"Infinity\","
                        + "\"trainAccuracy\":0.5,\"devLoss\":0.3,\"devAccuracy\":0.6666666666666666,"
                        + "\"testAccuracy\":1.0,\"seconds\":0.001,\"gradientNorms\":[0.1,1.0E300,0.0]}");
    }

    @Test
    void what_killed_processes_left_is_deleted_and_nothing_else() throws IOException {
        Path half = Files.writeString(parent.resolve("last.safetensors.4711.part"), "half");
        Path notes = Files.writeString(parent.resolve("notes.part"), "mine");

        CheckpointFolder.open(parent).close();

        assertThat(half).doesNotExist();
        assertThat(notes).exists();
    }

    @Test
    void a_folder_that_cannot_be_made_or_has_vanished_is_named() throws IOException {
        Path file = Files.writeString(parent.resolve("run"), "a file");
        Path place = parent.resolve("gone");
        CheckpointFolder folder = CheckpointFolder.open(place);
        Files.delete(place.resolve(".lock"));
        Files.delete(place);

        assertThatThrownBy(() -> CheckpointFolder.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected a folder that can be written into, got a file: " + file
                        + " is no folder; choose another place");
        assertThatThrownBy(() -> folder.saveLast(Checkpoints.full(LearnerKind.SCALAR)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(place.resolve("last.safetensors") + ": expected the folder " + place
                        + " to write it into, got none");
    }
}

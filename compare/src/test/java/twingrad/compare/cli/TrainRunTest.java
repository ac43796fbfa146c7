package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;

/** A training by a clock of the test's own, on which every batch takes a minute. */
class TrainRunTest {

    private static final long MINUTE = 60_000_000_000L;

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    private long now;

    @Test
    void a_checkpoint_that_cannot_be_written_does_not_end_the_training_and_is_told_once() throws Exception {
        Path blocked = Files.createDirectory(folder.resolve("last.safetensors"));

        assertThat(run()).isEqualTo(Session.End.FINISHED);
        assertThat(said.toString().lines())
                .containsExactly("checkpoint: " + blocked + ": expected a file that can be written, got a folder; the"
                        + " training goes on, and it is tried again");
    }

    @Test
    void nothing_is_told_of_checkpoints_that_can_be_written() {
        assertThat(run()).isEqualTo(Session.End.FINISHED);
        assertThat(said.toString()).isEmpty();
        assertThat(folder.resolve("last.safetensors")).isNotEmptyFile();
    }

    private Session.End run() {
        Splits data = Splits.of(DataSource.XOR, 1);
        Network network = Network.classifier(data.train(), List.of(2), Activation.TANH);
        var routine = new Routine(OptimizerKind.ADAM, 0.05, 3, 2, new Seeds(1));
        Session session = Session.begin(Architecture.of(network), LearnerKind.SCALAR, routine, data);
        var words = new TrainText("xor", data, new PrintWriter(Writer.nullWriter()));
        try (var keeper = new CheckpointKeeper(folder, 30, () -> now += MINUTE)) {
            var text = new PrintWriter(said);
            return new TrainRun(session, words, text, Optional.empty(), Optional.empty(), Optional.of(keeper))
                    .run()
                    .end();
        }
    }
}

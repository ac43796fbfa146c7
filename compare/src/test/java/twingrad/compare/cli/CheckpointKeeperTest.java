package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.BatchReport;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;

/** When checkpoints are written, by a clock of the test's own: 20 epochs of 2 batches. */
class CheckpointKeeperTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private long now;

    @Test
    void a_long_epoch_is_kept_in_its_middle() {
        assertThat(saved(40 * SECOND, 30)).startsWith(1L, 2L, 3L, 4L);
    }

    @Test
    void every_epoch_is_kept_at_its_end() {
        assertThat(saved(SECOND, 30)).startsWith(2L, 4L, 6L, 8L);
    }

    @Test
    void short_epochs_share_a_checkpoint() {
        assertThat(saved(SECOND / 9, 30)).startsWith(10L, 20L, 30L, 40L);
    }

    @Test
    void not_more_than_one_is_written_a_second() {
        assertThat(saved(SECOND / 8, 0)).startsWith(8L, 16L, 24L, 32L);
    }

    @Test
    void one_that_cannot_be_written_is_tried_again_when_the_time_of_the_next_has_come() throws IOException {
        Session session = session();
        Path blocked = Files.createDirectory(folder.resolve("last.safetensors"));
        try (var keeper = new CheckpointKeeper(folder, 30, () -> now)) {
            now += 40 * SECOND;
            assertThatThrownBy(() -> keeper.afterBatch(session)).isInstanceOf(UncheckedIOException.class);
            assertThat(keeper.last()).as("none was written").isEmpty();

            Files.delete(blocked);
            now += SECOND;
            keeper.afterBatch(session);
            assertThat(blocked).doesNotExist();

            now += 40 * SECOND;
            keeper.afterBatch(session);
            assertThat(keeper.last()).hasValue(blocked);
            assertThat(blocked).isNotEmptyFile();
        }
    }

    private static Session session() {
        Splits data = Splits.of(DataSource.XOR, 1);
        Network network = Network.classifier(data.train(), List.of(2), Activation.TANH);
        var routine = new Routine(OptimizerKind.ADAM, 0.05, 20, 2, new Seeds(1));
        return Session.begin(Architecture.of(network), LearnerKind.SCALAR, routine, data);
    }

    /** The steps after which there was another checkpoint, if each takes so long. */
    private List<Long> saved(long nanosPerStep, double everySeconds) {
        Session session = session();
        var steps = new ArrayList<Long>();
        try (var keeper = new CheckpointKeeper(folder, everySeconds, () -> now)) {
            keeper.save(session.checkpoint());
            session.run(new SessionListener() {
                @Override
                public void afterBatch(Session training, BatchReport report) {
                    now += nanosPerStep;
                    keeper.afterBatch(training);
                    note(training);
                }

                @Override
                public void afterEpoch(Session training, EpochReport report) {
                    keeper.afterEpoch(training);
                    note(training);
                }

                private void note(Session training) {
                    Checkpoint kept = CheckpointFile.read(folder);
                    long step = kept.position().step();
                    if (step == training.position().step() && !steps.contains(step)) {
                        steps.add(step);
                    }
                }
            });
        }
        return steps;
    }
}

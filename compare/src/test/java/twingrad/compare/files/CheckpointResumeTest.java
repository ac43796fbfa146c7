package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.BatchReport;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.LearningSchedule;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;

/** A training that goes on from a file is, to the bit, one that never stopped. */
class CheckpointResumeTest {

    private static final Splits DATA = Splits.of(DataSource.SPIRAL, 4);

    /** In the middle of an epoch: there are ten batches of 32 in each of the two. */
    private static final int STOP = 13;

    @TempDir
    private Path folder;

    static Stream<Arguments> everyOptimizer() {
        return Stream.concat(
                Stream.of(LearnerKind.TENSOR_F32, LearnerKind.TENSOR_F64)
                        .flatMap(engine ->
                                Stream.of(OptimizerKind.values()).map(optimizer -> Arguments.of(engine, optimizer))),
                Stream.of(Arguments.of(LearnerKind.SCALAR, OptimizerKind.ADAM)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyOptimizer")
    void every_optimizer_goes_on_from_a_file(LearnerKind engine, OptimizerKind optimizer) {
        Path file = folder.resolve("middle.safetensors");
        Session straight = begin(engine, optimizer);
        straight.run(SessionListener.NONE);

        Session stopped = begin(engine, optimizer);
        assertThat(stopped.run(pausingAt(STOP))).isEqualTo(Session.End.PAUSED);
        CheckpointFile.write(file, stopped.checkpoint());
        Session resumed = Session.resume(CheckpointFile.read(file), DATA);
        assertThat(resumed.position().samplesDone()).isEqualTo(3 * 32);
        assertThat(resumed.run(SessionListener.NONE)).isEqualTo(Session.End.FINISHED);

        assertThat(sha256(resumed.checkpoint())).isEqualTo(sha256(straight.checkpoint()));
        assertThat(resumed.reports()).hasSize(2);
        assertThat(resumed.reports().get(1).trainLoss())
                .isEqualTo(straight.reports().get(1).trainLoss());
    }

    @Test
    void a_number_of_the_optimizers_that_is_off_would_be_seen() {
        Session straight = begin(LearnerKind.TENSOR_F32, OptimizerKind.ADAM);
        straight.run(SessionListener.NONE);
        Session stopped = begin(LearnerKind.TENSOR_F32, OptimizerKind.ADAM);
        stopped.run(pausingAt(STOP));
        SafeTensors tensors = CheckpointFile.tensors(stopped.checkpoint());
        double[] slot = tensors.arrays().get("optimizer.m.layers.0.bias").numbers();
        slot[0] = (float) (1.1 * slot[0]);
        Path file = folder.resolve("spoiled.safetensors");
        WholeFile.write(file, Checkpoints.summed(tensors)::write);

        Session resumed = Session.resume(CheckpointFile.read(file), DATA);
        resumed.run(SessionListener.NONE);

        assertThat(sha256(resumed.checkpoint())).isNotEqualTo(sha256(straight.checkpoint()));
    }

    private static Session begin(LearnerKind engine, OptimizerKind optimizer) {
        Network network = Network.classifier(DATA.train(), List.of(12, 7), Activation.TANH)
                .with(new Regularization(0.001, 0.01));
        Routine routine = new Routine(optimizer, 0.01, LearningSchedule.step(0.5, 1), 2, 32, new Seeds(9))
                .withDropout(0.2)
                .withClip(OptionalDouble.of(0.8));
        return Session.begin(Architecture.of(network), engine, routine, DATA);
    }

    private static SessionListener pausingAt(int step) {
        return new SessionListener() {
            @Override
            public void afterBatch(Session session, BatchReport report) {
                if (report.step() == step) {
                    session.pause();
                }
            }
        };
    }

    /** Of θ and of what the optimizer keeps. */
    private static String sha256(Checkpoint checkpoint) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            Stream.concat(Stream.of(checkpoint.state().theta()), checkpoint.state().slots().values().stream())
                    .forEach(numbers -> {
                        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
                        for (double number : numbers) {
                            bytes.putDouble(number);
                        }
                        digest.update(bytes.flip());
                    });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

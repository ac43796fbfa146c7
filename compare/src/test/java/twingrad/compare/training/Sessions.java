package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.data.Splits;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

/** Trainings of a small network to stop, change and go on with. */
final class Sessions {

    static final Seeds SEEDS = new Seeds(1);

    /** Batches of 13: four and one of 8. */
    static final Dataset TRAIN = ToyDatasets.moons(60, ToyDatasets.MOONS_NOISE, new Random(1));

    static final Dataset OTHERS = ToyDatasets.moons(20, ToyDatasets.MOONS_NOISE, new Random(2));

    static final Splits DATA = Splits.of(TRAIN, Optional.of(OTHERS), OTHERS);

    static final Network NETWORK = Network.classifier(TRAIN, List.of(6, 5), Activation.TANH);

    private Sessions() {}

    /** Each a hyperparameter of its own. */
    static Routine routine(OptimizerKind optimizer) {
        return new Routine(optimizer, 0.02, LearningSchedule.parse("cosine:30,4"), 4, 13, SEEDS)
                .withDropout(0.25)
                .withClip(OptionalDouble.of(0.5));
    }

    static Session begin(LearnerKind engine, Routine routine) {
        return Session.begin(Architecture.of(NETWORK.with(new Regularization(0.01, 0.02))), engine, routine, DATA);
    }

    static Session begin() {
        return begin(LearnerKind.TENSOR_F64, routine(OptimizerKind.ADAM));
    }

    /** Pauses a session after so many steps of the whole training. */
    static SessionListener pauseAfter(long steps) {
        return onBatch(session -> {
            if (session.position().step() == steps) {
                session.pause();
            }
        });
    }

    static SessionListener onBatch(Consumer<Session> action) {
        return new SessionListener() {
            @Override
            public void afterBatch(Session session, BatchReport report) {
                action.accept(session);
            }
        };
    }

    static String sha256(double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        Arrays.stream(numbers).forEach(bytes::putDouble);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Two trainings that stand at the same place, having come there in the same way, to the bit. */
    static void assertSame(Session session, Session neverStopped) {
        Checkpoint end = session.checkpoint();
        Checkpoint expected = neverStopped.checkpoint();
        assertThat(sha256(end.state().theta()))
                .isEqualTo(sha256(expected.state().theta()));
        assertThat(end.state().optimizerSteps()).isEqualTo(expected.state().optimizerSteps());
        assertThat(end.state().slots().keySet())
                .isEqualTo(expected.state().slots().keySet());
        end.state()
                .slots()
                .forEach((name, numbers) ->
                        assertThat(numbers).isEqualTo(expected.state().slots().get(name)));
        assertThat(timeless(end.position())).isEqualTo(timeless(expected.position()));
        assertThat(end.best().map(Checkpoint.Best::epoch))
                .isEqualTo(expected.best().map(Checkpoint.Best::epoch));
        assertThat(end.best().map(Checkpoint.Best::devLoss))
                .isEqualTo(expected.best().map(Checkpoint.Best::devLoss));
        assertThat(end.best().map(best -> sha256(best.theta())))
                .isEqualTo(expected.best().map(best -> sha256(best.theta())));
        assertThat(timeless(session.reports())).isEqualTo(timeless(neverStopped.reports()));
    }

    /** Reports without what a clock says. */
    private static List<EpochReport> timeless(List<EpochReport> reports) {
        return reports.stream()
                .map(report -> new EpochReport(
                        report.epoch(),
                        report.step(),
                        report.learningRate(),
                        report.trainLoss(),
                        report.trainAccuracy(),
                        report.devLoss(),
                        report.devAccuracy(),
                        report.testAccuracy(),
                        0,
                        report.gradientNorms()))
                .toList();
    }

    private static Position timeless(Position at) {
        return new Position(at.epoch(), at.samplesDone(), at.step(), at.lossSum(), at.hits(), 0);
    }

    /** Dev labels that are all wrong: the better it learns, the worse they are met. */
    static Splits misleading() {
        double[][] inputs = IntStream.range(0, TRAIN.size())
                .mapToObj(row -> {
                    var input = new double[2];
                    TRAIN.copyInputs(row, input, 0);
                    return input;
                })
                .toArray(double[][]::new);
        int[] labels = IntStream.range(0, TRAIN.size())
                .map(row -> 1 - TRAIN.label(row))
                .toArray();
        return Splits.of(TRAIN, Optional.of(Dataset.of("wrong", inputs, labels, 2)), OTHERS);
    }

    static Session patient(LearnerKind engine, int patience) {
        Routine routine = new Routine(OptimizerKind.ADAM, 0.02, 50, 13, SEEDS).withPatience(OptionalInt.of(patience));
        return Session.begin(Architecture.of(NETWORK), engine, routine, misleading());
    }
}

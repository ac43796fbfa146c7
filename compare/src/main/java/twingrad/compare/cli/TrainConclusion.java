package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import twingrad.compare.Health;
import twingrad.compare.LeNet;
import twingrad.compare.data.Splits;
import twingrad.compare.files.HealthJson;
import twingrad.compare.files.TrainJson;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.Session.End;
import twingrad.tensor.Machine;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/** What came of a training: its accuracies, whether they are enough, and what else there is to say. */
final class TrainConclusion {

    /** A last loss so many times the first is no noise. */
    private static final double RISEN = 1000;

    private final String title;
    private final Splits data;
    private final Session session;
    private final End end;
    private final OptionalDouble target;
    private final List<EpochReport> reports;
    private final double[] theta;
    private final double trainAccuracy;
    private final OptionalDouble devAccuracy;
    private final double testAccuracy;
    private final Health health;

    /**
     * Measures the final parameters.
     *
     * @param title what the samples are called
     * @param before θ before the training, or before this part of it
     * @param target the least test accuracy that is good enough
     */
    TrainConclusion(String title, Splits data, Session session, End end, double[] before, OptionalDouble target) {
        this.title = title;
        this.data = data;
        this.session = session;
        this.end = end;
        this.target = target;
        Learner learner = session.learner();
        reports = session.reports();
        theta = learner.theta();
        trainAccuracy = learner.accuracy(data.train());
        devAccuracy =
                data.dev().map(dev -> OptionalDouble.of(learner.accuracy(dev))).orElse(OptionalDouble.empty());
        testAccuracy = learner.accuracy(data.test());
        health = session.model()
                .network()
                .map(network -> Health.of(network, before, theta, data.train(), session.notFinite()))
                .orElseGet(() -> Health.of(
                        LeNet.model(Precision.FLOAT32, session.routine().seeds()), before, theta, session.notFinite()));
    }

    /** Whether all numbers are finite and the accuracy is what was asked for. */
    boolean isSound() {
        return end != End.NOT_FINITE && !isMissed();
    }

    private boolean isMissed() {
        return end != End.PAUSED && target.isPresent() && !(testAccuracy >= target.getAsDouble());
    }

    /** Says it: the accuracies and what is wrong to one writer, the rest to another. */
    void print(PrintWriter result, PrintWriter text) {
        text.println();
        if (end == End.STOPPED_EARLY) {
            text.printf(
                    Locale.ROOT,
                    "ended for the patience after epoch %d: no lower dev loss for %d epochs; a larger --patience, or"
                            + " none, goes on%n",
                    reports.size(),
                    session.routine().patience().orElseThrow());
        }
        if (bestEpoch() > 0) {
            text.println("took the parameters of epoch " + bestEpoch() + ", those of the lowest dev loss");
        }
        result.println(TrainText.accuracies(data, title, trainAccuracy, devAccuracy, testAccuracy));
        text.printf(
                Locale.ROOT,
                "%.3g s an epoch (median), %.1f s since the process began%n",
                median(),
                ProcessAge.seconds());
        if (end == End.NOT_FINITE) {
            result.println("DIVERGED: " + session.learner().name() + ": expected finite numbers, got none such first in"
                    + " epoch " + (session.position().epoch() + 1) + "; " + Divergence.SMALLER_STEPS);
        }
        risen().ifPresent(text::println);
        health.lines().forEach(text::println);
        if (isMissed()) {
            result.printf(
                    Locale.ROOT,
                    "TARGET MISSED: expected a test accuracy of %.2f%% or more, got %.2f%%%n",
                    100 * target.getAsDouble(),
                    100 * testAccuracy);
        }
    }

    /** A loss that is finite, but that nobody trains for. */
    private Optional<String> risen() {
        if (reports.isEmpty() || end == End.NOT_FINITE) {
            return Optional.empty();
        }
        double first = reports.get(0).trainLoss();
        double last = reports.get(reports.size() - 1).trainLoss();
        return last > RISEN * first
                ? Optional.of(String.format(Locale.ROOT, "LOSS ROSE: from %.3g to %.3g; ", first, last)
                        + Divergence.SMALLER_STEPS)
                : Optional.empty();
    }

    /** Whose parameters these are, if the best ones were taken; else 0. */
    private int bestEpoch() {
        boolean isOver = end == End.FINISHED || end == End.STOPPED_EARLY;
        boolean isRestored = session.routine().patience().isPresent() && isOver;
        return isRestored
                ? session.checkpoint().best().map(Checkpoint.Best::epoch).orElse(0)
                : 0;
    }

    /** Every figure. */
    TrainJson json(OptionalDouble secondsTo97) {
        Routine routine = session.routine();
        return new TrainJson(
                title,
                session.model().description(),
                theta.length,
                sha256(theta),
                session.learner().name(),
                routine.optimizer().toString(),
                TrainingLog.hyperparameters(session),
                routine.learningRate(),
                each(EpochReport::learningRate),
                routine.batchSize(),
                routine.epochs(),
                routine.seeds().seed(),
                data.train().size(),
                data.dev().map(dev -> dev.size()).orElse(0),
                data.test().size(),
                TrainingLog.word(end),
                bestEpoch(),
                session.position().step(),
                trainAccuracy,
                devAccuracy,
                testAccuracy,
                target,
                trainLoss(),
                each(EpochReport::trainLoss),
                each(EpochReport::trainAccuracy),
                data.dev().isEmpty()
                        ? List.of()
                        : each(report -> report.devLoss().orElse(Double.NaN)),
                data.dev().isEmpty()
                        ? List.of()
                        : each(report -> report.devAccuracy().orElse(Double.NaN)),
                each(EpochReport::testAccuracy),
                each(EpochReport::seconds),
                median(),
                secondsTo97,
                ProcessAge.seconds(),
                Workers.threads(),
                Machine.vectorLanes(),
                HealthJson.of(health));
    }

    private List<Double> each(ToDoubleFunction<EpochReport> figure) {
        return reports.stream().mapToDouble(figure).boxed().toList();
    }

    private OptionalDouble trainLoss() {
        if (end == End.NOT_FINITE) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                reports.isEmpty()
                        ? session.learner().loss(data.train())
                        : reports.get(reports.size() - 1).trainLoss());
    }

    private double median() {
        double[] sorted =
                reports.stream().mapToDouble(EpochReport::seconds).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String sha256(double[] numbers) {
        var bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        Arrays.stream(numbers).forEach(number -> bytes.putLong(Double.doubleToLongBits(number)));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every JDK has, got none", e);
        }
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.Health;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.files.HealthJson;
import twingrad.compare.files.TrainJson;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Training;
import twingrad.compare.training.Training.EpochReport;
import twingrad.datasets.Dataset;
import twingrad.tensor.Machine;
import twingrad.tensor.Workers;

/** One training, told as it goes. */
final class TrainRun {

    /** Most lines that the epochs of one training take. */
    private static final int LINES = 10;

    /** The test accuracy that trainings of MNIST are timed to. */
    private static final double WELL_TRAINED = 0.97;

    /** How a model fared from one θ to another. */
    @FunctionalInterface
    interface Examination {
        Health of(double[] before, double[] after, Optional<NotFinite> notFinite);
    }

    private final DataSource source;
    private final String model;
    private final Routine routine;
    private final Dataset train;
    private final Dataset test;
    private final PrintWriter text;
    private double secondsTo97 = Double.NaN;

    TrainRun(DataSource source, String model, Routine routine, Dataset train, Dataset test, PrintWriter text) {
        this.source = source;
        this.model = model;
        this.routine = routine;
        this.train = train;
        this.test = test;
        this.text = text;
    }

    /** Trains the learner and gives every figure. */
    TrainJson run(Learner learner, Examination examination) {
        announce(learner);
        double[] before = learner.theta();
        int every = Math.max(1, (routine.epochs() + LINES - 1) / LINES);
        Training.Result result = Training.run(learner, routine.epochs(), train, test, report -> {
            if (Double.isNaN(secondsTo97) && report.testAccuracy() >= WELL_TRAINED) {
                secondsTo97 = ProcessAge.seconds();
            }
            if (report.epoch() % every == 0 || report.epoch() == routine.epochs()) {
                text.println(line(report));
            }
        });
        double[] seconds =
                result.epochs().stream().mapToDouble(EpochReport::seconds).toArray();
        conclude(result, seconds);
        Health health = examination.of(before, result.theta(), learner.notFinite());
        health.lines().forEach(text::println);
        return new TrainJson(
                source.toString(),
                model,
                result.theta().length,
                result.learner(),
                routine.optimizer().toString(),
                routine.learningRate(),
                IntStream.range(0, routine.epochs())
                        .mapToObj(routine::learningRate)
                        .toList(),
                routine.batchSize(),
                routine.epochs(),
                routine.seeds().seed(),
                train.size(),
                test.size(),
                result.testAccuracy(),
                result.trainLoss(),
                result.epochs().stream().map(EpochReport::trainLoss).toList(),
                result.epochs().stream().map(EpochReport::testAccuracy).toList(),
                Arrays.stream(seconds).boxed().toList(),
                median(seconds),
                secondsTo97,
                ProcessAge.seconds(),
                Workers.threads(),
                Machine.vectorLanes(),
                HealthJson.of(health));
    }

    private void announce(Learner learner) {
        text.printf(
                Locale.ROOT,
                "%s: %d samples to train, %d to test; %s; %d parameters%n",
                source,
                train.size(),
                test.size(),
                model,
                learner.theta().length);
        text.printf(
                Locale.ROOT,
                "%s, learning rate %s%s, batch %d, epochs %d, seed %d; %s%n%n",
                routine.optimizer(),
                routine.learningRate(),
                routine.decay(),
                routine.batchSize(),
                routine.epochs(),
                routine.seeds().seed(),
                engine(learner.name()));
        text.println("epoch  training loss  test accuracy  seconds");
    }

    private static String engine(String learner) {
        return switch (learner) {
            case "tensor-f32" ->
                "tensor-f32 engine, %d threads, %d lanes".formatted(Workers.threads(), Machine.vectorLanes());
            case "tensor-f64" -> "tensor-f64 engine, plain loops";
            default -> learner + " engine";
        };
    }

    private static String line(EpochReport report) {
        return String.format(
                Locale.ROOT,
                "%5d  %13.6g  %12.2f%%  %7.3g",
                report.epoch(),
                report.trainLoss(),
                100 * report.testAccuracy(),
                report.seconds());
    }

    private void conclude(Training.Result result, double[] seconds) {
        long right = Math.round(result.testAccuracy() * test.size());
        text.printf(
                Locale.ROOT,
                "%ntest accuracy %.2f%% (%d of %d)%s; %.3g s an epoch (median), %.1f s since the process began%n",
                100 * result.testAccuracy(),
                right,
                test.size(),
                source == DataSource.XOR ? (right == test.size() ? ": solved 4/4" : ": not solved") : "",
                median(seconds),
                ProcessAge.seconds());
        Divergence.report(result, Divergence.SMALLER_STEPS, text);
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

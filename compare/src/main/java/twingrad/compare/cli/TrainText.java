package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Position;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.tensor.Machine;
import twingrad.tensor.Workers;

/** The words of one training. */
final class TrainText {

    /** Most lines that the epochs of one training take. */
    private static final int LINES = 10;

    private final String title;
    private final Splits data;
    private final PrintWriter text;
    private int lastPrinted;

    /**
     * The words of a training that has not begun.
     *
     * @param title what the samples are called
     * @param text where they go
     */
    TrainText(String title, Splits data, PrintWriter text) {
        this.title = title;
        this.data = data;
        this.text = text;
    }

    /** What is trained and how. */
    void announce(Session session) {
        text.printf(
                Locale.ROOT,
                "%s: %d samples to train, %s%d to test; %s; %d parameters%n",
                title,
                data.train().size(),
                data.dev().map(dev -> dev.size() + " to develop with, ").orElse(""),
                data.test().size(),
                session.model().description(),
                session.model().parameterCount());
        text.println(Setting.of(session).inWords() + "; " + engine(session.learner()));
        rest(session).ifPresent(text::println);
        text.println();
        text.println("epoch  training loss  accuracy  "
                + (data.dev().isPresent() ? "dev loss  accuracy  " : "")
                + "test accuracy  seconds");
    }

    /** Said of a schedule after whose end the training goes on for an epoch or more, in which nothing is learned. */
    private Optional<String> rest(Session session) {
        Routine routine = session.routine();
        Position at = session.position();
        int samples = data.train().size();
        int wholeEpochs = routine.epochs() - at.epoch() - 1;
        if (wholeEpochs < 1 || routine.learningRate() == 0) {
            return Optional.empty();
        }
        long beforeLast = at.step()
                + (at.samplesDone() < samples ? routine.stepsOf(samples - at.samplesDone()) : 0)
                + (wholeEpochs - 1L) * routine.stepsOf(samples);
        return routine.learningRate(routine.epochs() - 2, beforeLast) > 0
                ? Optional.empty()
                : Optional.of("the learning rate is 0 before the last epoch begins, by the schedule "
                        + routine.schedule() + ", and nothing is learned any more; the training takes "
                        + (beforeLast + routine.stepsOf(samples)) + " steps");
    }

    private static String engine(Learner learner) {
        return switch (learner.name()) {
            case "tensor-f32" ->
                "tensor-f32 engine, %d threads, %d lanes".formatted(Workers.threads(), Machine.vectorLanes());
            case "tensor-f64" -> "tensor-f64 engine, plain loops";
            default -> learner.name() + " engine";
        };
    }

    /** Whether an epoch has a line of its own, so that there are not too many. */
    static boolean hasLine(EpochReport report, int epochs) {
        int every = Math.max(1, (epochs + LINES - 1) / LINES);
        return report.epoch() % every == 0 || report.epoch() == epochs;
    }

    /** An epoch's figures, once. */
    void epoch(EpochReport report) {
        if (report.epoch() == lastPrinted) {
            return;
        }
        lastPrinted = report.epoch();
        text.println(String.format(
                        Locale.ROOT,
                        "%5d  %13.6g  %7.2f%%  ",
                        report.epoch(),
                        report.trainLoss(),
                        100 * report.trainAccuracy())
                + dev(report)
                + String.format(Locale.ROOT, "%12.2f%%  %7.3g", 100 * report.testAccuracy(), report.seconds()));
    }

    private static String dev(EpochReport report) {
        return report.devLoss().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%8.4g  %7.2f%%  ",
                        report.devLoss().getAsDouble(),
                        100 * report.devAccuracy().orElse(Double.NaN));
    }

    /** The accuracies of the final parameters. */
    static String accuracies(Splits data, String title, double train, OptionalDouble dev, double test) {
        int tested = data.test().size();
        long right = Math.round(test * tested);
        boolean isXor = title.equals(DataSource.XOR.toString());
        return String.format(Locale.ROOT, "train accuracy %.2f%%, ", 100 * train)
                + (dev.isPresent() ? String.format(Locale.ROOT, "dev accuracy %.2f%%, ", 100 * dev.getAsDouble()) : "")
                + String.format(Locale.ROOT, "test accuracy %.2f%% (%d of %d)", 100 * test, right, tested)
                + (isXor ? (right == tested ? ": solved 4/4" : ": not solved") : "");
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import twingrad.compare.training.EpochReport;

/** A sign of life from a long training: at most one line in so many seconds, and none from a short one. */
final class Progress implements Consumer<EpochReport> {

    private static final long PAUSE_NANOS = 3_000_000_000L;

    private final String learner;
    private final int epochs;
    private final PrintWriter text;
    private long last = System.nanoTime();

    Progress(String learner, int epochs, PrintWriter text) {
        this.learner = learner;
        this.epochs = epochs;
        this.text = text;
    }

    @Override
    public void accept(EpochReport report) {
        if (System.nanoTime() - last > PAUSE_NANOS && report.epoch() < epochs) {
            last = System.nanoTime();
            text.printf(
                    Locale.ROOT,
                    "%-10s  %13.6g  after epoch %d of %d%n",
                    learner,
                    report.trainLoss(),
                    report.epoch(),
                    epochs);
        }
    }
}

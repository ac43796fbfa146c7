package twingrad.compare.cli;

import java.io.PrintWriter;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Training;

/** Says when a training ended in numbers that are none. */
final class Divergence {

    /** What to do where nothing but the steps can be the reason. */
    static final String SMALLER_STEPS = "take a smaller --lr";

    private Divergence() {}

    /** One line, if the loss is not finite at the end: the learner, the first such epoch, the remedy or the reason. */
    static void report(Training.Result result, String remedy, PrintWriter text) {
        if (!Double.isFinite(result.trainLoss())) {
            int first = result.epochs().stream()
                    .filter(report -> !Double.isFinite(report.trainLoss()))
                    .mapToInt(EpochReport::epoch)
                    .findFirst()
                    .orElse(0);
            text.println("DIVERGED: " + result.learner() + ": expected a finite loss, got " + result.trainLoss()
                    + " first in epoch " + first + "; " + remedy);
        }
    }
}

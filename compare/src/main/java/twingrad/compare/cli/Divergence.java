package twingrad.compare.cli;

import java.io.PrintWriter;
import twingrad.compare.training.Training;
import twingrad.compare.training.Training.EpochReport;

/** Says when a training ended in numbers that are none. */
final class Divergence {

    private Divergence() {}

    /** One line, if the loss is not finite at the end: the learner, the first such epoch, the remedy. */
    static void report(Training.Result result, PrintWriter text) {
        if (!Double.isFinite(result.trainLoss())) {
            int first = result.epochs().stream()
                    .filter(report -> !Double.isFinite(report.trainLoss()))
                    .mapToInt(EpochReport::epoch)
                    .findFirst()
                    .orElse(0);
            text.println("DIVERGED: " + result.learner() + ": expected a finite loss, got " + result.trainLoss()
                    + " first in epoch " + first + "; take a smaller --lr");
        }
    }
}

package twingrad.compare.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import twingrad.datasets.Dataset;

/** Runs a learner through its epochs, timing each and testing after each. */
public final class Training {

    /**
     * A finished training.
     *
     * @param learner the engine's name
     * @param epochs what was reported after each
     * @param trainLoss of the last epoch; of the untrained network where there was none
     * @param testAccuracy 0 to 1, of the final θ
     * @param theta the final θ
     */
    public record Result(
            String learner, List<EpochReport> epochs, double trainLoss, double testAccuracy, double[] theta) {

        /** Loss of each epoch, in order. */
        public double[] losses() {
            return epochs.stream().mapToDouble(EpochReport::trainLoss).toArray();
        }
    }

    private Training() {}

    /** Trains for so many epochs; {@code progress} hears of each. */
    public static Result run(Learner learner, int epochs, Dataset train, Dataset test, Consumer<EpochReport> progress) {
        var reports = new ArrayList<EpochReport>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            EpochReport report = epoch(learner, epoch, test);
            reports.add(report);
            progress.accept(report);
        }
        double trainLoss =
                epochs == 0 ? learner.loss(train) : reports.get(epochs - 1).trainLoss();
        double testAccuracy =
                epochs == 0 ? learner.accuracy(test) : reports.get(epochs - 1).testAccuracy();
        return new Result(learner.name(), List.copyOf(reports), trainLoss, testAccuracy, learner.theta());
    }

    private static EpochReport epoch(Learner learner, int epoch, Dataset test) {
        EpochRun run = EpochRun.whole(learner, epoch);
        return EpochReport.of(run.position(), run.learningRate(), learner, Optional.empty(), test);
    }
}

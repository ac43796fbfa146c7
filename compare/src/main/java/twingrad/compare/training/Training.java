package twingrad.compare.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import twingrad.datasets.Dataset;

/** Runs a learner through its epochs, timing each and testing after each. */
public final class Training {

    /**
     * One epoch's figures.
     *
     * @param epoch counted from 1
     * @param trainLoss mean loss over the epoch's samples, each at the θ that met it
     * @param testAccuracy 0 to 1, at the epoch's end
     * @param seconds shuffling, gathering and training, without the test
     */
    public record EpochReport(int epoch, double trainLoss, double testAccuracy, double seconds) {}

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
        for (int epoch = 1; epoch <= epochs; epoch++) {
            long start = System.nanoTime();
            double loss = learner.epoch(epoch - 1);
            double seconds = (System.nanoTime() - start) * 1e-9;
            var report = new EpochReport(epoch, loss, learner.accuracy(test), seconds);
            reports.add(report);
            progress.accept(report);
        }
        EpochReport last = reports.isEmpty()
                ? new EpochReport(0, learner.loss(train), learner.accuracy(test), 0)
                : reports.get(epochs - 1);
        return new Result(learner.name(), List.copyOf(reports), last.trainLoss(), last.testAccuracy(), learner.theta());
    }
}

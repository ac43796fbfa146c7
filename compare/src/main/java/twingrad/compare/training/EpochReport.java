package twingrad.compare.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import twingrad.datasets.Dataset;

/**
 * One epoch's figures.
 *
 * @param epoch counted from 1
 * @param step steps of the whole training so far
 * @param learningRate α of the epoch's last step
 * @param trainLoss mean loss over the epoch's samples, penalties included, each at the θ that met it
 * @param trainAccuracy 0 to 1, over the same samples in the same way; with dropout, of the thinned network
 * @param devLoss mean loss over the dev set at the epoch's end, without penalties, where there is one
 * @param devAccuracy 0 to 1, over the dev set at the epoch's end, where there is one
 * @param testAccuracy 0 to 1, at the epoch's end
 * @param seconds shuffling, gathering and training, without what is measured at the end
 * @param gradientNorms ‖dJ/d(W, b)‖ of each layer at the epoch's last step, as the update took it; may be empty
 */
public record EpochReport(
        int epoch,
        long step,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        OptionalDouble devLoss,
        OptionalDouble devAccuracy,
        double testAccuracy,
        double seconds,
        List<Double> gradientNorms) {

    public EpochReport {
        Objects.requireNonNull(devLoss, "epoch report: expected a dev loss or none, got null");
        Objects.requireNonNull(devAccuracy, "epoch report: expected a dev accuracy or none, got null");
        gradientNorms = List.copyOf(gradientNorms);
    }

    /**
     * The report of an epoch at its end.
     *
     * @param met where the training stands, before the next epoch
     */
    static EpochReport of(Position met, double learningRate, Learner learner, Optional<Dataset> dev, Dataset test) {
        List<Double> norms = learner.gradientNorms();
        return new EpochReport(
                met.epoch() + 1,
                met.step(),
                learningRate,
                met.loss(),
                met.accuracy(),
                dev.map(learner::dataLoss).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                dev.map(learner::accuracy).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                learner.accuracy(test),
                met.seconds(),
                norms);
    }
}

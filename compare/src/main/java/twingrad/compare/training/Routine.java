package twingrad.compare.training;

import java.util.Objects;
import twingrad.compare.Seeds;

/**
 * How a model is trained, whatever the model.
 *
 * @param optimizer how parameters move
 * @param learningRate α of the first epoch, 0 or more
 * @param decay how it falls
 * @param epochs passes over the training set, 0 or more
 * @param batchSize samples a step, 1 or more; the last batch of an epoch may be shorter
 * @param seeds the seed of θ, of the samples' order and of what is dropped
 */
public record Routine(
        OptimizerKind optimizer, double learningRate, StepDecay decay, int epochs, int batchSize, Seeds seeds) {

    /** IllegalArgumentException if a number is out of its range. */
    public Routine {
        Objects.requireNonNull(optimizer, "training: expected an optimizer, got null");
        Objects.requireNonNull(decay, "training: expected a decay, got null");
        Objects.requireNonNull(seeds, "training: expected seeds, got null");
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate: expected a number of 0 or more, got " + learningRate);
        }
        if (epochs < 0 || batchSize < 1) {
            throw new IllegalArgumentException("training: expected epochs of 0 or more and a batch of 1 or more, got "
                    + epochs + " and " + batchSize);
        }
    }

    /** A routine whose learning rate is constant. */
    public Routine(OptimizerKind optimizer, double learningRate, int epochs, int batchSize, Seeds seeds) {
        this(optimizer, learningRate, StepDecay.NONE, epochs, batchSize, seeds);
    }

    /** α of an epoch, counted from 0. */
    public double learningRate(int epoch) {
        return decay.learningRate(learningRate, epoch);
    }
}

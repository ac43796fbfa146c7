package twingrad.compare.training;

import twingrad.compare.Network;
import twingrad.compare.Seeds;

/**
 * All that a training is made of, save its data: the same plan gives the same bits.
 *
 * @param network what is trained
 * @param rule how parameters move
 * @param learningRate α, positive, constant
 * @param epochs passes over the training set
 * @param batchSize samples a step; the last batch of an epoch may be shorter
 * @param seeds the seed of θ and of the samples' order
 */
public record Plan(Network network, Rule rule, double learningRate, int epochs, int batchSize, Seeds seeds) {

    public Plan {
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate: expected a number of 0 or more, got " + learningRate);
        }
        if (epochs < 0 || batchSize < 1) {
            throw new IllegalArgumentException("training: expected epochs of 0 or more and a batch of 1 or more, got "
                    + epochs + " and " + batchSize);
        }
    }
}

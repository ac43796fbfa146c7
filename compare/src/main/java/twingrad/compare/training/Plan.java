package twingrad.compare.training;

import java.util.Objects;
import twingrad.compare.Network;
import twingrad.compare.Seeds;

/**
 * All that the training of a network is made of, save its data: the same plan gives the same bits.
 *
 * @param network what is trained
 * @param routine how
 */
public record Plan(Network network, Routine routine) {

    public Plan {
        Objects.requireNonNull(network, "training: expected a network, got null");
        Objects.requireNonNull(routine, "training: expected a routine, got null");
    }

    /** The plan of a network and a {@link Routine} of these. */
    public Plan(Network network, OptimizerKind optimizer, double learningRate, int epochs, int batchSize, Seeds seeds) {
        this(network, new Routine(optimizer, learningRate, epochs, batchSize, seeds));
    }

    /** How parameters move. */
    public OptimizerKind optimizer() {
        return routine.optimizer();
    }

    /** α of the first epoch. */
    public double learningRate() {
        return routine.learningRate();
    }

    /** Passes over the training set. */
    public int epochs() {
        return routine.epochs();
    }

    /** Samples a step. */
    public int batchSize() {
        return routine.batchSize();
    }

    /** The seed of θ and of the samples' order. */
    public Seeds seeds() {
        return routine.seeds();
    }
}

package twingrad.compare.training;

import java.util.List;
import java.util.Optional;
import twingrad.compare.Health.NotFinite;
import twingrad.datasets.Dataset;

/** A model that learns in one engine. */
public interface Learner {

    /** A way through one epoch, batch by batch. It lasts until the learner begins another. */
    interface Pass {

        /** Whether every sample was used. */
        boolean isDone();

        /** Learns from the next batch. IllegalStateException if there is none. */
        StepReport step();
    }

    /** The engine: {@code scalar}, {@code tensor-f32}. */
    String name();

    /**
     * A pass over the training set in the epoch's own order, each sample once.
     *
     * @param epoch counted from 0
     * @param samplesDone of this epoch, which are left out: another pass used them, with batches of whatever size
     * @param stepsDone steps of the whole training before this one
     */
    Pass begin(int epoch, int samplesDone, long stepsDone);

    /** Steps that an epoch takes. */
    int steps();

    /** One whole pass, after as many as its number says; the mean training loss met on the way. */
    default double epoch(int epoch) {
        return EpochRun.whole(this, epoch).position().loss();
    }

    /** Outputs (m x O), row-major, for inputs (m x I). */
    double[] outputs(int rows, double[] inputs);

    /** θ as it is now. */
    double[] theta();

    /** θ and what the optimizer keeps as they are now. */
    LearnedState state();

    /** ‖dJ/d(W, b)‖ of each layer at the last step, as its update took it; empty before the first. */
    List<Double> gradientNorms();

    /** J over a whole set at θ as it is now. */
    double loss(Dataset data);

    /** The same without what penalties add, which depend on the number of samples. */
    double dataLoss(Dataset data);

    /** Share of a set whose class is right, 0 to 1. */
    double accuracy(Dataset data);

    /** The first number of this training that was not finite, where the engine was watched. */
    default Optional<NotFinite> notFinite() {
        return Optional.empty();
    }
}

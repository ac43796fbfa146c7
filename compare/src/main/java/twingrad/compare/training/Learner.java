package twingrad.compare.training;

import java.util.Optional;
import twingrad.compare.Health.NotFinite;
import twingrad.datasets.Dataset;

/** A model that learns in one engine. */
public interface Learner {

    /** The engine: {@code scalar}, {@code tensor-f32}. */
    String name();

    /** One pass over the training set in the epoch's own order; the mean training loss met on the way. */
    double epoch(int epoch);

    /** Outputs (m x O), row-major, for inputs (m x I). */
    double[] outputs(int rows, double[] inputs);

    /** θ as it is now. */
    double[] theta();

    /** J over a whole set at θ as it is now. */
    double loss(Dataset data);

    /** The first number of this training that was not finite, where the engine was watched. */
    default Optional<NotFinite> notFinite() {
        return Optional.empty();
    }

    /** Share of a set whose class is right, 0 to 1. */
    double accuracy(Dataset data);
}

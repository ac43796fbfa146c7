package twingrad.compare.training;

import twingrad.compare.Network;
import twingrad.datasets.Dataset;

/** A network that learns in one engine. */
public interface Learner {

    /** The engine: {@code scalar}, {@code tensor-f32}. */
    String name();

    /** What learns. */
    Network network();

    /** One pass over the training set in the epoch's own order; the mean training loss met on the way. */
    double epoch(int epoch);

    /** Outputs (m x O), row-major, for inputs (m x I). */
    double[] outputs(int rows, double[] inputs);

    /** θ as it is now. */
    double[] theta();

    /** J over a whole set at θ as it is now. */
    double loss(Dataset data);

    /** Share of a set whose class is right, 0 to 1. */
    default double accuracy(Dataset data) {
        var inputs = new double[data.features()];
        int hits = 0;
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, 0);
            hits += network().predict(outputs(1, inputs), 0) == data.label(row) ? 1 : 0;
        }
        return (double) hits / data.size();
    }
}

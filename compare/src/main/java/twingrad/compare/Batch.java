package twingrad.compare;

import java.util.Objects;
import twingrad.datasets.Dataset;

/**
 * Some samples as numbers: inputs (m x I) and targets (m x T), row-major. What a target is depends on the loss: a
 * class number for softmax cross-entropy (T = 1), a number from 0 to 1 for binary cross-entropy, -1 or 1 for hinge, any
 * number for squared error; a network refuses a batch whose targets are not in its loss's coding.
 *
 * <p>The arrays are handed in and out as they are, not copied: a {@link GradientCheck} gives each witness a copy.
 *
 * @param rows m, at least 1
 * @param inputs m·I numbers, all finite. Not modified.
 * @param targets m·T numbers. Not modified.
 */
public record Batch(int rows, double[] inputs, double[] targets) {

    /** IllegalArgumentException unless inputs and targets are whole rows, at least one number each. */
    public Batch {
        Objects.requireNonNull(inputs, "batch: expected inputs, got null");
        Objects.requireNonNull(targets, "batch: expected targets, got null");
        if (rows < 1 || inputs.length == 0 || inputs.length % rows != 0) {
            throw new IllegalArgumentException("batch: expected inputs of at least one row, got " + inputs.length
                    + " numbers in " + rows + " rows");
        }
        if (targets.length == 0 || targets.length % rows != 0) {
            throw new IllegalArgumentException(
                    "batch: expected targets for each of " + rows + " rows, got " + targets.length);
        }
    }

    /** All samples of a dataset, its labels in the loss's own coding. */
    public static Batch of(Dataset data, Network network) {
        int features = data.features();
        var inputs = new double[data.size() * features];
        var labels = new int[data.size()];
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, row * features);
            labels[row] = data.label(row);
        }
        return new Batch(data.size(), inputs, network.loss().targets(labels, network.outputs()));
    }

    /** The same numbers in arrays of their own. */
    Batch copy() {
        return new Batch(rows, inputs.clone(), targets.clone());
    }

    /** I, the inputs a row. */
    public int features() {
        return inputs.length / rows;
    }

    /** T, the targets a row. */
    public int targetColumns() {
        return targets.length / rows;
    }
}

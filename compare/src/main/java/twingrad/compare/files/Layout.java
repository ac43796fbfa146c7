package twingrad.compare.files;

import java.util.Locale;

/**
 * Which way round a gradient file's arrays lie.
 *
 * @param weights of weights and their gradients
 * @param samples of inputs and targets
 */
public record Layout(Weights weights, Samples samples) {

    /** The usual way: weight (outputs x inputs), inputs one row a sample. */
    public static final Layout USUAL = new Layout(Weights.OUT_BY_IN, Samples.ROWS);

    /** Which way round weights are stored. */
    public enum Weights {
        /** (outputs x inputs), as in PyTorch. */
        OUT_BY_IN,
        /** (inputs x outputs), as in Keras and where Z = X·W. */
        IN_BY_OUT;

        /** As typed: {@code in-by-out}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where a sample lies in a matrix. */
    public enum Samples {
        /** One row a sample. */
        ROWS,
        /** One column a sample, as where Z = W·X. */
        COLUMNS;

        /** As typed: {@code columns}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean turnsWeights() {
        return weights == Weights.IN_BY_OUT;
    }

    boolean turnsSamples() {
        return samples == Samples.COLUMNS;
    }
}

package twingrad.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * What a network minimizes, on its last layer's outputs. Each loss has a coding of targets; classes and labels are
 * brought to it by {@link #targets}.
 */
public enum Loss {
    /** -log softmax(logits)[label], from logits; the target is a class number. */
    SOFTMAX_CROSS_ENTROPY,
    /** -y·log σ(z) - (1-y)·log(1-σ(z)), from logits; the target y is a probability, mostly 0 or 1. */
    BINARY_CROSS_ENTROPY,
    /** (a - y)²; the target is a number. */
    MEAN_SQUARED_ERROR,
    /** max(0, 1 - y·s); the target y is -1 or 1. */
    HINGE;

    /** Targets a row for a network of so many outputs. */
    public int targetColumns(int outputs) {
        return this == SOFTMAX_CROSS_ENTROPY ? 1 : outputs;
    }

    /**
     * Class labels in this loss's coding, (m x T) row-major: the number itself for softmax; else, with one output,
     * label 0 or 1, and with several, one column a class, 1 at the label. Hinge says -1 for 0.
     */
    public double[] targets(int[] labels, int outputs) {
        if (this == SOFTMAX_CROSS_ENTROPY) {
            return Arrays.stream(labels).asDoubleStream().toArray();
        }
        DoubleUnaryOperator coding = this == HINGE ? bit -> 2 * bit - 1 : bit -> bit;
        var targets = new double[labels.length * outputs];
        for (int row = 0; row < labels.length; row++) {
            for (int column = 0; column < outputs; column++) {
                int hit = outputs == 1 ? labels[row] : (labels[row] == column ? 1 : 0);
                targets[row * outputs + column] = coding.applyAsDouble(hit);
            }
        }
        return targets;
    }

    /** Whether the sign of one output tells two classes apart; of softmax and numbers the larger of two outputs does. */
    boolean decidesBySign() {
        return this == BINARY_CROSS_ENTROPY || this == HINGE;
    }

    /** Refuses targets that are not in this loss's coding. */
    void requireCoded(double[] targets, int outputs) {
        for (int i = 0; i < targets.length; i++) {
            double y = targets[i];
            boolean coded = switch (this) {
                case SOFTMAX_CROSS_ENTROPY -> y >= 0 && y < outputs && y == (int) y;
                case BINARY_CROSS_ENTROPY -> y >= 0 && y <= 1;
                case MEAN_SQUARED_ERROR -> Double.isFinite(y);
                case HINGE -> y == -1 || y == 1;
            };
            if (!coded) {
                throw new IllegalArgumentException(this + ": expected " + coding(outputs) + " as targets, got " + y
                        + " in row " + i / targetColumns(outputs));
            }
        }
    }

    private String coding(int outputs) {
        return switch (this) {
            case SOFTMAX_CROSS_ENTROPY -> "class numbers from 0 to " + (outputs - 1);
            case BINARY_CROSS_ENTROPY -> "numbers from 0 to 1";
            case MEAN_SQUARED_ERROR -> "finite numbers";
            case HINGE -> "-1 or 1";
        };
    }

    /** How many losses a batch of m rows has: one a row for softmax, else one an entry. MEAN divides by it. */
    int count(int rows, int outputs) {
        return rows * targetColumns(outputs);
    }

    /** As typed and written in files: {@code softmax-cross-entropy}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

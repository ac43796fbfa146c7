package twingrad.compare.training;

import java.util.Arrays;
import java.util.Optional;
import twingrad.compare.Loss;
import twingrad.compare.Network;

/** How sure a model is of each class, from its outputs. */
public final class ClassProbabilities {

    private ClassProbabilities() {}

    /**
     * Outputs (m x O) as probabilities (m x C), row-major, each row summing to 1; none for a model whose loss does not
     * make probabilities of its outputs: squared error and hinge.
     */
    public static Optional<double[]> of(Architecture model, int rows, double[] outputs) {
        Loss loss = model.network().map(Network::loss).orElse(Loss.SOFTMAX_CROSS_ENTROPY);
        int units = outputs.length / Math.max(1, rows);
        return switch (loss) {
            case SOFTMAX_CROSS_ENTROPY -> Optional.of(softmax(outputs.clone(), units));
            case BINARY_CROSS_ENTROPY ->
                Optional.of(units == 1 ? bothSides(outputs) : softmax(logSigmoids(outputs), units));
            case MEAN_SQUARED_ERROR, HINGE -> Optional.empty();
        };
    }

    /** Row by row exp(z - max)/Σ. {@code z}: modified. */
    private static double[] softmax(double[] z, int units) {
        for (int from = 0; from < z.length; from += units) {
            double max = Arrays.stream(z, from, from + units).max().orElseThrow();
            for (int i = from; i < from + units; i++) {
                z[i] = StrictMath.exp(z[i] - max);
            }
            double sum = Arrays.stream(z, from, from + units).sum();
            for (int i = from; i < from + units; i++) {
                z[i] /= sum;
            }
        }
        return z;
    }

    /** log σ(z) of each, with which the shares of sigmoids that underflow are still known: exp(log σ) is σ. */
    private static double[] logSigmoids(double[] z) {
        return Arrays.stream(z)
                .map(x -> Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x))))
                .toArray();
    }

    /** One output says the probability of class 1, and so that of class 0. */
    private static double[] bothSides(double[] z) {
        var p = new double[2 * z.length];
        for (int row = 0; row < z.length; row++) {
            p[2 * row] = sigmoid(-z[row]);
            p[2 * row + 1] = sigmoid(z[row]);
        }
        return p;
    }

    private static double sigmoid(double z) {
        double e = StrictMath.exp(-Math.abs(z));
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}

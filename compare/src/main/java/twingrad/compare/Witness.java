package twingrad.compare;

import twingrad.tensor.Precision;

/**
 * Anything that gives the loss and the gradient of a network at θ on a batch: an engine, a difference quotient, or
 * your own code. Implement it to have your backward pass checked by {@link GradientCheck}.
 */
public interface Witness {

    /** Unit roundoff of float64, 2^-53. */
    double FLOAT64 = Precision.FLOAT64.unit();

    /** Unit roundoff of float32, 2^-24. */
    double FLOAT32 = Precision.FLOAT32.unit();

    /** A short name for tables: {@code tensor-f64}. */
    String name();

    /**
     * J and dJ/dθ, θ in the network's order. What a {@link GradientCheck} hands over is this witness's own copy; from
     * other callers, neither θ nor the batch may be modified.
     */
    LossAndGradient evaluate(Network network, double[] parameters, Batch batch);

    /**
     * The unit roundoff u that it computes in, from which its rounding bound follows: 2^-53, 2^-24, or that of a
     * coarser format, 2^-11 or 2^-8. Default {@link #FLOAT64}.
     */
    default double unitRoundoff() {
        return FLOAT64;
    }

    /** How exactly what it was given and what it says stood in a file. Default {@link Writing#EXACT}: in none. */
    default Writing writing() {
        return Writing.EXACT;
    }
}

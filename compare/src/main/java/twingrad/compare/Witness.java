package twingrad.compare;

/**
 * Anything that gives the loss and the gradient of a network at θ on a batch: an engine, a difference quotient, or
 * your own code. Implement it to have your backward pass checked by {@link GradientCheck}.
 */
public interface Witness {

    /** Unit roundoff of float64, 2^-53. */
    double FLOAT64 = 0x1p-53;

    /** Unit roundoff of float32, 2^-24. */
    double FLOAT32 = 0x1p-24;

    /** A short name for tables: {@code tensor-f64}. */
    String name();

    /** J and dJ/dθ, θ in the network's order. Neither θ nor the batch is modified. */
    LossAndGradient evaluate(Network network, double[] parameters, Batch batch);

    /** The unit roundoff u that it computes in, from which its rounding bound follows. Default {@link #FLOAT64}. */
    default double unitRoundoff() {
        return FLOAT64;
    }
}

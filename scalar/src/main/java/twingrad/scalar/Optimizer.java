package twingrad.scalar;

/**
 * Moves parameters against their gradients. The order of use is: build the loss, {@link #zeroGrad()}, the loss's
 * {@code backward()}, {@link #step}; and then build the loss again. A parameter whose gradient was not computed is left
 * untouched, state included.
 */
public interface Optimizer {
    /** One update of every parameter, in place. */
    void step(double learningRate);

    /** Forgets the gradients of all parameters, which otherwise accumulate. */
    void zeroGrad();
}

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

    /**
     * What is kept from step to step, copied. An optimizer of your own that keeps something says it here, or training
     * that goes on from a file does not go on where it stopped.
     */
    default OptimizerState state() {
        return OptimizerState.NONE;
    }

    /**
     * Goes on as the optimizer did whose state this is, bit for bit.
     *
     * @throws IllegalArgumentException if the state is that of another kind of optimizer or of other parameters; nothing
     *     is changed then
     */
    default void restore(OptimizerState state) {
        state.requireSlots("restore", 0);
    }
}

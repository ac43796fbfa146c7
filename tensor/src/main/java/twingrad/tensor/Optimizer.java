package twingrad.tensor;

/**
 * Changes parameters in place, against their gradients. A parameter without a gradient is left as it is, state included.
 * What is kept of a gradient for a later step, as momentum is, is a copy: a {@link Trainer} uses its memory again.
 */
public interface Optimizer {
    /** One update with the gradients as they are now. */
    void step(double learningRate);

    /** Forgets the gradients of all parameters. */
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

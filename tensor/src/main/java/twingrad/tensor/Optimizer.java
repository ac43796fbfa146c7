package twingrad.tensor;

/** Changes parameters in place, against their gradients. A parameter without a gradient is left as it is. What is
 * kept of a gradient for a later step, as momentum is, is a copy: a {@link Trainer} uses its memory again. */
public interface Optimizer {
    /** One update with the gradients as they are now. */
    void step(double learningRate);

    /** Forgets the gradients of all parameters. */
    void zeroGrad();
}

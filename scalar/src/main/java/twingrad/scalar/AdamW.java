package twingrad.scalar;

import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization) in PyTorch's form: w -= α·λ·w, then the step
 * of {@link Adam}. The decay passes by the moments, unlike that of an L2 penalty, and is of all parameters, biases
 * included.
 */
public final class AdamW implements Optimizer {
    /** λ as PyTorch chooses it. */
    public static final double WEIGHT_DECAY = 0.01;

    private final List<Value> parameters;
    private final double weightDecay;
    private final Adam adam;

    /** An optimizer of these leaves with the usual weight decay. */
    public AdamW(List<Value> parameters) {
        this(parameters, WEIGHT_DECAY);
    }

    /**
     * An optimizer of these leaves.
     *
     * @param weightDecay λ, a finite number of 0 or more; the share α·λ of a weight is taken away at every step
     */
    public AdamW(List<Value> parameters, double weightDecay) {
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "AdamW: expected a finite weight decay of 0 or more, got %s".formatted(weightDecay));
        }
        this.parameters = List.copyOf(parameters);
        this.weightDecay = weightDecay;
        this.adam = new Adam(parameters);
    }

    @Override
    public void step(double learningRate) {
        for (var w : parameters) {
            if (w.hasGrad()) {
                w.assign(w.data() - learningRate * weightDecay * w.data());
            }
        }
        adam.step(learningRate);
    }

    @Override
    public void zeroGrad() {
        adam.zeroGrad();
    }

    /** That of Adam. */
    @Override
    public OptimizerState state() {
        return adam.state();
    }

    @Override
    public void restore(OptimizerState state) {
        adam.restore("AdamW", state);
    }
}

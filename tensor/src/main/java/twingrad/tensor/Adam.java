package twingrad.tensor;

import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015, Adam: A Method for Stochastic Optimization), with their defaults: m = β₁·m + (1 - β₁)·g;
 * v = β₂·v + (1 - β₂)·g²; w -= α·m̂/(√v̂ + ε), where m̂ = m/(1 - β₁ᵗ), v̂ = v/(1 - β₂ᵗ) and t counts the steps of this
 * optimizer.
 */
public final class Adam implements Optimizer {
    /** Decay of the first moment. */
    public static final double BETA_1 = 0.9;

    /** Decay of the second moment. */
    public static final double BETA_2 = 0.999;

    /** Keeps the divisor from 0; it is added outside the root. */
    public static final double EPSILON = 1e-8;

    private final List<Tensor> parameters;
    private final Slot m;
    private final Slot v;
    private final BiasCorrection correction1 = new BiasCorrection(BETA_1);
    private final BiasCorrection correction2 = new BiasCorrection(BETA_2);

    /** An optimizer of these leaves. */
    public Adam(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
        this.m = new Slot(parameters);
        this.v = new Slot(parameters);
    }

    @Override
    public void step(double learningRate) {
        var step = new Updates.AdamStep(BETA_1, BETA_2, EPSILON, correction1.next(), correction2.next());
        for (int i = 0; i < parameters.size(); i++) {
            var w = parameters.get(i);
            if (w.hasGrad()) {
                Updates.adam(w.data(), w.grad(), m.of(i), v.of(i), learningRate, step);
            }
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    /** Both moments, and t. */
    @Override
    public OptimizerState state() {
        return new OptimizerState(correction1.steps(), Map.of("m", m.toDoubles(), "v", v.toDoubles()));
    }

    @Override
    public void restore(OptimizerState state) {
        restore("Adam", state);
    }

    /** {@link #restore(OptimizerState)} for the optimizer of that name. */
    void restore(String name, OptimizerState state) {
        state.requireSlots(name, m.size(), "m", "v");
        m.restore(state.slot("m"));
        v.restore(state.slot("v"));
        correction1.restore(state.steps());
        correction2.restore(state.steps());
    }

    /** The parameters, in brackets. */
    @Override
    public String toString() {
        return "Adam" + parameters;
    }
}

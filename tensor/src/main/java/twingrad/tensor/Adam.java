package twingrad.tensor;

import java.util.List;

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
    private final List<NdArray> m;
    private final List<NdArray> v;

    /** β₁ᵗ and β₂ᵗ, by repeated multiplication. */
    private double beta1Power = 1;

    private double beta2Power = 1;

    /** An optimizer of these leaves. */
    public Adam(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
        this.m = zeros(parameters);
        this.v = zeros(parameters);
    }

    @Override
    public void step(double learningRate) {
        beta1Power *= BETA_1;
        beta2Power *= BETA_2;
        var step = new Updates.AdamStep(BETA_1, BETA_2, EPSILON, 1 - beta1Power, 1 - beta2Power);
        for (int i = 0; i < parameters.size(); i++) {
            var w = parameters.get(i);
            if (w.hasGrad()) {
                Updates.adam(w.data(), w.grad(), m.get(i), v.get(i), learningRate, step);
            }
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    private static List<NdArray> zeros(List<Tensor> parameters) {
        return parameters.stream().map(w -> w.precision().zeros(w.shape())).toList();
    }

    /** The parameters, in brackets. */
    @Override
    public String toString() {
        return "Adam" + parameters;
    }
}

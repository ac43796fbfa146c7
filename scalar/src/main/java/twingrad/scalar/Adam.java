package twingrad.scalar;

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

    private final List<Value> parameters;
    private final double[] m;
    private final double[] v;

    /** β₁ᵗ and β₂ᵗ, by repeated multiplication. */
    private double beta1Power = 1;

    private double beta2Power = 1;

    /** An optimizer of these leaves. */
    public Adam(List<Value> parameters) {
        this.parameters = List.copyOf(parameters);
        this.m = new double[parameters.size()];
        this.v = new double[parameters.size()];
    }

    @Override
    public void step(double learningRate) {
        beta1Power *= BETA_1;
        beta2Power *= BETA_2;
        for (var i = 0; i < m.length; i++) {
            if (parameters.get(i).hasGrad()) {
                update(i, learningRate);
            }
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Value::zeroGrad);
    }

    private void update(int i, double learningRate) {
        var w = parameters.get(i);
        var g = w.grad();
        m[i] = BETA_1 * m[i] + (1 - BETA_1) * g;
        v[i] = BETA_2 * v[i] + (1 - BETA_2) * g * g;
        var mHat = m[i] / (1 - beta1Power);
        var vHat = v[i] / (1 - beta2Power);
        w.assign(w.data() - learningRate * mHat / (Math.sqrt(vHat) + EPSILON));
    }
}

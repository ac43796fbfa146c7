package twingrad.scalar;

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

    private final List<Value> parameters;
    private final double[] m;
    private final double[] v;
    private final BiasCorrection correction1 = new BiasCorrection(BETA_1);
    private final BiasCorrection correction2 = new BiasCorrection(BETA_2);

    /** An optimizer of these leaves. */
    public Adam(List<Value> parameters) {
        this.parameters = List.copyOf(parameters);
        this.m = new double[parameters.size()];
        this.v = new double[parameters.size()];
    }

    @Override
    public void step(double learningRate) {
        var bias1 = correction1.next();
        var bias2 = correction2.next();
        for (var i = 0; i < m.length; i++) {
            if (parameters.get(i).hasGrad()) {
                update(i, learningRate, bias1, bias2);
            }
        }
    }

    private void update(int i, double learningRate, double bias1, double bias2) {
        var w = parameters.get(i);
        var g = w.grad();
        m[i] = BETA_1 * m[i] + (1 - BETA_1) * g;
        v[i] = BETA_2 * v[i] + (1 - BETA_2) * g * g;
        var mHat = m[i] / bias1;
        var vHat = v[i] / bias2;
        w.assign(w.data() - learningRate * mHat / (Math.sqrt(vHat) + EPSILON));
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Value::zeroGrad);
    }

    /** Both moments, and t. */
    @Override
    public OptimizerState state() {
        return new OptimizerState(correction1.steps(), Map.of("m", m, "v", v));
    }

    @Override
    public void restore(OptimizerState state) {
        restore("Adam", state);
    }

    /** {@link #restore(OptimizerState)} for the optimizer of that name. */
    void restore(String name, OptimizerState state) {
        state.requireSlots(name, m.length, "m", "v");
        System.arraycopy(state.slot("m"), 0, m, 0, m.length);
        System.arraycopy(state.slot("v"), 0, v, 0, v.length);
        correction1.restore(state.steps());
        correction2.restore(state.steps());
    }
}

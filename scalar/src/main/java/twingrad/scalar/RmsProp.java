package twingrad.scalar;

import java.util.List;
import java.util.Map;

/**
 * RMSprop (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5): S = β·S + (1 - β)·g²;
 * w -= α·g/(√S + ε).
 */
public final class RmsProp implements Optimizer {
    /** Decay of the mean square. */
    public static final double BETA = 0.9;

    /** Keeps the divisor from 0; it is added outside the root. */
    public static final double EPSILON = 1e-8;

    private final List<Value> parameters;
    private final double[] square;

    /** An optimizer of these leaves. */
    public RmsProp(List<Value> parameters) {
        this.parameters = List.copyOf(parameters);
        this.square = new double[parameters.size()];
    }

    @Override
    public void step(double learningRate) {
        for (var i = 0; i < square.length; i++) {
            if (parameters.get(i).hasGrad()) {
                update(i, learningRate);
            }
        }
    }

    private void update(int i, double learningRate) {
        var w = parameters.get(i);
        var g = w.grad();
        square[i] = BETA * square[i] + (1 - BETA) * g * g;
        w.assign(w.data() - learningRate * g / (Math.sqrt(square[i]) + EPSILON));
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Value::zeroGrad);
    }

    /** The mean squares. */
    @Override
    public OptimizerState state() {
        return new OptimizerState(0, Map.of("square", square));
    }

    @Override
    public void restore(OptimizerState state) {
        state.requireSlots("RmsProp", square.length, "square");
        System.arraycopy(state.slot("square"), 0, square, 0, square.length);
    }
}

package twingrad.tensor;

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

    private final List<Tensor> parameters;
    private final Slot square;

    /** An optimizer of these leaves. */
    public RmsProp(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
        this.square = new Slot(parameters);
    }

    @Override
    public void step(double learningRate) {
        for (int i = 0; i < parameters.size(); i++) {
            var w = parameters.get(i);
            if (w.hasGrad()) {
                Updates.rmsProp(w.data(), w.grad(), square.of(i), BETA, EPSILON, learningRate);
            }
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    /** The mean squares. */
    @Override
    public OptimizerState state() {
        return new OptimizerState(0, Map.of("square", square.toDoubles()));
    }

    @Override
    public void restore(OptimizerState state) {
        state.requireSlots("RmsProp", square.size(), "square");
        square.restore(state.slot("square"));
    }

    /** The parameters, in brackets. */
    @Override
    public String toString() {
        return "RmsProp" + parameters;
    }
}

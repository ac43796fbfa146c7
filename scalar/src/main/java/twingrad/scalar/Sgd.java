package twingrad.scalar;

import java.util.List;

/** Gradient descent: w -= α·g. */
public final class Sgd implements Optimizer {
    private final List<Value> parameters;

    /** An optimizer of these leaves. */
    public Sgd(List<Value> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    @Override
    public void step(double learningRate) {
        for (var w : parameters) {
            if (w.hasGrad()) {
                w.assign(w.data() - learningRate * w.grad());
            }
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Value::zeroGrad);
    }
}

package twingrad.tensor;

import java.util.List;

/** Gradient descent, w -= α·g; stochastic when the gradient is a mini-batch's. */
public final class Sgd implements Optimizer {
    private final List<Tensor> parameters;

    /** An optimizer of these leaves. */
    public Sgd(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    @Override
    public void step(double learningRate) {
        for (var w : parameters) {
            if (w.hasGrad()) {
                Updates.sgd(w.data(), w.grad(), learningRate);
            }
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    /** The parameters, in brackets. */
    @Override
    public String toString() {
        return "Sgd" + parameters;
    }
}

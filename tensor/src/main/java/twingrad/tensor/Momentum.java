package twingrad.tensor;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gradient descent with momentum (Polyak 1964, Some methods of speeding up the convergence of iteration methods): what
 * moves the parameters is a velocity v, in which earlier gradients live on. The field writes it in several ways, the
 * {@link Form}s.
 */
public final class Momentum implements Optimizer {
    /** μ, also called β, as all write-ups choose it. */
    public static final double COEFFICIENT = 0.9;

    /** How velocity and update are written; v is 0 at first. */
    public enum Form {
        /** PyTorch's: v = μ·v + g; w -= α·v. */
        PYTORCH,
        /** An average of the gradients (Ng 2017, Deep Learning Specialization): v = μ·v + (1 - μ)·g; w -= α·v. */
        AVERAGED,
        /**
         * Keras's: v = μ·v - α·g; w += v. The learning rate lives in the velocity: the same as PyTorch's as long as it
         * does not change.
         */
        KERAS,
        /**
         * Nesterov's accelerated gradient (Sutskever, Martens, Dahl and Hinton 2013, On the importance of
         * initialization and momentum in deep learning) in PyTorch's form: v = μ·v + g; w -= α·(g + μ·v).
         */
        NESTEROV
    }

    private final List<Tensor> parameters;
    private final double momentum;
    private final Form form;
    private final Slot velocity;

    /** An optimizer of these leaves in PyTorch's form, with the usual coefficient. */
    public Momentum(List<Tensor> parameters) {
        this(parameters, COEFFICIENT, Form.PYTORCH);
    }

    /**
     * An optimizer of these leaves.
     *
     * @param momentum μ, from 0 to below 1
     */
    public Momentum(List<Tensor> parameters, double momentum, Form form) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("Momentum: expected a momentum from 0 to below 1, got " + momentum);
        }
        this.parameters = List.copyOf(parameters);
        this.momentum = momentum;
        this.form = Objects.requireNonNull(form, "Momentum: expected a form, got null");
        this.velocity = new Slot(parameters);
    }

    @Override
    public void step(double learningRate) {
        for (int i = 0; i < parameters.size(); i++) {
            var w = parameters.get(i);
            if (w.hasGrad()) {
                update(w, velocity.of(i), learningRate);
            }
        }
    }

    private void update(Tensor w, NdArray v, double learningRate) {
        switch (form) {
            case PYTORCH -> Updates.momentum(w.data(), w.grad(), v, momentum, 1, learningRate);
            case AVERAGED -> Updates.momentum(w.data(), w.grad(), v, momentum, 1 - momentum, learningRate);
            case KERAS -> Updates.momentum(w.data(), w.grad(), v, momentum, -learningRate, -1);
            case NESTEROV -> Updates.nesterov(w.data(), w.grad(), v, momentum, learningRate);
        }
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Tensor::zeroGrad);
    }

    /** The velocity. */
    @Override
    public OptimizerState state() {
        return new OptimizerState(0, Map.of("velocity", velocity.toDoubles()));
    }

    @Override
    public void restore(OptimizerState state) {
        state.requireSlots("Momentum", velocity.size(), "velocity");
        velocity.restore(state.slot("velocity"));
    }

    /** The form and the parameters, in brackets. */
    @Override
    public String toString() {
        return "Momentum[" + form + ", " + momentum + "]" + parameters;
    }
}

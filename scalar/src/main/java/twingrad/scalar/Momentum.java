package twingrad.scalar;

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

    private final List<Value> parameters;
    private final double momentum;
    private final Form form;
    private final double[] velocity;

    /** An optimizer of these leaves in PyTorch's form, with the usual coefficient. */
    public Momentum(List<Value> parameters) {
        this(parameters, COEFFICIENT, Form.PYTORCH);
    }

    /**
     * An optimizer of these leaves.
     *
     * @param momentum μ, from 0 to below 1
     */
    public Momentum(List<Value> parameters, double momentum, Form form) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "Momentum: expected a momentum from 0 to below 1, got %s".formatted(momentum));
        }
        this.parameters = List.copyOf(parameters);
        this.momentum = momentum;
        this.form = Objects.requireNonNull(form, "Momentum: expected a form, got null");
        this.velocity = new double[parameters.size()];
    }

    @Override
    public void step(double learningRate) {
        for (var i = 0; i < velocity.length; i++) {
            if (parameters.get(i).hasGrad()) {
                update(i, learningRate);
            }
        }
    }

    private void update(int i, double learningRate) {
        var w = parameters.get(i);
        var g = w.grad();
        var v = switch (form) {
            case PYTORCH, NESTEROV -> momentum * velocity[i] + g;
            case AVERAGED -> momentum * velocity[i] + (1 - momentum) * g;
            case KERAS -> momentum * velocity[i] - learningRate * g;
        };
        velocity[i] = v;
        w.assign(
                switch (form) {
                    case PYTORCH, AVERAGED -> w.data() - learningRate * v;
                    case KERAS -> w.data() + v;
                    case NESTEROV -> w.data() - learningRate * (g + momentum * v);
                });
    }

    @Override
    public void zeroGrad() {
        parameters.forEach(Value::zeroGrad);
    }

    /** The velocity. */
    @Override
    public OptimizerState state() {
        return new OptimizerState(0, Map.of("velocity", velocity));
    }

    @Override
    public void restore(OptimizerState state) {
        state.requireSlots("Momentum", velocity.length, "velocity");
        System.arraycopy(state.slot("velocity"), 0, velocity, 0, velocity.length);
    }
}

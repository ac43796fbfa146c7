package twingrad.compare.training;

import java.util.List;
import java.util.Objects;
import twingrad.scalar.Value;
import twingrad.tensor.Tensor;

/**
 * How parameters move: an optimizer and the numbers that it has of its own.
 *
 * @param kind which
 * @param momentum μ (β of the averaged form), from 0 to below 1; of no effect on an optimizer without momentum
 * @param weightDecay λ of AdamW, 0 or more; of no effect on others
 */
public record UpdateRule(OptimizerKind kind, double momentum, double weightDecay) {

    /** The field's μ and β. */
    public static final double MOMENTUM = twingrad.scalar.Momentum.COEFFICIENT;

    /** PyTorch's λ of AdamW. */
    public static final double WEIGHT_DECAY = twingrad.scalar.AdamW.WEIGHT_DECAY;

    /** IllegalArgumentException if a number is out of its range. */
    public UpdateRule {
        Objects.requireNonNull(kind, "training: expected an optimizer, got null");
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum: expected a number from 0 to below 1, got " + momentum);
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay: expected a number of 0 or more, got " + weightDecay);
        }
    }

    /** An optimizer with the usual numbers. */
    public static UpdateRule of(OptimizerKind kind) {
        return new UpdateRule(kind, MOMENTUM, WEIGHT_DECAY);
    }

    /** A new one in the scalar engine. */
    twingrad.scalar.Optimizer scalar(List<Value> parameters) {
        return switch (kind) {
            case SGD -> new twingrad.scalar.Sgd(parameters);
            case MOMENTUM -> scalar(parameters, twingrad.scalar.Momentum.Form.PYTORCH);
            case MOMENTUM_AVERAGED -> scalar(parameters, twingrad.scalar.Momentum.Form.AVERAGED);
            case MOMENTUM_KERAS -> scalar(parameters, twingrad.scalar.Momentum.Form.KERAS);
            case NESTEROV -> scalar(parameters, twingrad.scalar.Momentum.Form.NESTEROV);
            case RMSPROP -> new twingrad.scalar.RmsProp(parameters);
            case ADAM -> new twingrad.scalar.Adam(parameters);
            case ADAMW -> new twingrad.scalar.AdamW(parameters, weightDecay);
        };
    }

    private twingrad.scalar.Optimizer scalar(List<Value> parameters, twingrad.scalar.Momentum.Form form) {
        return new twingrad.scalar.Momentum(parameters, momentum, form);
    }

    /** A new one in the tensor engine. */
    twingrad.tensor.Optimizer tensor(List<Tensor> parameters) {
        return switch (kind) {
            case SGD -> new twingrad.tensor.Sgd(parameters);
            case MOMENTUM -> tensor(parameters, twingrad.tensor.Momentum.Form.PYTORCH);
            case MOMENTUM_AVERAGED -> tensor(parameters, twingrad.tensor.Momentum.Form.AVERAGED);
            case MOMENTUM_KERAS -> tensor(parameters, twingrad.tensor.Momentum.Form.KERAS);
            case NESTEROV -> tensor(parameters, twingrad.tensor.Momentum.Form.NESTEROV);
            case RMSPROP -> new twingrad.tensor.RmsProp(parameters);
            case ADAM -> new twingrad.tensor.Adam(parameters);
            case ADAMW -> new twingrad.tensor.AdamW(parameters, weightDecay);
        };
    }

    private twingrad.tensor.Optimizer tensor(List<Tensor> parameters, twingrad.tensor.Momentum.Form form) {
        return new twingrad.tensor.Momentum(parameters, momentum, form);
    }

    /** As people write it: {@code adam}; {@code momentum 0.9}; {@code adamw, weight decay 0.01}. */
    @Override
    public String toString() {
        return kind
                + (kind.hasMomentum() ? " " + momentum : "")
                + (kind == OptimizerKind.ADAMW ? ", weight decay " + weightDecay : "");
    }
}

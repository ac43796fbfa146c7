package twingrad.scalar;

import java.util.List;

/**
 * Loss functions, each for one sample, in nats where there is a logarithm; {@link Reduction} makes one loss of a
 * batch's. Regularization is a term to add to that.
 */
public final class Losses {
    private Losses() {}

    /**
     * Cross-entropy from logits, ln(Σ e^z) - z_label; d/dz = p - onehot. The maximum is taken out of all logits as a
     * constant, so nothing overflows and no logarithm sees 0.
     */
    public static Value softmaxCrossEntropy(List<Value> logits, int label) {
        checkLabel("softmaxCrossEntropy", label, logits);
        var shifted = shifted(logits);
        var total = sum(shifted.stream().map(Value::exp).toList());
        return total.log().sub(shifted.get(label));
    }

    /** The probabilities e^z / Σ e^z, with the maximum taken out of all logits as a constant. Unmodifiable. */
    public static List<Value> softmax(List<Value> logits) {
        var powers = shifted(logits).stream().map(Value::exp).toList();
        var total = sum(powers);
        return powers.stream().map(power -> power.div(total)).toList();
    }

    /** Cross-entropy from probabilities, -ln p_label; the unfused form, infinite where p is 0. */
    public static Value crossEntropy(List<Value> probabilities, int label) {
        checkLabel("crossEntropy", label, probabilities);
        return probabilities.get(label).log().neg();
    }

    /**
     * Binary cross-entropy from a logit, max(z, 0) - z·y + ln(1 + e^-|z|), computed without cancelling as
     * y·softplus(-z) + (1 - y)·softplus(z); d/dz = σ(z) - y.
     *
     * @param target y, a probability; mostly 0 or 1
     */
    public static Value binaryCrossEntropy(Value logit, double target) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException(
                    "binaryCrossEntropy: expected a target from 0 to 1, got %s".formatted(target));
        }
        // A term whose factor is 0 is left out: for an infinite logit it would be 0·∞.
        if (target == 0 || target == 1) {
            return target == 0 ? logit.softplus() : logit.neg().softplus();
        }
        return logit.neg().softplus().mul(target).add(logit.softplus().mul(1 - target));
    }

    /** Squared error (a - y)²; d/da = 2·(a - y). */
    public static Value squaredError(Value output, double target) {
        return output.sub(target).pow(2);
    }

    /** The textbooks' squared error ½·(a - y)²; d/da = a - y. */
    public static Value halfSquaredError(Value output, double target) {
        return squaredError(output, target).mul(0.5);
    }

    /**
     * Hinge, max(0, 1 - y·s); d/ds = -y where 1 - y·s > 0, else 0.
     *
     * @param target y, -1 or 1
     */
    public static Value hinge(Value score, double target) {
        if (target != -1 && target != 1) {
            throw new IllegalArgumentException("hinge: expected a target of -1 or 1, got %s".formatted(target));
        }
        return score.mul(-target).add(1).relu();
    }

    /** The sum, taken in order, of at least one value. */
    public static Value sum(List<Value> values) {
        checkNotEmpty("sum", values);
        return values.stream().reduce(Value::add).orElseThrow();
    }

    /** The sum divided by the number of values, of which there is at least one. */
    public static Value mean(List<Value> values) {
        checkNotEmpty("mean", values);
        return sum(values).div(values.size());
    }

    /**
     * L2 regularization, λ/(2m)·Σw²; d/dw = (λ/m)·w.
     *
     * @param weights the weights of all layers, without the biases
     * @param lambda λ, a finite number of 0 or more
     * @param m samples in the batch
     */
    public static Value l2(List<Value> weights, double lambda, int m) {
        checkPenalty("l2", weights, lambda, m);
        return sum(weights.stream().map(w -> w.pow(2)).toList()).mul(lambda / (2.0 * m));
    }

    /**
     * L1 regularization, (λ/m)·Σ|w|; d/dw = (λ/m)·sign(w), 0 at 0.
     *
     * @param weights the weights of all layers, without the biases
     * @param lambda λ, a finite number of 0 or more
     * @param m samples in the batch
     */
    public static Value l1(List<Value> weights, double lambda, int m) {
        checkPenalty("l1", weights, lambda, m);
        return sum(weights.stream().map(Value::abs).toList()).mul(lambda / m);
    }

    /** z - max z, the maximum being a constant: neither loss nor probabilities depend on what is subtracted. */
    private static List<Value> shifted(List<Value> logits) {
        checkNotEmpty("softmax", logits);
        var max = logits.stream().mapToDouble(Value::data).reduce(Double.NEGATIVE_INFINITY, Math::max);
        return logits.stream().map(logit -> logit.sub(max)).toList();
    }

    private static void checkLabel(String op, int label, List<Value> classes) {
        if (label < 0 || label >= classes.size()) {
            throw new IllegalArgumentException("%s: expected a label from 0 to %d, one of %d classes, got %d"
                    .formatted(op, classes.size() - 1, classes.size(), label));
        }
    }

    private static void checkNotEmpty(String op, List<Value> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("%s: expected at least 1 value, got 0".formatted(op));
        }
    }

    private static void checkPenalty(String op, List<Value> weights, double lambda, int m) {
        checkNotEmpty(op, weights);
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: expected a finite strength of 0 or more, got %s".formatted(op, lambda));
        }
        if (m < 1) {
            throw new IllegalArgumentException("%s: expected at least 1 sample, got %d".formatted(op, m));
        }
    }
}

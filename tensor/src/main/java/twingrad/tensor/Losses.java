package twingrad.tensor;

import java.util.List;

/**
 * Loss functions of a batch, one loss for each row or entry, in nats where there is a logarithm; {@link Reduction}
 * makes one loss of them. Regularization is a term to add to that.
 */
public final class Losses {
    private Losses() {}

    /**
     * Cross-entropy from logits, not from probabilities, which are {@link #crossEntropy}'s: (m x C) -> (m), ln(Σ e^z) -
     * z_label, fused; dz = (p - onehot) ⊙ g, row by row. The maximum is taken out of all logits, so nothing overflows
     * and no logarithm sees 0.
     *
     * @param labels from 0 to C-1, m of them. Not modified.
     */
    public static Tensor softmaxCrossEntropy(Tensor logits, int[] labels) {
        var z = logits.data();
        Requirements.columns("softmaxCrossEntropy", z.shape(), labels);
        int classes = z.shape().dim(1);
        var shifted = z.sub(z.amax(1, true));
        var powers = shifted.exp();
        var totals = powers.sum(1, true);
        var losses = totals.log().reshape(labels.length).sub(shifted.gather(labels));
        var onehot = Tensor.onehot(z.precision(), labels, classes);
        return Tensor.node(
                "softmaxCrossEntropy",
                losses,
                Tensor.edge(
                                logits,
                                "dz = (p - onehot) ⊙ g, row by row",
                                g -> powers.div(totals)
                                        .sub(onehot)
                                        .mul(g.reshape(losses.shape().size(), 1)))
                        .where("p", () -> powers.div(totals))
                        .where("onehot", () -> onehot));
    }

    /**
     * Cross-entropy from probabilities, as {@link Tensor#softmax()} gives them, not from logits, which are
     * {@link #softmaxCrossEntropy}'s: (m x C) -> (m), -ln p_label. The unfused form, infinite where p is 0.
     *
     * @param labels from 0 to C-1, m of them. Not modified.
     */
    public static Tensor crossEntropy(Tensor probabilities, int[] labels) {
        Requirements.columns("crossEntropy", probabilities.shape(), labels);
        return probabilities.gather(labels).log().neg();
    }

    /**
     * Binary cross-entropy from logits, entry by entry: max(z, 0) - z·y + ln(1 + e^-|z|), fused; dz = g ⊙ (σ(z) - y),
     * computed without cancelling as (1 - y)·σ(z) - y·σ(-z).
     *
     * @param targets y, probabilities of the logits' shape; mostly 0 and 1. Not modified.
     */
    public static Tensor binaryCrossEntropy(Tensor logits, NdArray targets) {
        requireTargets("binaryCrossEntropy", logits, targets);
        for (double target : targets.toDoubles()) {
            if (!(target >= 0 && target <= 1)) {
                throw new IllegalArgumentException("binaryCrossEntropy: expected targets from 0 to 1, got " + target);
            }
        }
        var z = logits.data();
        var y = targets.copy();
        var losses = z.relu().sub(z.mul(y)).add(z.abs().neg().softplus());
        return Tensor.node(
                "binaryCrossEntropy",
                losses,
                Tensor.edge(
                                logits,
                                "dz = g ⊙ (σ(z) - y)",
                                g -> g.mul(y.neg()
                                        .add(1)
                                        .mul(z.sigmoid())
                                        .sub(y.mul(z.neg().sigmoid()))))
                        .where("y", () -> y));
    }

    /**
     * Squared error (a - y)², entry by entry; da = g ⊙ 2(a - y).
     *
     * @param targets y, of the outputs' shape. Not modified.
     */
    public static Tensor squaredError(Tensor outputs, NdArray targets) {
        requireTargets("squaredError", outputs, targets);
        var y = targets.copy();
        var errors = outputs.data().sub(y);
        return Tensor.node(
                "squaredError",
                errors.mul(errors),
                Tensor.edge(outputs, "da = g ⊙ 2·(a - y)", g -> g.mul(errors.mul(2)))
                        .where("y", () -> y));
    }

    /**
     * The textbooks' squared error ½·(a - y)², entry by entry; da = g ⊙ (a - y).
     *
     * @param targets y, of the outputs' shape. Not modified.
     */
    public static Tensor halfSquaredError(Tensor outputs, NdArray targets) {
        return squaredError(outputs, targets).mul(0.5);
    }

    /**
     * Hinge, max(0, 1 - y·s), entry by entry; ds = -y ⊙ g where 1 - y·s > 0, else 0.
     *
     * @param targets y, each -1 or 1, of the scores' shape. Not modified.
     */
    public static Tensor hinge(Tensor scores, NdArray targets) {
        requireTargets("hinge", scores, targets);
        for (double target : targets.toDoubles()) {
            if (target != -1 && target != 1) {
                throw new IllegalArgumentException("hinge: expected targets of -1 or 1, got " + target);
            }
        }
        return scores.mul(Tensor.constant(targets.neg(), "-y")).add(1).relu();
    }

    /**
     * L2 regularization, λ/(2m)·Σw² -> (); dw = (λ/m)·w.
     *
     * @param weights the weights of all layers, without the biases
     * @param lambda λ, a finite number of 0 or more
     * @param m samples in the batch
     */
    public static Tensor l2(List<Tensor> weights, double lambda, int m) {
        requirePenalty("l2", weights, lambda, m);
        var sums = weights.stream().map(w -> w.mul(w).sum());
        return sums.reduce(Tensor::add).orElseThrow().mul(lambda / (2.0 * m));
    }

    /**
     * L1 regularization, (λ/m)·Σ|w| -> (); dw = (λ/m)·sign(w), 0 at 0.
     *
     * @param weights the weights of all layers, without the biases
     * @param lambda λ, a finite number of 0 or more
     * @param m samples in the batch
     */
    public static Tensor l1(List<Tensor> weights, double lambda, int m) {
        requirePenalty("l1", weights, lambda, m);
        var sums = weights.stream().map(w -> w.abs().sum());
        return sums.reduce(Tensor::add).orElseThrow().mul(lambda / m);
    }

    /** Targets do not broadcast: (m) against (m x 1) would be (m x m) losses. */
    private static void requireTargets(String op, Tensor outputs, NdArray targets) {
        if (!targets.shape().equals(outputs.shape())) {
            throw new IllegalArgumentException(
                    op + ": expected targets " + outputs.shape() + ", got " + targets.shape() + "; reshape them");
        }
    }

    private static void requirePenalty(String op, List<Tensor> weights, double lambda, int m) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException(op + ": expected at least 1 weight, got 0");
        }
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(op + ": expected a finite strength of 0 or more, got " + lambda);
        }
        if (m < 1) {
            throw new IllegalArgumentException(op + ": expected at least 1 sample, got " + m);
        }
    }
}

package twingrad.compare;

import twingrad.compare.RoundingBound.Arithmetic;
import twingrad.compare.RoundingBound.Signal;

/**
 * The last step of the forward pass and the first of the backward pass for {@link RoundingBound}: the loss and its
 * gradient by the network's outputs, each with a bound on its error.
 */
final class OutputBound {

    private final Network network;
    private final Batch batch;
    private final double[] z;
    private final double[] zErrors;
    private final Arithmetic arithmetic;
    private final Digits targetDigits;
    private final Signal signal;
    private final int losses;
    private double errors;
    private double magnitude;

    OutputBound(
            Network network, Batch batch, double[] z, double[] zErrors, Arithmetic arithmetic, Digits targetDigits) {
        this.network = network;
        this.batch = batch;
        this.z = z;
        this.zErrors = zErrors;
        this.arithmetic = arithmetic;
        this.targetDigits = targetDigits;
        signal = Signal.zeros(z.length);
        losses = network.loss().count(batch.rows(), network.outputs());
        for (int i = 0; i < losses; i++) {
            switch (network.loss()) {
                case SOFTMAX_CROSS_ENTROPY -> softmax(i * network.outputs(), (int) batch.targets()[i]);
                case BINARY_CROSS_ENTROPY -> binary(i, batch.targets()[i]);
                case MEAN_SQUARED_ERROR -> squared(i, batch.targets()[i]);
                case HINGE -> hinge(i, batch.targets()[i]);
            }
        }
    }

    /** dJ/dZ of the last layer's outputs, (m x O). */
    Signal signal() {
        return signal;
    }

    /** Bound on the error of the data's loss. */
    double lossError() {
        return RoundingBound.root(errors, arithmetic.sumError(losses, magnitude))
                / network.reduction().divisor(losses);
    }

    /**
     * p - onehot: errors d of the logits move p_i by p_i·(d_i - Σ p·d), in which d_i stands 1 - p_i times, so that they
     * hardly move what is all but certain; and the loss by Σ (p - onehot)·d. Higher orders are within e^2d of that.
     */
    private void softmax(int offset, int label) {
        int classes = network.outputs();
        double max = Textbook.max(z, offset, classes);
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += StrictMath.exp(z[offset + k] - max);
        }
        var p = new double[classes];
        var d = new double[classes];
        double largest = 0;
        double shares = 0;
        double lossSquares = 0;
        for (int k = 0; k < classes; k++) {
            p[k] = StrictMath.exp(z[offset + k] - max) / sum;
            d[k] = zErrors[offset + k] + arithmetic.u() * Math.abs(z[offset + k] - max);
            largest = Math.max(largest, d[k]);
            shares += square(p[k] * d[k]);
            lossSquares += square((k == label ? 1 - p[k] : p[k]) * d[k]);
        }
        double own = arithmetic.u() * (classes + RoundingBound.FUNCTION);
        double growth = StrictMath.exp(2 * largest);
        for (int k = 0; k < classes; k++) {
            double y = k == label ? 1 : 0;
            double others = Math.max(0, shares - square(p[k] * d[k]));
            double inherited =
                    largest < 1 ? p[k] * RoundingBound.root(Math.sqrt(others), (1 - p[k]) * d[k]) * growth : 1;
            put(offset + k, p[k] - y, inherited + p[k] * own, p[k] + y);
        }
        double log = StrictMath.log(sum);
        double inherited = Math.min(Math.sqrt(lossSquares) * growth, 2 * largest);
        lose(max - z[offset + label] + log, inherited + own, Math.abs(max) + log);
    }

    private static double square(double x) {
        return x * x;
    }

    private void binary(int i, double y) {
        double p = Activation.SIGMOID.value(z[i]);
        put(i, p - y, Activation.SIGMOID.slope(z[i]) * zErrors[i] + zErrors[i] * zErrors[i], p + Math.abs(y));
        double loss = Math.max(z[i], 0) - z[i] * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z[i])));
        lose(loss, Math.abs(p - y) * zErrors[i] + zErrors[i] * zErrors[i], Math.abs(z[i]) * (1 + Math.abs(y)));
    }

    private void squared(int i, double y) {
        double difference = z[i] - y;
        double inherited = zErrors[i] + arithmetic.representationError(y) + Writing.given(targetDigits, y);
        put(i, 2 * difference, 2 * inherited, 2 * Math.abs(difference));
        lose(difference * difference, (2 * Math.abs(difference) + inherited) * inherited, 2 * difference * difference);
    }

    private void hinge(int i, double y) {
        double margin = 1 - y * z[i];
        double marginError =
                Math.abs(y) * zErrors[i] + RoundingBound.FUNCTION * arithmetic.u() * (1 + Math.abs(y * z[i]));
        double jump = Math.abs(margin) > marginError ? 0 : Math.abs(y);
        put(i, margin > 0 ? -y : 0, jump, Math.abs(y));
        lose(Math.max(0, margin), marginError, 1 + Math.abs(y * z[i]));
    }

    /** One entry of dJ/dZ before the reduction's 1/m, which comes here. */
    private void put(int i, double g, double inherited, double terms) {
        double divisor = network.reduction().divisor(losses);
        signal.g()[i] = g / divisor;
        signal.errors()[i] =
                (inherited + RoundingBound.FUNCTION * arithmetic.u() * terms) / divisor + arithmetic.tiny();
        signal.magnitudes()[i] = terms / divisor;
    }

    private void lose(double loss, double inherited, double terms) {
        double error = inherited + RoundingBound.FUNCTION * arithmetic.u() * (terms + Math.abs(loss));
        errors = RoundingBound.root(errors, error);
        magnitude += Math.abs(loss);
    }
}

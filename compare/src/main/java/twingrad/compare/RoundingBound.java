package twingrad.compare;

import java.util.Arrays;
import java.util.List;

/**
 * How far rounding alone can carry a correct implementation from the exact gradient: the forward and the backward pass
 * run once more with, beside every number, an estimate of its error, to first order. A rounding errs by at most u times
 * its result; independent errors add as the square root of their squares' sum, so a sum of n products in any order errs
 * by √(n+2)·u times the sum of their absolute values, and by what its terms bring; an activation carries its input's
 * error through its slope; a slope errs by its curvature, or by its whole jump where rounding may put a unit on either
 * side of its kink. The bound is {@link #CONFIDENCE} times the estimate. (Higham, Mary: A New Approach to Probabilistic
 * Rounding Error Analysis, 2019. The worst case, n in place of √n, is a hundred times wider and would hide bugs.)
 */
final class RoundingBound {

    /**
     * How many times the estimate the bound is. For independent errors, exceeding it has a probability below
     * 2·exp(-λ²/2), about 1e-13 at λ = 8.
     */
    static final double CONFIDENCE = 8;

    /**
     * Share of u that each term of a long sum may lose to the same side, before {@link #CONFIDENCE}: with it a quarter
     * of u, where single-accumulator sums of equal terms were measured to lose up to a fifth. Felt beyond 1,000 terms.
     */
    static final double DRIFT = 1 / 32.0;

    /** Allowed error of an elementary function or a short formula, in units of u: 2 ulps. */
    static final double FUNCTION = 4;

    private final Network network;
    private final List<Block> blocks;
    private final double[] parameters;
    private final Batch batch;
    private final Arithmetic arithmetic;
    private final Writing writing;
    private final Textbook pass;
    private final double[][] inputErrors;
    private final double[][] preactivationErrors;
    private final double[] errors;
    private final double[] magnitudes;
    private final double[] sums;
    private final double lossError;

    private RoundingBound(Network network, double[] parameters, Batch batch, double unitRoundoff, Writing writing) {
        this.network = network;
        this.parameters = parameters;
        this.batch = batch;
        blocks = network.blocks();
        arithmetic = new Arithmetic(unitRoundoff);
        this.writing = writing;
        pass = Textbook.forward(network, parameters, batch);
        inputErrors = new double[network.layers() + 1][];
        preactivationErrors = new double[network.layers()][];
        errors = new double[parameters.length];
        magnitudes = new double[parameters.length];
        sums = new double[parameters.length];
        inputErrors[0] = Arrays.stream(batch.inputs())
                .map(x -> arithmetic.representationError(x) + Writing.given(writing.inputs(), x))
                .toArray();
        for (int layer = 0; layer < network.layers(); layer++) {
            forward(layer);
        }
        var output = new OutputBound(
                network, batch, pass.outputs(), inputErrors[network.layers()], arithmetic, writing.targets());
        lossError = CONFIDENCE
                * (root(output.lossError(), penaltyError()) + FUNCTION * unitRoundoff * Math.abs(pass.loss()));
        Signal g = output.signal();
        for (int layer = network.layers() - 1; layer >= 0; layer--) {
            throughActivation(layer, g);
            intoParameters(layer, g);
            g = layer == 0 ? g : intoInputs(layer, g);
        }
        penalize();
        for (int i = 0; i < errors.length; i++) {
            errors[i] = CONFIDENCE * root(errors[i], arithmetic.sumError(batch.rows(), sums[i]));
        }
    }

    /** The bound for an implementation that computes with unit roundoff u. */
    static RoundingBound of(Network network, double[] parameters, Batch batch, double unitRoundoff) {
        return of(network, parameters, batch, unitRoundoff, Writing.EXACT);
    }

    /** The same for one whose θ and batch were written to a file: what is lost of its answer there is not in it. */
    static RoundingBound of(Network network, double[] parameters, Batch batch, double unitRoundoff, Writing writing) {
        network.requireFits(parameters);
        network.requireFits(batch);
        return new RoundingBound(network, parameters, batch, unitRoundoff, writing);
    }

    /** Bound on the error of each entry of dJ/dθ. */
    double[] errors() {
        return errors;
    }

    /** The same sums as the gradient's, over absolute values: where the gradient is much smaller, its sums cancel. */
    double[] magnitudes() {
        return magnitudes;
    }

    /** The rules of rounding that it stands on. */
    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** How exactly the numbers were written. */
    Writing writing() {
        return writing;
    }

    /** Bound on the error of J. */
    double lossError() {
        return lossError;
    }

    /**
     * A gradient on its way back, (m x width) row-major, with its error's bound and the sum of its absolute terms.
     */
    record Signal(double[] g, double[] errors, double[] magnitudes) {
        static Signal zeros(int length) {
            return new Signal(new double[length], new double[length], new double[length]);
        }
    }

    /** The rules of rounding for one unit roundoff u: each bound is to first order, underflow included. */
    record Arithmetic(double u) {
        /**
         * The smallest positive number: what an underflow can lose. Coarser formats are taken to have float's range.
         */
        double tiny() {
            return u <= Witness.FLOAT64 ? Double.MIN_VALUE : Float.MIN_VALUE;
        }

        /** What is lost when x is stored: nothing of a double in float64, and nothing of a float in float32. */
        double representationError(double x) {
            if (u <= Witness.FLOAT64) {
                return 0;
            }
            return u == Witness.FLOAT32 ? Math.abs(x - (float) x) : u * Math.abs(x);
        }

        /** One unit in the last place of x. */
        double ulp(double x) {
            return Math.max(Math.scalb(2 * u, Math.getExponent(x)), tiny());
        }

        /** What the errors of two factors bring to their product. */
        static double productError(double x, double xError, double y, double yError) {
            return root(xError * (Math.abs(y) + yError), x * yError);
        }

        /**
         * What a sum of n products, in any order, loses itself. Equal terms, added one by one, are all rounded to the
         * same side for long stretches; the {@link #DRIFT} of long sums allows for it.
         */
        double sumError(int n, double magnitude) {
            return Math.max(Math.sqrt(n + 2), DRIFT * n) * (u * magnitude + tiny());
        }
    }

    /** √(x² + y²): errors that add independently. Their squares would underflow where gradients are below 1e-146. */
    static double root(double x, double y) {
        double larger = Math.max(Math.abs(x), Math.abs(y));
        double smaller = Math.min(Math.abs(x), Math.abs(y));
        if (smaller == 0 || larger == Double.POSITIVE_INFINITY) {
            return larger;
        }
        double ratio = smaller / larger;
        return larger * Math.sqrt(1 + ratio * ratio);
    }

    private void forward(int layer) {
        double[] z = pass.preactivations(layer);
        int units = network.widths().get(layer + 1);
        Activation activation = network.activations().get(layer);
        double own = activation == Activation.IDENTITY ? 0 : FUNCTION * arithmetic.u();
        preactivationErrors[layer] = new double[z.length];
        inputErrors[layer + 1] = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double error = preactivationError(layer, i / units, i % units);
            double steepest = Math.abs(activation.slope(z[i])) + activation.slopeError(z[i], error);
            preactivationErrors[layer][i] = error;
            inputErrors[layer + 1][i] = steepest * error + own * Math.abs(activation.value(z[i]));
        }
    }

    /** What is lost of a parameter when it is stored, and was when it was written. */
    private double parameterError(double w) {
        return arithmetic.representationError(w) + Writing.given(writing.parameters(), w);
    }

    /** Error of z = Σ w·x + b of one sample and one unit. */
    private double preactivationError(int layer, int row, int unit) {
        int features = network.widths().get(layer);
        int weights = blocks.get(2 * layer).offset() + unit * features;
        double bias = parameters[blocks.get(2 * layer + 1).offset() + unit];
        double magnitude = Math.abs(bias);
        double error = parameterError(bias);
        int terms = 0;
        for (int k = 0; k < features; k++) {
            double w = parameters[weights + k];
            double x = pass.inputs(layer)[row * features + k];
            double xError = inputErrors[layer][row * features + k];
            magnitude += Math.abs(w * x);
            error = root(error, Arithmetic.productError(w, parameterError(w), x, xError));
            terms += w * x == 0 ? 0 : 1;
        }
        // A sum of nothing but zeros is exact: a unit at its kink stays there in every engine.
        return magnitude == 0 && error == 0 ? 0 : root(error, arithmetic.sumError(terms, magnitude));
    }

    /** dZ = dA ⊙ φ'(Z), in place. */
    private void throughActivation(int layer, Signal signal) {
        Activation activation = network.activations().get(layer);
        if (activation == Activation.IDENTITY) {
            return;
        }
        double[] z = pass.preactivations(layer);
        for (int i = 0; i < z.length; i++) {
            double g = signal.g[i];
            double slope = activation.slope(z[i]);
            double slopeError = activation.slopeError(z[i], preactivationErrors[layer][i])
                    + FUNCTION * arithmetic.u() * Math.abs(slope);
            signal.errors[i] = root(
                    Arithmetic.productError(g, signal.errors[i], slope, slopeError),
                    arithmetic.sumError(1, Math.abs(g * slope)));
            signal.magnitudes[i] *= Math.abs(slope);
            signal.g[i] = g * slope;
        }
    }

    /** dW = dZᵀ·A and db = the column sums of dZ. */
    private void intoParameters(int layer, Signal dz) {
        int features = network.widths().get(layer);
        int units = network.widths().get(layer + 1);
        int weight = blocks.get(2 * layer).offset();
        int bias = blocks.get(2 * layer + 1).offset();
        double[] a = pass.inputs(layer);
        for (int i = 0; i < dz.g.length; i++) {
            int row = i / units;
            int unit = i % units;
            add(bias + unit, dz, i, 1, 0);
            for (int k = 0; k < features; k++) {
                int from = row * features + k;
                add(weight + unit * features + k, dz, i, a[from], inputErrors[layer][from]);
            }
        }
    }

    /** One sample's term g·a of one entry. Until the end, {@code errors} is without the sum's own loss. */
    private void add(int entry, Signal dz, int i, double a, double aError) {
        errors[entry] = root(errors[entry], Arithmetic.productError(dz.g[i], dz.errors[i], a, aError));
        sums[entry] += Math.abs(dz.g[i] * a);
        magnitudes[entry] += dz.magnitudes[i] * Math.abs(a);
    }

    /** dA = dZ·W of the layer below. */
    private Signal intoInputs(int layer, Signal dz) {
        int features = network.widths().get(layer);
        int units = network.widths().get(layer + 1);
        int weight = blocks.get(2 * layer).offset();
        var da = Signal.zeros(batch.rows() * features);
        var absolutes = new double[da.g.length];
        for (int i = 0; i < dz.g.length; i++) {
            int row = i / units;
            int weights = weight + (i % units) * features;
            for (int k = 0; k < features; k++) {
                double w = parameters[weights + k];
                int to = row * features + k;
                da.g[to] += dz.g[i] * w;
                double error = Arithmetic.productError(dz.g[i], dz.errors[i], w, parameterError(w));
                da.errors[to] = root(da.errors[to], error);
                da.magnitudes[to] += dz.magnitudes[i] * Math.abs(w);
                absolutes[to] += Math.abs(dz.g[i] * w);
            }
        }
        for (int i = 0; i < absolutes.length; i++) {
            da.errors[i] = root(da.errors[i], arithmetic.sumError(units, absolutes[i]));
        }
        return da;
    }

    /** Error of the penalty λ₂/(2m)·ΣW² + λ₁/m·Σ|W|: its sums', and what its weights lost when they were stored. */
    private double penaltyError() {
        double l1 = network.regularization().l1() / batch.rows();
        double l2 = network.regularization().l2() / batch.rows();
        double magnitude = 0;
        double error = 0;
        int terms = 0;
        for (Block block : blocks) {
            for (int i = block.offset(); block.isWeight() && i < block.end(); i++) {
                double w = Math.abs(parameters[i]);
                error = root(error, (l2 * w + l1) * parameterError(w));
                magnitude += l2 / 2 * w * w + l1 * w;
                terms++;
            }
        }
        return magnitude == 0 ? 0 : root(error, arithmetic.sumError(terms, magnitude));
    }

    /** The penalty's share λ₂/m·W + λ₁/m·sign(W). */
    private void penalize() {
        double l1 = network.regularization().l1() / batch.rows();
        double l2 = network.regularization().l2() / batch.rows();
        for (Block block : blocks) {
            for (int i = block.offset(); block.isWeight() && i < block.end(); i++) {
                double share = l2 * Math.abs(parameters[i]) + l1;
                double error = FUNCTION * arithmetic.u() * share + l2 * parameterError(parameters[i]);
                errors[i] = root(errors[i], error);
                magnitudes[i] += share;
            }
        }
    }
}

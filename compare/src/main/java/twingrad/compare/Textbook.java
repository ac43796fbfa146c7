package twingrad.compare;

import java.util.Arrays;

/**
 * The forward pass on the blackboard: Z = A·Wᵀ + b layer by layer, in float64 and plain loops, sharing nothing with
 * either engine. Difference quotients and rounding bounds stand on it.
 *
 * <p>Shapes: {@code inputs(l)} (m x I) and {@code preactivations(l)} (m x O) of layer l, row-major.
 */
final class Textbook {

    private final Network network;
    private final double[] parameters;
    private final Batch batch;
    private final double[][] inputs;
    private final double[][] preactivations;
    private final double loss;

    private Textbook(Network network, double[] parameters, Batch batch) {
        this.network = network;
        this.parameters = parameters;
        this.batch = batch;
        inputs = new double[network.layers() + 1][];
        preactivations = new double[network.layers()][];
        inputs[0] = batch.inputs();
        var blocks = network.blocks();
        for (int layer = 0; layer < network.layers(); layer++) {
            int weight = blocks.get(2 * layer).offset();
            int bias = blocks.get(2 * layer + 1).offset();
            preactivations[layer] = linear(
                    inputs[layer], parameters, weight, bias, network.widths().get(layer + 1));
            inputs[layer + 1] = activate(network.activations().get(layer), preactivations[layer]);
        }
        loss = dataLoss() + penalty(network, parameters, batch.rows());
    }

    /** Runs the forward pass. */
    static Textbook forward(Network network, double[] parameters, Batch batch) {
        return new Textbook(network, parameters, batch);
    }

    /** What enters a layer; for the number of layers, what leaves the network. */
    double[] inputs(int layer) {
        return inputs[layer];
    }

    /** Z of a layer. */
    double[] preactivations(int layer) {
        return preactivations[layer];
    }

    /** What leaves the network, (m x O). */
    double[] outputs() {
        return inputs[network.layers()];
    }

    /** What the pass was made of. */
    Network network() {
        return network;
    }

    /** What the pass was made of. */
    Batch batch() {
        return batch;
    }

    /** A of the layer below, (m x I): what enters a layer; for the number of layers, what leaves the network. */
    double[][] a(int layer) {
        return rows(inputs[layer], 0, batch.rows(), inputs[layer].length / batch.rows());
    }

    /** Z of a layer, (m x O). */
    double[][] z(int layer) {
        return rows(preactivations[layer], 0, batch.rows(), network.widths().get(layer + 1));
    }

    /** W of a layer, (O x I). */
    double[][] w(int layer) {
        int offset = network.blocks().get(2 * layer).offset();
        return rows(
                parameters,
                offset,
                network.widths().get(layer + 1),
                network.widths().get(layer));
    }

    /** b of a layer, (O). */
    double[] b(int layer) {
        Block block = network.blocks().get(2 * layer + 1);
        return Arrays.copyOfRange(parameters, block.offset(), block.end());
    }

    private static double[][] rows(double[] numbers, int offset, int rows, int columns) {
        var matrix = new double[rows][];
        for (int row = 0; row < rows; row++) {
            int from = offset + row * columns;
            matrix[row] = Arrays.copyOfRange(numbers, from, from + columns);
        }
        return matrix;
    }

    /** J, regularization included. */
    double loss() {
        return loss;
    }

    /** Whether every unit (and margin) with a kink is on the same side of it as in another pass. */
    boolean sameSides(Textbook other) {
        for (int layer = 0; layer < network.layers(); layer++) {
            if (network.activations().get(layer).hasKink()
                    && !sameSigns(preactivations[layer], other.preactivations[layer])) {
                return false;
            }
        }
        return network.loss() != Loss.HINGE || sameSigns(margins(), other.margins());
    }

    private static boolean sameSigns(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.signum(a[i]) != Math.signum(b[i])) {
                return false;
            }
        }
        return true;
    }

    private double[] margins() {
        double[] margins = outputs().clone();
        for (int i = 0; i < margins.length; i++) {
            margins[i] = 1 - batch.targets()[i] * margins[i];
        }
        return margins;
    }

    private double[] linear(double[] a, double[] parameters, int weight, int bias, int outputs) {
        int features = a.length / batch.rows();
        var z = new double[batch.rows() * outputs];
        for (int row = 0; row < batch.rows(); row++) {
            for (int unit = 0; unit < outputs; unit++) {
                double sum = parameters[bias + unit];
                for (int k = 0; k < features; k++) {
                    sum += parameters[weight + unit * features + k] * a[row * features + k];
                }
                z[row * outputs + unit] = sum;
            }
        }
        return z;
    }

    private static double[] activate(Activation activation, double[] z) {
        var a = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            a[i] = activation.value(z[i]);
        }
        return a;
    }

    private double dataLoss() {
        double sum = 0;
        int outputs = network.outputs();
        int columns = batch.targetColumns();
        int losses = network.loss().count(batch.rows(), outputs);
        for (int i = 0; i < losses; i++) {
            sum += network.loss() == Loss.SOFTMAX_CROSS_ENTROPY
                    ? softmaxCrossEntropy(outputs(), i * outputs, outputs, (int) batch.targets()[i * columns])
                    : entryLoss(network.loss(), outputs()[i], batch.targets()[i]);
        }
        return sum / network.reduction().divisor(losses);
    }

    /**
     * logsumexp(z) - z_label over {@code classes} entries from {@code offset}, of which a loss near 0 keeps all its
     * digits: it is (max - z_label) + log(1 + Σ e^(z - max)), the sum without the largest; two terms that are not
     * negative.
     */
    private static double softmaxCrossEntropy(double[] z, int offset, int classes, int label) {
        int largest = 0;
        for (int k = 1; k < classes; k++) {
            largest = z[offset + k] > z[offset + largest] ? k : largest;
        }
        double max = z[offset + largest];
        double others = 0;
        for (int k = 0; k < classes; k++) {
            others += k == largest ? 0 : StrictMath.exp(z[offset + k] - max);
        }
        return max - z[offset + label] + StrictMath.log1p(others);
    }

    /** The largest of {@code count} entries from {@code offset}. */
    static double max(double[] z, int offset, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            max = Math.max(max, z[offset + k]);
        }
        return max;
    }

    private static double entryLoss(Loss loss, double z, double y) {
        if (loss == Loss.BINARY_CROSS_ENTROPY) {
            return Math.max(z, 0) - z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return loss == Loss.HINGE ? Math.max(0, 1 - y * z) : (z - y) * (z - y);
    }

    private static double penalty(Network network, double[] parameters, int rows) {
        Regularization penalty = network.regularization();
        if (penalty.equals(Regularization.NONE)) {
            return 0;
        }
        double squares = 0;
        double absolutes = 0;
        for (Block block : network.blocks()) {
            for (int i = block.offset(); block.isWeight() && i < block.end(); i++) {
                squares += parameters[i] * parameters[i];
                absolutes += Math.abs(parameters[i]);
            }
        }
        return penalty.l2() / (2 * rows) * squares + penalty.l1() / rows * absolutes;
    }
}

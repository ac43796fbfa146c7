package twingrad.compare;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import twingrad.compare.Seeds.Purpose;
import twingrad.tensor.Dropout;
import twingrad.tensor.Losses;
import twingrad.tensor.Mlp;
import twingrad.tensor.NdArray;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;

/**
 * A network built in the tensor engine at one θ, in one precision. The nodes of its graph are labelled: X the inputs,
 * Z0, A0, Z1, … the layers before and after their activations, losses, and J; where there are penalties, J = E + l2 +
 * l1.
 */
public final class TensorTwin {

    private final Network network;
    private final Mlp mlp;

    TensorTwin(Network network, Precision precision, double[] parameters) {
        this(network, mlp(network, precision, parameters));
    }

    private TensorTwin(Network network, Mlp mlp) {
        this.network = network;
        this.mlp = mlp;
    }

    private static Mlp mlp(Network network, Precision precision, double[] parameters) {
        network.requireFits(parameters);
        return new Mlp(
                network.widths(),
                network.activations().stream().map(Activation::tensor).toList(),
                precision,
                parameters);
    }

    /** This twin, of the same parameters, with hidden units dropped in training: those that its scalar twin drops. */
    public TensorTwin withDropout(double rate, Seeds seeds) {
        if (rate == 0) {
            return this;
        }
        List<Dropout> dropouts = IntStream.range(0, network.layers() - 1)
                .mapToObj(layer -> new Dropout(rate, step -> seeds.generator(Purpose.DROPOUT, step, layer)))
                .toList();
        return new TensorTwin(network, mlp.withDropout(dropouts));
    }

    /** The network itself, for a trainer. */
    public Mlp mlp() {
        return mlp;
    }

    /** J over a batch, regularization included. */
    public Tensor loss(Batch batch) {
        network.requireFits(batch);
        NdArray inputs = mlp.precision().of(batch.inputs(), batch.rows(), batch.features());
        return loss(mlp.forward(Tensor.constant(inputs, "X")), batch.targets());
    }

    /** J of outputs (m x O) for class labels, regularization included: what a trainer minimizes. */
    public Tensor loss(Tensor outputs, int[] labels) {
        return loss(outputs, network.loss().targets(labels, network.outputs()));
    }

    /** The losses of outputs (m x O) reduced, without regularization. */
    public Tensor dataLoss(Tensor outputs, int[] labels) {
        return dataLoss(outputs, network.loss().targets(labels, network.outputs()));
    }

    private Tensor dataLoss(Tensor outputs, double[] targets) {
        return network.reduction()
                .tensor()
                .apply(losses(outputs, targets).as("losses"))
                .as("E");
    }

    private Tensor loss(Tensor outputs, double[] targets) {
        int rows = outputs.shape().dim(0);
        Tensor loss = dataLoss(outputs, targets);
        Regularization penalty = network.regularization();
        if (penalty.l2() > 0) {
            loss = loss.add(Losses.l2(mlp.weights(), penalty.l2(), rows).as("l2"));
        }
        if (penalty.l1() > 0) {
            loss = loss.add(Losses.l1(mlp.weights(), penalty.l1(), rows).as("l1"));
        }
        return loss.as("J");
    }

    /** The losses before their reduction. */
    private Tensor losses(Tensor outputs, double[] targets) {
        int[] dims = outputs.shape().dims();
        return switch (network.loss()) {
            case SOFTMAX_CROSS_ENTROPY -> Losses.softmaxCrossEntropy(outputs, labels(targets));
            case BINARY_CROSS_ENTROPY ->
                Losses.binaryCrossEntropy(outputs, mlp.precision().of(targets, dims));
            case MEAN_SQUARED_ERROR ->
                Losses.squaredError(outputs, mlp.precision().of(targets, dims));
            case HINGE -> Losses.hinge(outputs, mlp.precision().of(targets, dims));
        };
    }

    private static int[] labels(double[] targets) {
        var labels = new int[targets.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) targets[i];
        }
        return labels;
    }

    /** The parameters' gradients after a backward pass, in θ's order. */
    public double[] gradient() {
        return concatenate(mlp.parameters().stream().map(Tensor::grad));
    }

    /** θ as it is now. */
    public double[] theta() {
        return concatenate(mlp.parameters().stream().map(Tensor::data));
    }

    private double[] concatenate(Stream<NdArray> arrays) {
        var theta = new double[network.parameterCount()];
        int offset = 0;
        for (NdArray array : (Iterable<NdArray>) arrays::iterator) {
            double[] numbers = array.toDoubles();
            System.arraycopy(numbers, 0, theta, offset, numbers.length);
            offset += numbers.length;
        }
        return theta;
    }
}

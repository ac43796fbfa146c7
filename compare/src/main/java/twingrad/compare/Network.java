package twingrad.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/**
 * A fully connected network as one object, from which both engines build their twin: what each layer computes, what
 * the loss is, and how θ is drawn. θ lies layer by layer, weight (O x I) row-major, then bias (O). Whatever takes θ or
 * a batch refuses, with an IllegalArgumentException, one that does not fit.
 *
 * @param widths inputs, hidden layers and outputs, as in (2, 8, 3): at least two, each at least 1
 * @param activations one a layer, the last layer's included
 * @param loss what is minimized
 * @param reduction how the batch's losses become one number
 * @param regularization the penalty on the weights
 * @param initialization how θ is drawn
 */
public record Network(
        List<Integer> widths,
        List<Activation> activations,
        Loss loss,
        Reduction reduction,
        Regularization regularization,
        Initialization initialization) {

    /** Deeper ones are typing errors: nobody could look at them, and plain layers do not learn that deep. */
    private static final int MOST_LAYERS = 1_000;

    /** IllegalArgumentException unless the widths and activations make a network of an int's number of parameters. */
    public Network {
        widths = List.copyOf(Objects.requireNonNull(widths, "network: expected widths, got null"));
        activations = List.copyOf(Objects.requireNonNull(activations, "network: expected activations, got null"));
        Objects.requireNonNull(loss, "network: expected a loss, got null");
        Objects.requireNonNull(reduction, "network: expected a reduction, got null");
        Objects.requireNonNull(regularization, "network: expected a regularization, got null");
        Objects.requireNonNull(initialization, "network: expected an initialization, got null");
        if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "network: expected at least an input and an output width, each 1 or more, got " + widths);
        }
        if (widths.size() - 1 > MOST_LAYERS) {
            throw new IllegalArgumentException("network: expected at most " + MOST_LAYERS + " layers, got "
                    + (widths.size() - 1) + "; take fewer --hidden widths");
        }
        if (activations.size() != widths.size() - 1) {
            throw new IllegalArgumentException("network: expected one activation for each of the " + (widths.size() - 1)
                    + " layers, got " + activations);
        }
        double parameters = parameterCount(widths);
        if (parameters > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "network: expected at most " + Integer.MAX_VALUE + " parameters, got " + (long) parameters);
        }
    }

    /** Length of θ, in doubles: the product of two widths may exceed every int, and a sum of such every long. */
    private static double parameterCount(List<Integer> widths) {
        return IntStream.range(1, widths.size())
                .mapToDouble(layer -> (widths.get(layer - 1) + 1.0) * widths.get(layer))
                .sum();
    }

    /** The usual form: {@code hidden} after every layer but the last, which gives logits; mean loss, no penalty. */
    public static Network of(List<Integer> widths, Activation hidden, Loss loss) {
        List<Activation> activations = Stream.concat(
                        Collections.nCopies(Math.max(0, widths.size() - 2), hidden).stream(),
                        Stream.of(Activation.IDENTITY))
                .toList();
        return new Network(widths, activations, loss, Reduction.MEAN, Regularization.NONE, Initialization.of(hidden));
    }

    /**
     * A classifier for a dataset: one logit and binary cross-entropy for two classes, else softmax.
     * IllegalArgumentException for fewer classes.
     */
    public static Network classifier(Dataset data, List<Integer> hidden, Activation activation) {
        return classifier(
                data, hidden, activation, data.classes() == 2 ? Loss.BINARY_CROSS_ENTROPY : Loss.SOFTMAX_CROSS_ENTROPY);
    }

    /**
     * A classifier for a dataset with any loss: one output for two classes if its sign can tell them apart, else one a
     * class. IllegalArgumentException for fewer classes.
     */
    public static Network classifier(Dataset data, List<Integer> hidden, Activation activation, Loss loss) {
        if (data.classes() < 2) {
            throw new IllegalArgumentException(
                    "network: expected a dataset of 2 or more classes, got " + data.classes() + " in " + data.name());
        }
        var widths = new ArrayList<Integer>();
        widths.add(data.features());
        widths.addAll(hidden);
        widths.add(data.classes() == 2 && loss.decidesBySign() ? 1 : data.classes());
        return of(widths, activation, loss);
    }

    /** This network with a penalty on its weights. */
    public Network with(Regularization penalty) {
        return new Network(widths, activations, loss, reduction, penalty, initialization);
    }

    /** This network with its θ drawn another way. */
    public Network with(Initialization other) {
        return new Network(widths, activations, loss, reduction, regularization, other);
    }

    /** Number of layers. */
    public int layers() {
        return activations.size();
    }

    /** Inputs a sample. */
    public int inputs() {
        return widths.get(0);
    }

    /** Outputs a sample. */
    public int outputs() {
        return widths.get(widths.size() - 1);
    }

    /** The blocks of θ in order: {@code layers.0.weight}, {@code layers.0.bias}, {@code layers.1.weight}, … */
    public List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        int offset = 0;
        for (int layer = 0; layer < layers(); layer++) {
            int outputs = widths.get(layer + 1);
            var weight = new Block("layers." + layer + ".weight", offset, List.of(outputs, widths.get(layer)));
            var bias = new Block("layers." + layer + ".bias", weight.end(), List.of(outputs));
            blocks.add(weight);
            blocks.add(bias);
            offset = bias.end();
        }
        return List.copyOf(blocks);
    }

    /** Length of θ. */
    public int parameterCount() {
        List<Block> blocks = blocks();
        return blocks.get(blocks.size() - 1).end();
    }

    /** Draws θ: weights by {@link #initialization}, biases 0, every number a float. The same seed, the same bits. */
    public double[] draw(Seeds seeds) {
        var parameters = new double[parameterCount()];
        for (int layer = 0; layer < layers(); layer++) {
            var random = seeds.generator(Purpose.PARAMETERS, 0, layer);
            Block weight = blocks().get(2 * layer);
            for (int i = weight.offset(); i < weight.end(); i++) {
                parameters[i] = initialization.draw(widths.get(layer), widths.get(layer + 1), random);
            }
        }
        return parameters;
    }

    /** This network at θ in the scalar engine. */
    public ScalarTwin scalarTwin(double[] parameters) {
        return new ScalarTwin(this, parameters);
    }

    /** This network at θ in the tensor engine. */
    public TensorTwin tensorTwin(Precision precision, double[] parameters) {
        return new TensorTwin(this, precision, parameters);
    }

    /**
     * The class that one row of outputs, from {@code offset} on, means: the largest, ties to the first; of one, its
     * sign.
     */
    public int predict(double[] outputs, int offset) {
        if (outputs() == 1) {
            return outputs[offset] > 0 ? 1 : 0;
        }
        int best = 0;
        for (int unit = 1; unit < outputs(); unit++) {
            best = outputs[offset + unit] > outputs[offset + best] ? unit : best;
        }
        return best;
    }

    /** Refuses θ of another length. */
    void requireFits(double[] parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException(
                    "network " + this + ": expected " + parameterCount() + " parameters, got " + parameters.length);
        }
    }

    /** Refuses a batch of other widths, inputs that are not finite, and targets that are not in the loss's coding. */
    void requireFits(Batch batch) {
        if (batch.features() != inputs() || batch.targetColumns() != loss.targetColumns(outputs())) {
            throw new IllegalArgumentException("network " + this + ": expected a batch of " + inputs()
                    + " inputs and " + loss.targetColumns(outputs()) + " target columns, got " + batch.features()
                    + " and " + batch.targetColumns());
        }
        for (int i = 0; i < batch.inputs().length; i++) {
            if (!Double.isFinite(batch.inputs()[i])) {
                throw new IllegalArgumentException("batch: expected finite inputs, got " + batch.inputs()[i]
                        + " in row " + i / inputs() + ", column " + i % inputs());
            }
        }
        loss.requireCoded(batch.targets(), outputs());
    }

    /** As people write it: {@code 2-8-3 tanh, softmax-cross-entropy}. */
    @Override
    public String toString() {
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-")) + " " + activations.get(0) + ", "
                + loss;
    }
}

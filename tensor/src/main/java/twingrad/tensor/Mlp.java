package twingrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A multi-layer perceptron: fully connected layers, one after the other. The short way to what {@link Sequential} makes
 * of any layers.
 *
 * <p>Its parameters θ stand layer by layer, in each the weight (O x I) row by row, then the bias (O). They are labelled
 * by block: {@code layers.0.weight}, {@code layers.0.bias}, {@code layers.1.weight}, ….
 */
public final class Mlp implements Layer {
    private final List<Linear> layers;
    private final List<UnaryOperator<Tensor>> activations;
    private final Precision precision;
    private final Map<String, Tensor> parameters;

    /** One for each hidden layer, or none at all. */
    private final List<Dropout> dropouts;

    /**
     * A network with the given parameters.
     *
     * @param widths numbers of units from the inputs to the outputs, at least two
     * @param activations one for each layer; {@link UnaryOperator#identity()} where the outputs are logits
     * @param parameters θ, rounded to the precision. Not modified.
     */
    public Mlp(
            List<Integer> widths, List<UnaryOperator<Tensor>> activations, Precision precision, double[] parameters) {
        this(layers(widths, precision, parameters), activations, precision, List.of());
    }

    private Mlp(
            List<Linear> layers, List<UnaryOperator<Tensor>> activations, Precision precision, List<Dropout> dropouts) {
        if (activations.size() != layers.size()) {
            throw new IllegalArgumentException("Mlp: expected %d activations, one for each layer, got %d"
                    .formatted(layers.size(), activations.size()));
        }
        this.layers = List.copyOf(layers);
        this.activations = List.copyOf(activations);
        this.precision = precision;
        this.dropouts = List.copyOf(dropouts);
        parameters = Sequential.named(layers);
        parameters.forEach((name, parameter) -> parameter.as(name));
    }

    private static List<Linear> layers(List<Integer> widths, Precision precision, double[] parameters) {
        checkWidths(widths);
        if (parameters.length != size(widths)) {
            throw new IllegalArgumentException("Mlp: expected %d parameters for widths %s, got %d"
                    .formatted(size(widths), widths, parameters.length));
        }
        var layers = new ArrayList<Linear>();
        int from = 0;
        for (int l = 1; l < widths.size(); l++) {
            int inputs = widths.get(l - 1);
            int outputs = widths.get(l);
            int biases = from + inputs * outputs;
            var weight = precision.of(Arrays.copyOfRange(parameters, from, biases), outputs, inputs);
            var bias = precision.of(Arrays.copyOfRange(parameters, biases, biases + outputs), outputs);
            layers.add(new Linear(Tensor.parameter(weight), Tensor.parameter(bias)));
            from = biases + outputs;
        }
        return layers;
    }

    /** A network with random parameters, each layer {@link Linear#random}. */
    public static Mlp random(
            List<Integer> widths,
            List<UnaryOperator<Tensor>> activations,
            Precision precision,
            RandomGenerator random) {
        checkWidths(widths);
        var layers = new ArrayList<Linear>();
        for (int l = 1; l < widths.size(); l++) {
            layers.add(Linear.random(widths.get(l - 1), widths.get(l), precision, random));
        }
        return new Mlp(layers, activations, precision, List.of());
    }

    /**
     * This network, of the same parameters, with units dropped in training.
     *
     * @param dropouts one for each hidden layer, whose activations it drops: the inputs and outputs stay whole
     */
    public Mlp withDropout(List<Dropout> dropouts) {
        if (dropouts.size() != layers.size() - 1) {
            throw new IllegalArgumentException("withDropout: expected %d dropouts, one for each hidden layer, got %d"
                    .formatted(layers.size() - 1, dropouts.size()));
        }
        return new Mlp(layers, activations, precision, dropouts);
    }

    /**
     * The outputs of the last layer for a batch: (B x I) -> (B x O). The nodes are labelled Z0, A0, Z1, …: what a layer
     * gives before and after its activation.
     */
    @Override
    public Tensor forward(Tensor x) {
        var outputs = x;
        for (int l = 0; l < layers.size(); l++) {
            outputs = activated(l, outputs);
        }
        return outputs;
    }

    /** As {@link #forward}, with dropout where there is some: what it leaves of A0 is labelled D0. */
    @Override
    public Tensor forwardInTraining(Tensor x, long step) {
        var outputs = x;
        for (int l = 0; l < layers.size(); l++) {
            outputs = activated(l, outputs);
            if (l < dropouts.size()) {
                outputs = dropouts.get(l).forwardInTraining(outputs, step).as("D" + l);
            }
        }
        return outputs;
    }

    private Tensor activated(int l, Tensor inputs) {
        var z = layers.get(l).forward(inputs).as("Z" + l);
        var outputs = activations.get(l).apply(z);
        return outputs == z ? z : outputs.as("A" + l);
    }

    /** The layers, from the inputs on. Unmodifiable. */
    public List<Linear> layers() {
        return layers;
    }

    @Override
    public Map<String, Tensor> namedParameters() {
        return parameters;
    }

    /** The weights of all layers, without the biases: what is regularized. Unmodifiable. */
    public List<Tensor> weights() {
        return layers.stream().map(Linear::weight).toList();
    }

    @Override
    public Precision precision() {
        return precision;
    }

    private static int size(List<Integer> widths) {
        return IntStream.range(1, widths.size())
                .map(l -> Math.multiplyExact(widths.get(l - 1) + 1, widths.get(l)))
                .reduce(0, Math::addExact);
    }

    private static void checkWidths(List<Integer> widths) {
        if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "Mlp: expected at least 2 widths, each of at least 1, got %s".formatted(widths));
        }
    }

    /** The layers, in brackets. */
    @Override
    public String toString() {
        return "Mlp" + layers;
    }
}

package twingrad.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A multi-layer perceptron: fully connected layers, one after the other.
 *
 * <p>Its parameters θ stand layer by layer, in each the weights (O x I) row by row, then the biases (O). They are
 * labelled by block and index: {@code layers.0.weight[2][1]}, {@code layers.0.bias[2]}.
 */
public final class Mlp {
    private final List<Layer> layers;
    private final List<Value> parameters;

    /** One for each hidden layer, or none at all. */
    private final List<Dropout> dropouts;

    /**
     * A network with the given parameters.
     *
     * @param widths numbers of units from the inputs to the outputs, at least two
     * @param activations one for each layer; {@link UnaryOperator#identity()} where the outputs are logits
     * @param parameters θ. Not modified.
     */
    public Mlp(List<Integer> widths, List<UnaryOperator<Value>> activations, double[] parameters) {
        checkWidths(widths);
        checkActivations(widths, activations);
        if (parameters.length != size(widths)) {
            throw new IllegalArgumentException("Mlp: expected %d parameters for widths %s, got %d"
                    .formatted(size(widths), widths, parameters.length));
        }
        var layers = new ArrayList<Layer>();
        var from = 0;
        for (var l = 0; l < activations.size(); l++) {
            var neurons = neurons("layers." + l, widths.get(l), widths.get(l + 1), parameters, from);
            layers.add(new Layer(neurons, activations.get(l)));
            from += (widths.get(l) + 1) * widths.get(l + 1);
        }
        this.layers = List.copyOf(layers);
        this.parameters =
                layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
        this.dropouts = List.of();
    }

    private Mlp(List<Layer> layers, List<Value> parameters, List<Dropout> dropouts) {
        this.layers = layers;
        this.parameters = parameters;
        this.dropouts = List.copyOf(dropouts);
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
        return new Mlp(layers, parameters, dropouts);
    }

    /**
     * A network with random parameters: weights normal with standard deviation 1/√I (LeCun, Bottou, Orr and Müller
     * 1998, Efficient BackProp), rounded to float; biases 0.
     */
    public static Mlp random(List<Integer> widths, List<UnaryOperator<Value>> activations, RandomGenerator random) {
        checkWidths(widths);
        var parameters = new double[size(widths)];
        var from = 0;
        for (var l = 1; l < widths.size(); l++) {
            int inputs = widths.get(l - 1);
            int outputs = widths.get(l);
            for (var i = 0; i < inputs * outputs; i++) {
                parameters[from + i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
            }
            from += (inputs + 1) * outputs;
        }
        return new Mlp(widths, activations, parameters);
    }

    /** The outputs of the last layer for the inputs of the first, as when the network is evaluated or used. */
    public List<Value> forward(List<Value> inputs) {
        var outputs = inputs;
        for (var layer : layers) {
            outputs = layer.forward(outputs);
        }
        return outputs;
    }

    /**
     * The outputs for a batch in training, those of {@link #forward} unless there is dropout.
     *
     * @param rows the inputs of each sample
     * @param step the number of the training step, from 0, from which each dropout takes its generator
     */
    public List<List<Value>> forwardInTraining(List<List<Value>> rows, long step) {
        var outputs = rows;
        for (var l = 0; l < layers.size(); l++) {
            outputs = outputs.stream().map(layers.get(l)::forward).toList();
            if (l < dropouts.size()) {
                outputs = dropouts.get(l).forwardInTraining(outputs, step);
            }
        }
        return outputs;
    }

    /** The layers, from the inputs on. Unmodifiable. */
    public List<Layer> layers() {
        return layers;
    }

    /** All parameters, in the order of θ. Unmodifiable. */
    public List<Value> parameters() {
        return parameters;
    }

    /** The weights of all layers, without the biases: what is regularized. Unmodifiable. */
    public List<Value> weights() {
        return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
    }

    private static List<Neuron> neurons(String name, int inputs, int outputs, double[] parameters, int from) {
        var biases = from + inputs * outputs;
        return IntStream.range(0, outputs)
                .mapToObj(o -> {
                    var row = name + ".weight[" + o + "][";
                    var weights = IntStream.range(0, inputs)
                            .mapToObj(i -> Value.of(parameters[from + o * inputs + i], row + i + "]"))
                            .toList();
                    return new Neuron(weights, Value.of(parameters[biases + o], name + ".bias[" + o + "]"));
                })
                .toList();
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

    private static void checkActivations(List<Integer> widths, List<UnaryOperator<Value>> activations) {
        if (activations.size() != widths.size() - 1) {
            throw new IllegalArgumentException("Mlp: expected %d activations, one for each layer of widths %s, got %d"
                    .formatted(widths.size() - 1, widths, activations.size()));
        }
    }
}

package twingrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A multi-layer perceptron: fully connected layers, one after the other.
 *
 * <p>Its parameters θ stand layer by layer, in each the weight (O x I) row by row, then the bias (O). They are labelled
 * by block: {@code layers.0.weight}, {@code layers.0.bias}, {@code layers.1.weight}, ….
 */
public final class Mlp {
    private final List<Linear> layers;
    private final List<UnaryOperator<Tensor>> activations;
    private final Precision precision;

    /**
     * A network with the given parameters.
     *
     * @param widths numbers of units from the inputs to the outputs, at least two
     * @param activations one for each layer; {@link UnaryOperator#identity()} where the outputs are logits
     * @param parameters θ, rounded to the precision. Not modified.
     */
    public Mlp(
            List<Integer> widths, List<UnaryOperator<Tensor>> activations, Precision precision, double[] parameters) {
        checkWidths(widths);
        checkActivations(widths, activations);
        if (parameters.length != size(widths)) {
            throw new IllegalArgumentException("Mlp: expected %d parameters for widths %s, got %d"
                    .formatted(size(widths), widths, parameters.length));
        }
        var layers = new ArrayList<Linear>();
        int from = 0;
        for (int l = 0; l < activations.size(); l++) {
            int inputs = widths.get(l);
            int outputs = widths.get(l + 1);
            int biases = from + inputs * outputs;
            var weight = precision.of(Arrays.copyOfRange(parameters, from, biases), outputs, inputs);
            var bias = precision.of(Arrays.copyOfRange(parameters, biases, biases + outputs), outputs);
            layers.add(new Linear(
                    Tensor.parameter(weight, "layers." + l + ".weight"),
                    Tensor.parameter(bias, "layers." + l + ".bias")));
            from = biases + outputs;
        }
        this.layers = List.copyOf(layers);
        this.activations = List.copyOf(activations);
        this.precision = precision;
    }

    /**
     * A network with random parameters: weights normal with standard deviation 1/√I (LeCun, Bottou, Orr and Müller
     * 1998, Efficient BackProp), rounded to float; biases 0.
     */
    public static Mlp random(
            List<Integer> widths,
            List<UnaryOperator<Tensor>> activations,
            Precision precision,
            RandomGenerator random) {
        checkWidths(widths);
        var parameters = new double[size(widths)];
        int from = 0;
        for (int l = 1; l < widths.size(); l++) {
            int inputs = widths.get(l - 1);
            int outputs = widths.get(l);
            for (int i = 0; i < inputs * outputs; i++) {
                parameters[from + i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
            }
            from += (inputs + 1) * outputs;
        }
        return new Mlp(widths, activations, precision, parameters);
    }

    /**
     * The outputs of the last layer for a batch: (B x I) -> (B x O). The nodes are labelled Z0, A0, Z1, …: what a layer
     * gives before and after its activation.
     */
    public Tensor forward(Tensor x) {
        var outputs = x;
        for (int l = 0; l < layers.size(); l++) {
            var z = layers.get(l).forward(outputs).as("Z" + l);
            outputs = activations.get(l).apply(z);
            if (outputs != z) {
                outputs.as("A" + l);
            }
        }
        return outputs;
    }

    /** The layers, from the inputs on. Unmodifiable. */
    public List<Linear> layers() {
        return layers;
    }

    /** All parameters, block by block in the order of θ. Unmodifiable. */
    public List<Tensor> parameters() {
        return layers.stream()
                .flatMap(layer -> Stream.of(layer.weight(), layer.bias()))
                .toList();
    }

    /** The weights of all layers, without the biases: what is regularized. Unmodifiable. */
    public List<Tensor> weights() {
        return layers.stream().map(Linear::weight).toList();
    }

    /** The precision in which it computes, which its inputs must have too. */
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

    private static void checkActivations(List<Integer> widths, List<UnaryOperator<Tensor>> activations) {
        if (activations.size() != widths.size() - 1) {
            throw new IllegalArgumentException("Mlp: expected %d activations, one for each layer of widths %s, got %d"
                    .formatted(widths.size() - 1, widths, activations.size()));
        }
    }
}

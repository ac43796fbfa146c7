package twingrad.scalar;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A fully connected layer: O neurons that see the same I inputs, each followed by the activation. */
public final class Layer {
    private final List<Neuron> neurons;
    private final UnaryOperator<Value> activation;

    /** A layer of neurons with equally many weights; {@link UnaryOperator#identity()} activates nothing. */
    public Layer(List<Neuron> neurons, UnaryOperator<Value> activation) {
        this.neurons = List.copyOf(neurons);
        this.activation = Objects.requireNonNull(activation, "Layer: expected an activation, got null");
        var widths = neurons.stream().map(n -> n.weights().size()).distinct().toList();
        if (widths.size() != 1) {
            throw new IllegalArgumentException(
                    "Layer: expected neurons with one and the same number of weights, got " + widths);
        }
    }

    /** I inputs -> O outputs. */
    public List<Value> forward(List<Value> inputs) {
        return neurons.stream()
                .map(neuron -> activation.apply(neuron.forward(inputs)))
                .toList();
    }

    /** The O neurons. Unmodifiable. */
    public List<Neuron> neurons() {
        return neurons;
    }

    /** The weights (O x I), row by row: what is regularized. Unmodifiable. */
    public List<Value> weights() {
        return neurons.stream().flatMap(neuron -> neuron.weights().stream()).toList();
    }

    /** The biases (O). Unmodifiable. */
    public List<Value> biases() {
        return neurons.stream().map(Neuron::bias).toList();
    }

    /** The weights, then the biases: O·(I + 1) values. Unmodifiable. */
    public List<Value> parameters() {
        return Stream.concat(weights().stream(), biases().stream()).toList();
    }
}

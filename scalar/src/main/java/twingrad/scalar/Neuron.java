package twingrad.scalar;

import java.util.List;
import java.util.Objects;

/** A linear unit: w·x + b. The products are summed in order, starting from the first; the bias comes last. */
public final class Neuron {
    private final List<Value> weights;
    private final Value bias;

    /** A neuron with a weight for every input, of which there is at least one. */
    public Neuron(List<Value> weights, Value bias) {
        this.weights = List.copyOf(weights);
        this.bias = Objects.requireNonNull(bias, "Neuron: expected a bias, got null");
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("Neuron: expected at least 1 weight, got 0");
        }
    }

    /** w·x + b, not yet activated. */
    public Value forward(List<Value> inputs) {
        if (inputs.size() != weights.size()) {
            throw new IllegalArgumentException("forward: expected %d inputs, one for each weight, got %d"
                    .formatted(weights.size(), inputs.size()));
        }
        var sum = weights.get(0).mul(inputs.get(0));
        for (var i = 1; i < inputs.size(); i++) {
            sum = sum.add(weights.get(i).mul(inputs.get(i)));
        }
        return sum.add(bias);
    }

    /** The weights, one for each input. Unmodifiable. */
    public List<Value> weights() {
        return weights;
    }

    /** The bias. */
    public Value bias() {
        return bias;
    }
}

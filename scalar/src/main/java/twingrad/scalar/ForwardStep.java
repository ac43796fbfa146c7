package twingrad.scalar;

import java.util.List;
import java.util.Objects;

/**
 * One step of a {@link ForwardPass}: a node is computed from its inputs.
 *
 * @param node the node
 * @param inputs the nodes that it is computed from, one for every edge, in the order of the edges
 * @param data its value
 */
public record ForwardStep(Value node, List<Value> inputs, double data) {
    public ForwardStep {
        Objects.requireNonNull(node, "ForwardStep: expected a node, got null");
        inputs = List.copyOf(inputs);
    }

    static ForwardStep of(Value node) {
        return new ForwardStep(node, node.edges().stream().map(Edge::input).toList(), node.data());
    }

    /** The formula with the numbers plugged in, to 6 significant digits: {@code z1 = x * w = 2 * 0.5 = 1}. */
    @Override
    public String toString() {
        return Notation.equation(node);
    }
}

package twingrad.scalar;

import java.util.Objects;

/**
 * The way from a node to one of its inputs, with the local derivative: the partial derivative of the node by that
 * input, at the point where the node was computed.
 *
 * @param input the node at the far end
 * @param partial d node / d input
 */
public record Edge(Value input, double partial) {
    public Edge {
        Objects.requireNonNull(input, "Edge: expected an input, got null");
    }
}

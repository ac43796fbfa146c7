package twingrad.tensor;

import java.util.function.UnaryOperator;

/**
 * One input of a node, with the derivative: the VJP takes the node's gradient to what this edge adds to the input's,
 * an array of the input's shape.
 */
public record Edge(Tensor input, UnaryOperator<NdArray> vjp) {}

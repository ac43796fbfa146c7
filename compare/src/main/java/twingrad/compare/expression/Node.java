package twingrad.compare.expression;

import java.util.List;
import java.util.OptionalDouble;
import twingrad.scalar.Notation;

/**
 * A node of a {@link Graph}, described.
 *
 * @param name of this node alone: its label; v1, v2, … for an interior node without one; for a number, its text
 * @param op as {@code Value.op()} has it: {@code + - * / ^} or the name of a function; empty for a leaf
 * @param inputs the names of the nodes it is computed from, one for every edge, in order: {@code a*a} names a twice
 * @param number the plain number among the operands, which has no edge: 2 in {@code x^2}
 * @param value the number that the node has
 * @param leaf whether it was given rather than computed
 * @param constant whether it is a leaf that is never updated: data, a label, a number
 */
public record Node(
        String name,
        String op,
        List<String> inputs,
        OptionalDouble number,
        double value,
        boolean leaf,
        boolean constant) {
    public Node {
        inputs = List.copyOf(inputs);
    }

    /** What it is, in a word: leaf, constant, or its op with the plain number among the operands, as in {@code ^ 2}. */
    public String kind() {
        if (leaf) {
            return constant ? "constant" : "leaf";
        }
        return number.isPresent() ? op + " " + Notation.number(number.getAsDouble()) : op;
    }
}

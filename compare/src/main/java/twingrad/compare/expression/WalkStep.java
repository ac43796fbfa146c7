package twingrad.compare.expression;

import java.util.List;
import java.util.OptionalDouble;
import twingrad.scalar.Notation;

/**
 * One step of a {@link Walk}: forwards, a node is computed; backwards, it hands its gradient on.
 *
 * @param pass which way it goes
 * @param node the node's name
 * @param op what made the node
 * @param formula forwards {@code z1 = x * w = 2 * 0.5 = 1}, backwards the upstream gradient {@code ∂L/∂z3 = 2.54}
 * @param value the node's value
 * @param grad backwards the node's gradient, which is complete; forwards empty: it is not computed yet
 * @param edges backwards what each input receives, in order; forwards none
 */
public record WalkStep(
        Pass pass, String node, String op, String formula, double value, OptionalDouble grad, List<WalkEdge> edges) {
    public WalkStep {
        edges = List.copyOf(edges);
    }

    /**
     * As people read it: a line, and backwards one more for every edge, with upstream gradient · local derivative =
     * contribution, the derivative's formula, and what becomes of the input's gradient.
     */
    @Override
    public String toString() {
        var text = new StringBuilder(formula);
        for (WalkEdge edge : edges) {
            text.append("\n  to %s: %s · %s = %s"
                    .formatted(
                            edge.input(),
                            Notation.number(grad.orElseThrow()),
                            Notation.factor(edge.local()),
                            Notation.number(edge.contribution())));
            text.append("   with ")
                    .append(edge.formula())
                    .append("   (")
                    .append(sum(edge))
                    .append(")");
        }
        return text.toString();
    }

    /** What becomes of the input's gradient: not computed yet -> 3, or 3 -> 3 + 3 = 6. */
    private static String sum(WalkEdge edge) {
        String before = Notation.grad(edge.before());
        String after = Notation.grad(edge.after());
        return edge.before().isEmpty()
                ? before + " -> " + after
                : before + " -> " + before + " + " + Notation.factor(edge.contribution()) + " = " + after;
    }
}

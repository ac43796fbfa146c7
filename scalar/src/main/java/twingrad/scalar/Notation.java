package twingrad.scalar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** How numbers and nodes are written for people: shortly. Exact numbers are to be had from the nodes themselves. */
final class Notation {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** Decimal exponents from here to the number of digits are written out, others as in 1.5e-9. */
    private static final int SMALLEST_PLAIN_EXPONENT = -5;

    /** How many ops of an unlabelled node are spelled out before an ellipsis stands for the rest. */
    private static final int DEPTH = 3;

    private static final Set<String> INFIX = Set.of("+", "-", "*", "/", "^");

    private Notation() {}

    /** The number to 6 significant digits: 2.5399999999999996 is 2.54. */
    static String number(double x) {
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return x == 0 ? "0" : Double.toString(x);
        }
        var rounded = new BigDecimal(x).round(SIX_DIGITS).stripTrailingZeros();
        var exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < SIX_DIGITS.getPrecision()) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** The gradient, or that there is none. */
    static String grad(OptionalDouble grad) {
        return grad.isPresent() ? number(grad.getAsDouble()) : "not computed yet";
    }

    /** The label of a node, or as its stand-in the expression in parentheses: (x * w). */
    static String name(Value node) {
        return node.label().isEmpty() ? "(" + expression(node, DEPTH) + ")" : node.label();
    }

    /** The node with its value and gradient: L = 1.6129 (grad 1). */
    static String describe(Value node) {
        var name = node.isLeaf() && node.label().isEmpty() ? "" : name(node) + " = ";
        return "%s%s (grad %s)".formatted(name, number(node.data()), grad(node.computedGrad()));
    }

    private static String expression(Value node, int depth) {
        if (node.isLeaf()) {
            return number(node.data());
        }
        if (depth == 0) {
            return "…";
        }
        if (INFIX.contains(node.op())) {
            var right = node.second == null ? "…" : operand(node.second.input(), depth - 1);
            return operand(node.first.input(), depth - 1) + " " + node.op() + " " + right;
        }
        return node.edges().stream()
                .map(edge -> argument(edge.input(), depth - 1))
                .collect(Collectors.joining(", ", node.op() + "(", ")"));
    }

    private static String argument(Value node, int depth) {
        return node.label().isEmpty() ? expression(node, depth) : node.label();
    }

    private static String operand(Value node, int depth) {
        var argument = argument(node, depth);
        var nested = node.label().isEmpty() && INFIX.contains(node.op()) && depth > 0;
        return nested ? "(" + argument + ")" : argument;
    }
}

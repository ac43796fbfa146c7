package twingrad.scalar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How numbers and nodes are written for people: shortly. Exact numbers are to be had from the nodes themselves. */
public final class Notation {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** Decimal exponents from here to the number of digits are written out, others as in 1.5e-9. */
    private static final int SMALLEST_PLAIN_EXPONENT = -5;

    /** How many ops of an unlabelled node are spelled out before an ellipsis stands for the rest. */
    private static final int DEPTH = 3;

    private static final Set<String> INFIX = Set.of("+", "-", "*", "/", "^");

    private Notation() {}

    /** The number to 6 significant digits: 2.5399999999999996 is 2.54. */
    public static String number(double x) {
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
    public static String grad(OptionalDouble grad) {
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

    /** How an interior node is computed: z1 = x * w = 2 * 0.5 = 1. */
    static String equation(Value node) {
        var steps = new ArrayList<String>();
        steps.add(name(node));
        if (!node.label().isEmpty()) {
            steps.add(application(node, Notation::name, Notation::number));
        }
        var infix = INFIX.contains(node.op());
        steps.add(application(
                node,
                input -> infix ? factor(input.data()) : number(input.data()),
                number -> infix ? factor(number) : number(number)));
        steps.add(number(node.data()));
        return String.join(" = ", steps);
    }

    /** A number that can be an operand as it stands: the others are put in parentheses. */
    public static String factor(double x) {
        var number = number(x);
        return number.startsWith("-") || number.contains("e") ? "(" + number + ")" : number;
    }

    private static String expression(Value node, int depth) {
        if (node.isLeaf()) {
            return number(node.data());
        }
        if (depth == 0) {
            return "…";
        }
        var infix = INFIX.contains(node.op());
        return application(
                node, input -> infix ? operand(input, depth - 1) : argument(input, depth - 1), Notation::number);
    }

    /** A node's op applied to its inputs and its plain number, written as said. */
    private static String application(Value node, Function<Value, String> input, DoubleFunction<String> number) {
        var operands = new ArrayList<String>();
        node.edges().forEach(edge -> operands.add(input.apply(edge.input())));
        node.number().ifPresent(plain -> operands.add(number.apply(plain)));
        return INFIX.contains(node.op())
                ? String.join(" " + node.op() + " ", operands)
                : operands.stream().collect(Collectors.joining(", ", node.op() + "(", ")"));
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

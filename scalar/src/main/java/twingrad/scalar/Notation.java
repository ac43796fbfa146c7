package twingrad.scalar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How numbers and nodes are written for people: shortly. Exact numbers are to be had from the nodes themselves. */
public final class Notation {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** Decimal exponents from here to the number of digits are written out, others as in 1.5e-9. */
    private static final int SMALLEST_PLAIN_EXPONENT = -5;

    /** How many ops of an unlabelled node are spelled out before an ellipsis stands for the rest. */
    private static final int DEPTH = 3;

    private static final Set<String> INFIX = Set.of("+", "-", "*", "/", "^");

    /** Numbers that are no operand as they stand: -3 ^ 2 is -(3 ^ 2). Names begin with neither a sign nor a digit. */
    private static final Pattern ENCLOSED = Pattern.compile("-.*|[0-9.]+[eE].*");

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
        var infix = INFIX.contains(node.op());
        var steps = new ArrayList<String>();
        steps.add(name(node));
        if (!node.label().isEmpty()) {
            steps.add(application(node, infix ? Notation::factor : Notation::name));
        }
        steps.add(application(node, input -> infix ? factor(input.data()) : number(input.data())));
        steps.add(number(node.data()));
        return String.join(" = ", steps);
    }

    /** A number that can be an operand as it stands: the others are put in parentheses. */
    public static String factor(double x) {
        return enclosed(number(x));
    }

    /** The name of a node that can be an operand as it stands, as {@link #factor(double)} does with numbers. */
    static String factor(Value node) {
        return enclosed(name(node));
    }

    private static String enclosed(String operand) {
        return ENCLOSED.matcher(operand).matches() ? "(" + operand + ")" : operand;
    }

    private static String expression(Value node, int depth) {
        if (node.isLeaf()) {
            return number(node.data());
        }
        if (depth == 0) {
            return "…";
        }
        var infix = INFIX.contains(node.op());
        return application(node, input -> infix ? operand(input, depth - 1) : argument(input, depth - 1));
    }

    /** A node's op applied to its plain number and its inputs, these written as said. */
    private static String application(Value node, Function<Value, String> input) {
        var infix = INFIX.contains(node.op());
        var operands = new ArrayList<String>();
        node.edges().forEach(edge -> operands.add(input.apply(edge.input())));
        node.number().ifPresent(plain -> operands.add(infix ? factor(plain) : number(plain)));
        return infix
                ? String.join(" " + node.op() + " ", operands)
                : operands.stream().collect(Collectors.joining(", ", node.op() + "(", ")"));
    }

    private static String argument(Value node, int depth) {
        return node.label().isEmpty() ? expression(node, depth) : node.label();
    }

    private static String operand(Value node, int depth) {
        var argument = argument(node, depth);
        var nested = node.label().isEmpty() && INFIX.contains(node.op()) && depth > 0;
        return nested ? "(" + argument + ")" : enclosed(argument);
    }
}

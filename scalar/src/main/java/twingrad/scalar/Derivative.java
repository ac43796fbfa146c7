package twingrad.scalar;

import java.util.Set;
import java.util.function.Function;

/**
 * The local derivatives of {@link Value}'s ops as people write them: with the inputs' names, with their numbers, and
 * worked out; of an op with cases, the case that applies and why. The number at the end is the edge's own.
 */
final class Derivative {
    private static final Set<String> WITH_CASES = Set.of("relu", "leakyRelu", "maximum", "minimum");

    private Derivative() {}

    /** The derivative along one of a node's edges: {@code ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54}. */
    static String formula(Value node, int edge) {
        var input = node.edges().get(edge);
        var partial = Notation.number(input.partial());
        var formula = new StringBuilder("∂%s/∂%s".formatted(Notation.name(node), Notation.name(input.input())));
        if (WITH_CASES.contains(node.op())) {
            return formula.append(" = ")
                    .append(partial)
                    .append(", as ")
                    .append(whichCase(node))
                    .toString();
        }
        var symbols = bare(of(node, edge, Notation::factor));
        var numbers = bare(of(node, edge, value -> Notation.factor(value.data())));
        formula.append(" = ").append(symbols);
        if (!numbers.equals(symbols)) {
            formula.append(" = ").append(numbers);
        }
        if (!partial.equals(numbers)) {
            formula.append(" = ").append(partial);
        }
        return formula.toString();
    }

    /** The formula with each node written as a factor: a name, a number, or something in parentheses. */
    private static String of(Value node, int edge, Function<Value, String> factor) {
        var a = factor.apply(node.first);
        if (node.second != null) {
            return of(node, edge == 0, a, factor.apply(node.second));
        }
        if (node.number().isPresent()) {
            var number = node.number().getAsDouble();
            return node.op().equals("^") ? power(a, number) : of(node, true, a, Notation.factor(number));
        }
        return switch (node.op()) {
            case "neg" -> "-1";
            case "exp" -> call("exp", a);
            case "log" -> "1/" + a;
            case "sqrt" -> "1/(2·√" + a + ")";
            case "abs" -> call("sign", a);
            case "sin" -> call("cos", a);
            case "cos" -> call("-sin", a);
            case "tanh" -> "1 - " + call("tanh²", a);
            case "sigmoid" -> call("σ", a) + "·" + call("σ", "-" + a);
            case "softplus" -> call("σ", a);
            default -> throw new AssertionError("no formula for the derivative of " + node.op());
        };
    }

    private static String of(Value node, boolean byFirst, String a, String b) {
        return switch (node.op()) {
            case "+" -> "1";
            case "-" -> byFirst ? "1" : "-1";
            case "*" -> byFirst ? b : a;
            case "/" -> byFirst ? "1/" + b : "-" + a + "/" + b + "²";
            case "^" -> byFirst ? byBase(node, a, b) : byExponent(node, a, b);
            default -> throw new AssertionError("no formula for the derivatives of " + node.op());
        };
    }

    /** Of a^n by a for a plain number n. */
    private static String power(String a, double n) {
        if (n == 0 || n == 1) {
            return n == 0 ? "0" : "1";
        }
        return Notation.number(n) + "·" + (n == 2 ? a : a + "^" + Notation.factor(n - 1));
    }

    private static String byBase(Value power, String a, String b) {
        return power.second.data() == 0 ? "0" : b + "·" + a + "^(" + bare(b) + " - 1)";
    }

    private static String byExponent(Value power, String a, String b) {
        var atZero = power.first.data() == 0 && power.second.data() >= 0;
        return atZero ? "0" : a + "^" + b + "·" + call("ln", a);
    }

    /** Which case of an op applies: z = -2 < 0, or a = b = 3. */
    private static String whichCase(Value node) {
        var a = node.first;
        double right;
        String shown;
        if (node.second != null) {
            right = node.second.data();
            shown = shown(node.second);
        } else {
            right = node.op().equals("maximum") || node.op().equals("minimum")
                    ? node.number().orElseThrow()
                    : 0;
            shown = Notation.number(right);
        }
        if (a.data() == right) {
            return Notation.name(a) + " = " + shown;
        }
        if (Double.isNaN(a.data()) || Double.isNaN(right)) {
            return Double.isNaN(a.data()) ? shown(a) : shown;
        }
        return shown(a) + (a.data() > right ? " > " : " < ") + shown;
    }

    private static String shown(Value node) {
        return Notation.name(node) + " = " + Notation.number(node.data());
    }

    private static String call(String function, String argument) {
        return function + (argument.startsWith("(") ? argument : "(" + argument + ")");
    }

    /** What stands alone needs no parentheses. */
    private static String bare(String factor) {
        var alone = factor.startsWith("(") && factor.indexOf(')') == factor.length() - 1;
        return alone ? factor.substring(1, factor.length() - 1) : factor;
    }
}

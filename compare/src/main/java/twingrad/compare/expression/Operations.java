package twingrad.compare.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import twingrad.compare.expression.Term.Computed;
import twingrad.compare.expression.Term.Plain;
import twingrad.scalar.Notation;
import twingrad.scalar.Value;

/** The functions of the language, every op of {@link Value} by its name, and the operators, by sign. */
final class Operations {

    static final String LEAKY_RELU = "leakyRelu";

    private static final Map<String, UnaryOperator<Value>> OF_ONE = ofOne();
    private static final Map<String, OfTwo> OF_TWO = ofTwo();

    /** An operator's function, by the operator's sign. */
    private static final Map<String, String> SIGNS = Map.of("+", "add", "-", "sub", "*", "mul", "/", "div", "^", "pow");

    private Operations() {}

    /**
     * An op of two operands.
     *
     * @param symmetric whether the operands may change places
     * @param ofNodes for two nodes
     * @param ofNumber for a node and a plain number
     * @param folded for two plain numbers
     */
    private record OfTwo(
            boolean symmetric,
            BinaryOperator<Value> ofNodes,
            BiFunction<Value, Double, Value> ofNumber,
            DoubleBinaryOperator folded) {
        Value apply(Value a, Term b, Map<String, Value> values) {
            return b instanceof Plain plain ? ofNumber.apply(a, plain.number()) : ofNodes.apply(a, b.at(values));
        }
    }

    /** All functions' names: those of one operand, then those of two. */
    static List<String> functions() {
        var names = new ArrayList<>(OF_ONE.keySet());
        names.addAll(OF_TWO.keySet());
        return names;
    }

    /** Operands that a function takes; 0 if there is none of that name. */
    static int operands(String function) {
        return OF_ONE.containsKey(function) ? 1 : OF_TWO.containsKey(function) ? 2 : 0;
    }

    /** An operator, by its sign, between two parts. */
    static Term infix(String sign, Term a, Term b) {
        return apply(SIGNS.get(sign), a, b);
    }

    /** -a. */
    static Term negative(Term a) {
        return a instanceof Plain plain ? plain(-plain.number()) : apply("neg", a);
    }

    /** A function of one operand. */
    static Term apply(String function, Term a) {
        UnaryOperator<Value> op = OF_ONE.get(function);
        return new Computed(values -> op.apply(a.at(values)));
    }

    /** A function of two operands. Of two plain numbers it is worked out at once. */
    static Term apply(String function, Term a, Term b) {
        OfTwo op = OF_TWO.get(function);
        if (a instanceof Plain left && b instanceof Plain right) {
            return plain(op.folded().applyAsDouble(left.number(), right.number()));
        }
        if (a instanceof Plain plain && op.symmetric()) {
            return new Computed(values -> op.ofNumber().apply(b.at(values), plain.number()));
        }
        return new Computed(values -> op.apply(a.at(values), b, values));
    }

    /** An operator, by its sign, between a node and a part that is still to be computed. */
    static Value infix(String sign, Value a, Term b, Map<String, Value> values) {
        return OF_TWO.get(SIGNS.get(sign)).apply(a, b, values);
    }

    /** Leaky ReLU with a slope of its own. */
    static Term leakyRelu(Term a, double slope) {
        return new Computed(values -> a.at(values).leakyRelu(slope));
    }

    private static Plain plain(double number) {
        return new Plain(number, Notation.number(number));
    }

    private static Map<String, UnaryOperator<Value>> ofOne() {
        var ops = new LinkedHashMap<String, UnaryOperator<Value>>();
        ops.put("neg", Value::neg);
        ops.put("exp", Value::exp);
        ops.put("log", Value::log);
        ops.put("sqrt", Value::sqrt);
        ops.put("abs", Value::abs);
        ops.put("sin", Value::sin);
        ops.put("cos", Value::cos);
        ops.put("tanh", Value::tanh);
        ops.put("sigmoid", Value::sigmoid);
        ops.put("relu", Value::relu);
        ops.put(LEAKY_RELU, Value::leakyRelu);
        ops.put("softplus", Value::softplus);
        return Collections.unmodifiableMap(ops);
    }

    private static Map<String, OfTwo> ofTwo() {
        var ops = new LinkedHashMap<String, OfTwo>();
        ops.put("add", new OfTwo(true, Value::add, Value::add, (a, b) -> a + b));
        ops.put("sub", new OfTwo(false, Value::sub, Value::sub, (a, b) -> a - b));
        ops.put("mul", new OfTwo(true, Value::mul, Value::mul, (a, b) -> a * b));
        ops.put("div", new OfTwo(false, Value::div, Value::div, (a, b) -> a / b));
        ops.put("pow", new OfTwo(false, Value::pow, Value::pow, StrictMath::pow));
        ops.put("maximum", new OfTwo(true, Value::maximum, Value::maximum, Math::max));
        ops.put("minimum", new OfTwo(true, Value::minimum, Value::minimum, Math::min));
        return Collections.unmodifiableMap(ops);
    }
}

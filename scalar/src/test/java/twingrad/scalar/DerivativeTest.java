package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class DerivativeTest {
    private static final Value A = Value.of(2, "a");
    private static final Value B = Value.of(-3, "b");
    private static final Value ZERO = Value.of(0, "o");

    static final List<Arguments> FORMULAS = List.of(
            row("sum", A.add(B), "∂r/∂a = 1", "∂r/∂b = 1"),
            row("sum with a number", A.add(5), "∂r/∂a = 1"),
            row("the same node twice", A.add(A), "∂r/∂a = 1", "∂r/∂a = 1"),
            row("difference", A.sub(B), "∂r/∂a = 1", "∂r/∂b = -1"),
            row("difference with a number", A.sub(5), "∂r/∂a = 1"),
            row("product", A.mul(B), "∂r/∂a = b = -3", "∂r/∂b = a = 2"),
            row("product with a number", A.mul(-0.5), "∂r/∂a = -0.5"),
            row("quotient", A.div(B), "∂r/∂a = 1/b = 1/(-3) = -0.333333", "∂r/∂b = -a/b² = -2/(-3)² = -0.222222"),
            row("quotient the other way", B.div(A), "∂r/∂b = 1/a = 1/2 = 0.5", "∂r/∂a = -b/a² = -(-3)/2² = 0.75"),
            row("quotient with a number", A.div(-4), "∂r/∂a = 1/(-4) = -0.25"),
            row("division by zero", A.div(ZERO), "∂r/∂a = 1/o = 1/0 = Infinity", "∂r/∂o = -a/o² = -2/0² = -Infinity"),
            row("negative", A.neg(), "∂r/∂a = -1"),
            row("square", A.pow(2), "∂r/∂a = 2·a = 2·2 = 4"),
            row("square of a negative", B.pow(2), "∂r/∂b = 2·b = 2·(-3) = -6"),
            row("cube", B.pow(3), "∂r/∂b = 3·b^2 = 3·(-3)^2 = 27"),
            row("reciprocal", A.pow(-1), "∂r/∂a = -1·a^(-2) = -1·2^(-2) = -0.25"),
            row("power 1", A.pow(1), "∂r/∂a = 1"),
            row("power 0", A.pow(0), "∂r/∂a = 0"),
            row(
                    "power of two nodes",
                    A.pow(B),
                    "∂r/∂a = b·a^(b - 1) = (-3)·2^(-3 - 1) = -0.1875",
                    "∂r/∂b = a^b·ln(a) = 2^(-3)·ln(2) = 0.0866434"),
            row("exponent 0", A.pow(ZERO), "∂r/∂a = 0", "∂r/∂o = a^o·ln(a) = 2^0·ln(2) = 0.693147"),
            row("base 0", ZERO.pow(A), "∂r/∂o = a·o^(a - 1) = 2·0^(2 - 1) = 0", "∂r/∂a = 0"),
            row("0 to the 0", ZERO.pow(ZERO), "∂r/∂o = 0", "∂r/∂o = 0"),
            row("exp", B.exp(), "∂r/∂b = exp(b) = exp(-3) = 0.0497871"),
            row("log", B.log(), "∂r/∂b = 1/b = 1/(-3) = -0.333333"),
            row("sqrt", A.sqrt(), "∂r/∂a = 1/(2·√a) = 1/(2·√2) = 0.353553"),
            row("abs", B.abs(), "∂r/∂b = sign(b) = sign(-3) = -1"),
            row("sin", B.sin(), "∂r/∂b = cos(b) = cos(-3) = -0.989992"),
            row("cos", B.cos(), "∂r/∂b = -sin(b) = -sin(-3) = 0.14112"),
            row("tanh", B.tanh(), "∂r/∂b = 1 - tanh²(b) = 1 - tanh²(-3) = 0.00986604"),
            row("sigmoid", B.sigmoid(), "∂r/∂b = σ(b)·σ(-b) = σ(-3)·σ(-(-3)) = 0.0451767"),
            row("softplus", A.softplus(), "∂r/∂a = σ(a) = σ(2) = 0.880797"),
            row("relu above 0", A.relu(), "∂r/∂a = 1, as a = 2 > 0"),
            row("relu below 0", B.relu(), "∂r/∂b = 0, as b = -3 < 0"),
            row("relu at 0", ZERO.relu(), "∂r/∂o = 0, as o = 0"),
            row("leaky relu", B.leakyRelu(), "∂r/∂b = 0.01, as b = -3 < 0"),
            row("leaky relu with a slope", B.leakyRelu(0.2), "∂r/∂b = 0.2, as b = -3 < 0"),
            row("maximum", A.maximum(B), "∂r/∂a = 1, as a = 2 > b = -3", "∂r/∂b = 0, as a = 2 > b = -3"),
            row("maximum with a number", A.maximum(5), "∂r/∂a = 0, as a = 2 < 5"),
            row("tie", A.maximum(A), "∂r/∂a = 0.5, as a = a = 2", "∂r/∂a = 0.5, as a = a = 2"),
            row("minimum", A.minimum(B), "∂r/∂a = 0, as a = 2 > b = -3", "∂r/∂b = 1, as a = 2 > b = -3"),
            row("minimum with a number", A.minimum(2), "∂r/∂a = 0.5, as a = 2"),
            row("no telling", Value.of(Double.NaN, "n").relu(), "∂r/∂n = NaN, as n = NaN"),
            row(
                    "small number",
                    A.mul(1e-7).mul(B).pow(2),
                    "∂r/∂((a * (1e-7)) * b) = 2·((a * (1e-7)) * b) = 2·(-6e-7) = -1.2e-6"),
            row("unlabelled node", A.mul(B).sqrt(), "∂r/∂(a * b) = 1/(2·√(a * b)) = 1/(2·√(-6)) = NaN"));

    /** Number leaves as an expression has them, named by their text. */
    static final List<Arguments> NUMBERS = List.of(
            row(
                    "negative dividend",
                    number("-2").div(A),
                    "∂r/∂-2 = 1/a = 1/2 = 0.5",
                    "∂r/∂a = -(-2)/a² = -(-2)/2² = 0.5"),
            row("negative factor", number("-2").mul(A), "∂r/∂-2 = a = 2", "∂r/∂a = -2"),
            row(
                    "negative base",
                    number("-3").pow(A),
                    "∂r/∂-3 = a·(-3)^(a - 1) = 2·(-3)^(2 - 1) = -6",
                    "∂r/∂a = (-3)^a·ln(-3) = (-3)^2·ln(-3) = NaN"),
            row(
                    "exponent",
                    number("1e-7").div(A),
                    "∂r/∂1e-7 = 1/a = 1/2 = 0.5",
                    "∂r/∂a = -(1e-7)/a² = -(1e-7)/2² = -2.5e-8"),
            row("positive", number("3").div(A), "∂r/∂3 = 1/a = 1/2 = 0.5", "∂r/∂a = -3/a² = -3/2² = -0.75"));

    @ParameterizedTest
    @FieldSource({"FORMULAS", "NUMBERS"})
    void formula_says_names_then_numbers_then_the_result(Value node, List<String> formulas) {
        assertThat(new BackwardPass(node).step().formulas()).isEqualTo(formulas);
    }

    /** Every op of {@link OpGradientTest}'s table, which is complete, has a formula for each of its edges. */
    @ParameterizedTest
    @FieldSource("twingrad.scalar.OpGradientTest#OPS")
    void every_op_has_a_formula_that_ends_in_the_edges_number(
            String signature, Function<List<Value>, Value> op, List<double[]> points) {
        for (var point : points) {
            var step = new BackwardPass(
                            op.apply(Arrays.stream(point).mapToObj(Value::of).toList()))
                    .step();
            for (var i = 0; i < step.formulas().size(); i++) {
                var partial = Notation.number(step.contributions().get(i).partial());
                assertThat(step.formulas().get(i)).contains(" = " + partial);
            }
        }
    }

    @Test
    void name_of_a_node_is_that_of_its_label() {
        assertThat(new BackwardPass(A.pow(2).as("L")).step().formulas()).containsExactly("∂L/∂a = 2·a = 2·2 = 4");
    }

    private static Value number(String text) {
        return Value.of(Double.parseDouble(text), text);
    }

    private static Arguments row(String name, Value node, String... formulas) {
        return argumentSet(name, node.as("r"), Stream.of(formulas).toList());
    }
}

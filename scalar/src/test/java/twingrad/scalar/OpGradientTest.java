package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class OpGradientTest {
    /** A derivative that is never larger than this would be checked by nothing: returning 0 would pass. */
    private static final double NOT_VACUOUS = 0.01;

    /** Every op of Value by its signature, at points away from its kinks. */
    static final List<Arguments> OPS = List.of(
            binary("add(Value)", Value::add, at(1.5, -2.25), at(-0.5, 3)),
            unary("add(double)", a -> a.add(0.75), at(1.5), at(-2)),
            binary("sub(Value)", Value::sub, at(1.5, -2.25), at(-0.5, 3)),
            unary("sub(double)", a -> a.sub(0.75), at(1.5), at(-2)),
            binary("mul(Value)", Value::mul, at(1.5, -2.25), at(-0.5, 3)),
            unary("mul(double)", a -> a.mul(-0.75), at(1.5), at(-2)),
            binary("div(Value)", Value::div, at(1.5, -2.25), at(-0.5, 3)),
            unary("div(double)", a -> a.div(-0.75), at(1.5), at(-2)),
            unary("neg()", Value::neg, at(1.5), at(-2)),
            unary("pow(double)", a -> a.pow(3), at(1.5), at(-0.75)),
            unary("pow(double)", a -> a.pow(-1.5), at(1.5), at(0.75)),
            unary("pow(double)", a -> a.pow(2), at(1.27), at(-2)),
            binary("pow(Value)", Value::pow, at(1.5, 2.25), at(0.5, -1.5), at(2, 3)),
            unary("exp()", Value::exp, at(1.5), at(-2), at(0)),
            unary("log()", Value::log, at(0.5), at(3)),
            unary("sqrt()", Value::sqrt, at(0.5), at(3)),
            unary("abs()", Value::abs, at(1.5), at(-2)),
            binary("maximum(Value)", Value::maximum, at(1.5, -2.25), at(-0.5, 3)),
            unary("maximum(double)", a -> a.maximum(0.5), at(1.5), at(-2)),
            binary("minimum(Value)", Value::minimum, at(1.5, -2.25), at(-0.5, 3)),
            unary("minimum(double)", a -> a.minimum(0.5), at(1.5), at(-2)),
            unary("sin()", Value::sin, at(0.5), at(-2), at(4)),
            unary("cos()", Value::cos, at(0.5), at(-2), at(4)),
            unary("tanh()", Value::tanh, at(0), at(0.5), at(-2)),
            unary("sigmoid()", Value::sigmoid, at(0), at(1.5), at(-3)),
            unary("relu()", Value::relu, at(1.5), at(-2)),
            unary("leakyRelu()", Value::leakyRelu, at(1.5), at(-2)),
            unary("leakyRelu(double)", a -> a.leakyRelu(0.2), at(1.5), at(-2)),
            unary("softplus()", Value::softplus, at(0), at(1.5), at(-3)));

    /** Nodes that meet again further up, in shapes that lose a contribution if anything does. */
    static final List<Arguments> COMPOSITIONS = List.of(
            unary("a + a", a -> a.add(a), at(1.5)),
            unary("a·a·a", a -> a.mul(a).mul(a), at(1.5), at(-2)),
            unary("diamond", a -> a.sin().mul(a.exp()).add(a.sin()), at(0.5), at(-1)),
            binary("interior node used thrice", OpGradientTest::usedThrice, at(0.5, 1.5), at(-1, 0.25)),
            binary("tanh neuron", (w, x) -> w.mul(x).add(0.5).tanh().pow(2), at(0.5, 1.5), at(-1, 0.25)));

    /** Backward passes that are wrong in a way that happens: all of them must be caught. */
    static final List<Arguments> WRONG = List.of(
            unary("a factor cut off", a -> Value.of(a.data()).mul(a), at(1.5)),
            unary("no edge at all", a -> Value.of(a.exp().data()), at(1.5)),
            unary("sign turned", a -> a.neg().add(Value.of(2 * a.data())), at(1.5)),
            unary("off by a millionth", a -> a.exp().add(a.mul(1e-6)).sub(Value.of(1e-6 * a.data())), at(1.5)),
            binary("one of two right", (a, b) -> a.mul(Value.of(b.data())), at(1.5, 2)));

    @ParameterizedTest
    @FieldSource({"OPS", "COMPOSITIONS"})
    void gradient_is_that_of_the_difference_quotient(
            String signature, Function<List<Value>, Value> op, List<double[]> points) {
        var steepest = new double[points.get(0).length];
        for (var point : points) {
            var slopes = FiniteDifferences.check(op, point);
            Arrays.setAll(steepest, i -> Math.max(steepest[i], Math.abs(slopes[i])));
        }
        assertThat(DoubleStream.of(steepest)).allMatch(slope -> slope > NOT_VACUOUS);
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void wrong_gradient_is_caught(String fault, Function<List<Value>, Value> op, List<double[]> points) {
        assertThatThrownBy(() -> FiniteDifferences.check(op, points.get(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient by input");
    }

    @Test
    void every_op_has_a_row() {
        var ops = Arrays.stream(Value.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Value.class)
                .map(method -> Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", method.getName() + "(", ")")))
                .filter(signature -> !signature.equals("as(String)"));
        assertThat(OPS.stream().map(row -> row.get()[0]).distinct()).containsExactlyInAnyOrderElementsOf(ops.toList());
    }

    private static Value usedThrice(Value a, Value b) {
        var s = a.mul(b).sigmoid();
        return s.mul(a).add(s.div(b)).sub(s);
    }

    private static Arguments unary(String name, UnaryOperator<Value> op, double[]... points) {
        return row(name, inputs -> op.apply(inputs.get(0)), points);
    }

    private static Arguments binary(String name, BinaryOperator<Value> op, double[]... points) {
        return row(name, inputs -> op.apply(inputs.get(0), inputs.get(1)), points);
    }

    private static Arguments row(String name, Function<List<Value>, Value> op, double[]... points) {
        return argumentSet(name, name, op, Stream.of(points).toList());
    }

    private static double[] at(double... point) {
        return point;
    }
}

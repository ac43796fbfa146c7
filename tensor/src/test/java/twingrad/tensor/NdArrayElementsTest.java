package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done element by element, and broadcasting. */
class NdArrayElementsTest {
    /** Of exp, log, tanh in float32: 1 ulp and the rounding of the reference; of what is derived from them, some. */
    private static final double ELEMENTARY_ULPS = 8;

    static Stream<Arguments> precisionsAndShapes() {
        int[][][] pairs = {
            {{2, 3}, {2, 3}},
            {{4, 3}, {3}},
            {{3}, {4, 3}},
            {{4, 3}, {4, 1}},
            {{4, 1}, {1, 3}},
            {{4, 3}, {}},
            {{}, {}},
            {{1, 1}, {1}},
            {{2, 1, 5}, {7, 1}},
            {{2, 3, 4}, {3, 1}},
            {{2, 2500}, {2500}},
            {{3, 1025}, {3, 1}},
            {{0, 3}, {3}},
        };
        return Stream.of(Precision.values())
                .flatMap(precision ->
                        Stream.of(pairs).map(pair -> Arguments.of(precision, Shape.of(pair[0]), Shape.of(pair[1]))));
    }

    @ParameterizedTest(name = "{0} {1} and {2}")
    @MethodSource("precisionsAndShapes")
    void broadcasts_as_the_definition_says(Precision precision, Shape left, Shape right) {
        var a = Draws.array(precision, 1, left.dims());
        var b = Draws.array(precision, 2, right.dims());
        var result = a.sub(b);

        assertThat(result.shape()).isEqualTo(left.broadcast(right));
        assertThat(result.toDoubles()).containsExactly(differences(a, b, result.shape()));
    }

    /** By the definition: every element of the result finds its own element in each operand. */
    private static double[] differences(NdArray a, NdArray b, Shape shape) {
        var result = new double[shape.size()];
        for (int at = 0; at < result.length; at++) {
            var index = Indices.index(shape, at);
            double difference = a.get(Indices.within(a.shape(), index)) - b.get(Indices.within(b.shape(), index));
            result[at] = a.precision() == Precision.FLOAT32 ? (float) difference : difference;
        }
        return result;
    }

    record Two(String name, BinaryOperator<NdArray> op, DoubleBinaryOperator definition) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Two> twoOperands() {
        return Stream.of(
                new Two("add", NdArray::add, (a, b) -> a + b),
                new Two("sub", NdArray::sub, (a, b) -> a - b),
                new Two("mul", NdArray::mul, (a, b) -> a * b),
                new Two("div", NdArray::div, (a, b) -> a / b),
                new Two("pow", NdArray::pow, StrictMath::pow),
                new Two("maximum", NdArray::maximum, Math::max),
                new Two("minimum", NdArray::minimum, Math::min),
                new Two("equal", NdArray::equal, (a, b) -> a == b ? 1 : 0),
                new Two("heaviside", NdArray::heaviside, (a, b) -> (StrictMath.signum(a - b) + 1) / 2),
                new Two("maskedBy", NdArray::maskedBy, (a, b) -> b == 0 ? 0 : a));
    }

    @ParameterizedTest
    @MethodSource("twoOperands")
    void ops_of_two_are_correctly_rounded(Two two) {
        double[] a = {1.5, -2.25, 0, -0.0, 3, Double.NaN, 2, 0.1f, Double.NEGATIVE_INFINITY, 7, 3};
        double[] b = {0.5, 3, -0.0, 2, 3, 1, Double.NaN, 0.3f, 0, 0, 0.3f};
        for (var precision : Precision.values()) {
            var expected = new double[a.length];
            Arrays.setAll(expected, i -> two.definition.applyAsDouble(a[i], b[i]));
            var actual = two.op.apply(precision.of(a, a.length), precision.of(b, b.length));

            assertThat(actual.toDoubles())
                    .containsExactly(precision.of(expected, a.length).toDoubles());
        }
    }

    record One(String name, UnaryOperator<NdArray> op, DoubleUnaryOperator definition, double ulps) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<One> oneOperand() {
        return Stream.of(
                new One("neg", NdArray::neg, x -> -x, 0),
                new One("sqrt", NdArray::sqrt, Math::sqrt, 0),
                new One("abs", NdArray::abs, Math::abs, 0),
                new One("sign", NdArray::sign, Math::signum, 0),
                new One("sin", NdArray::sin, StrictMath::sin, 0),
                new One("cos", NdArray::cos, StrictMath::cos, 0),
                new One("relu", NdArray::relu, x -> Math.max(0, x), 0),
                new One("step", NdArray::step, x -> Double.isNaN(x) ? x : x > 0 ? 1 : 0, 0),
                new One("exp", NdArray::exp, StrictMath::exp, ELEMENTARY_ULPS),
                new One("log", NdArray::log, StrictMath::log, ELEMENTARY_ULPS),
                new One("tanh", NdArray::tanh, StrictMath::tanh, ELEMENTARY_ULPS),
                new One("sigmoid", NdArray::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), ELEMENTARY_ULPS),
                new One("sigmoidSlope", NdArray::sigmoidSlope, NdArrayElementsTest::sigmoidSlope, 2 * ELEMENTARY_ULPS),
                new One("tanhSlope", NdArray::tanhSlope, x -> 4 * sigmoidSlope(2 * x), 2 * ELEMENTARY_ULPS),
                new One("softplus", NdArray::softplus, NdArrayElementsTest::softplus, ELEMENTARY_ULPS));
    }

    private static double sigmoidSlope(double x) {
        double z = StrictMath.exp(-Math.abs(x));
        return z / ((1 + z) * (1 + z));
    }

    private static double softplus(double x) {
        return x > 0 ? x + StrictMath.log1p(StrictMath.exp(-x)) : StrictMath.log1p(StrictMath.exp(x));
    }

    @ParameterizedTest
    @MethodSource("oneOperand")
    void ops_of_one_agree_with_their_definition(One one) {
        double[] x = {-2, -0.75, -0.0, 0, 0x1p-149, -0x1p-149, 0.1f, 1, 3, 1e30f, Double.POSITIVE_INFINITY, Double.NaN};
        for (var precision : Precision.values()) {
            var actual = one.op.apply(precision.of(x, 3, 4));
            assertThat(actual.shape()).isEqualTo(Shape.of(3, 4));
            for (int i = 0; i < x.length; i++) {
                double expected = precision
                        .of(new double[] {one.definition.applyAsDouble(x[i])})
                        .item();
                double ulp = precision == Precision.FLOAT32 ? Math.ulp((float) expected) : Math.ulp(expected);
                double difference = Math.abs(actual.toDoubles()[i] - expected);
                assertThat(actual.toDoubles()[i])
                        .describedAs("%s(%s) in %s", one, x[i], precision)
                        .matches(y -> Double.compare(y, expected) == 0 || difference <= one.ulps * ulp);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void takes_one_number_as_the_other_operand(Precision precision) {
        var a = precision.of(new double[] {1, -2, 4}, 3);

        assertThat(a.add(1).toDoubles()).containsExactly(2, -1, 5);
        assertThat(a.sub(1).toDoubles()).containsExactly(0, -3, 3);
        assertThat(a.mul(3).toDoubles()).containsExactly(3, -6, 12);
        assertThat(a.div(4).toDoubles()).containsExactly(0.25, -0.5, 1);
        assertThat(a.pow(2).toDoubles()).containsExactly(1, 4, 16);
        assertThat(a.maximum(0).toDoubles()).containsExactly(1, 0, 4);
        assertThat(a.minimum(1).toDoubles()).containsExactly(1, -2, 1);
    }

    @ParameterizedTest(name = "{0} {1} and {2}")
    @MethodSource("precisionsAndShapes")
    void sum_to_undoes_broadcast_to(Precision precision, Shape left, Shape right) {
        var both = left.broadcast(right);
        var ones = precision.full(left, 1);
        double times = left.size() == 0 ? 0 : (double) both.size() / left.size();

        assertThat(ones.broadcastTo(both).shape()).isEqualTo(both);
        assertThat(ones.broadcastTo(both).sumTo(left).shape()).isEqualTo(left);
        assertThat(ones.broadcastTo(both).sumTo(left).toDoubles()).containsOnly(fill(left.size(), times));
    }

    private static double[] fill(int size, double value) {
        var values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void broadcast_to_keeps_the_sign_of_zero(Precision precision) {
        assertThat(precision
                        .of(new double[] {-0.0, 0}, 2)
                        .broadcastTo(Shape.of(2, 2))
                        .toDoubles())
                .containsExactly(-0.0, 0, -0.0, 0);
    }
}

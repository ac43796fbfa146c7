package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NdArrayTest {
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
            var index = index(shape, at);
            double difference = a.get(within(a.shape(), index)) - b.get(within(b.shape(), index));
            result[at] = a.precision() == Precision.FLOAT32 ? (float) difference : difference;
        }
        return result;
    }

    /** The index of an element that stands at that place in row-major order. */
    private static int[] index(Shape shape, int at) {
        var index = new int[shape.rank()];
        for (int axis = shape.rank() - 1, rest = at; axis >= 0; axis--) {
            index[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return index;
    }

    private static int[] within(Shape shape, int[] index) {
        var own = Arrays.copyOfRange(index, index.length - shape.rank(), index.length);
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = Math.min(own[axis], shape.dim(axis) - 1);
        }
        return own;
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
                new One("sigmoidSlope", NdArray::sigmoidSlope, NdArrayTest::sigmoidSlope, 2 * ELEMENTARY_ULPS),
                new One("tanhSlope", NdArray::tanhSlope, x -> 4 * sigmoidSlope(2 * x), 2 * ELEMENTARY_ULPS),
                new One("softplus", NdArray::softplus, NdArrayTest::softplus, ELEMENTARY_ULPS));
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

    static Stream<Arguments> reductions() {
        int[][] shapes = {{1}, {17}, {5, 3}, {3, 40}, {40, 3}, {2, 35, 3}, {100, 1}, {0, 3}, {3, 0}};
        return Stream.of(Precision.values())
                .flatMap(precision -> Stream.of(shapes)
                        .flatMap(dims -> Stream.iterate(0, axis -> axis < dims.length, axis -> axis + 1)
                                .map(axis -> Arguments.of(precision, Shape.of(dims), axis))));
    }

    @ParameterizedTest(name = "{0} {1} along {2}")
    @MethodSource("reductions")
    void sums_have_16_partial_sums_in_a_fixed_order(Precision precision, Shape shape, int axis) {
        var a = Draws.array(precision, 3, shape.dims());
        var sums = a.sum(axis, true);
        for (int outer = 0; outer < shape.sizeBefore(axis); outer++) {
            for (int inner = 0; inner < shape.sizeAfter(axis); inner++) {
                var line = line(a, axis, outer, inner);
                assertThat(sums.toDoubles()[outer * shape.sizeAfter(axis) + inner])
                        .isEqualTo(precision == Precision.FLOAT32 ? floatSum(line) : doubleSum(line));
            }
        }
        assertThat(a.sum(axis, false).toDoubles()).containsExactly(sums.toDoubles());
        assertThat(a.sum(axis, false).shape().rank()).isEqualTo(shape.rank() - 1);
    }

    @ParameterizedTest(name = "{0} {1} along {2}")
    @MethodSource("reductions")
    void amax_is_the_largest(Precision precision, Shape shape, int axis) {
        var a = Draws.array(precision, 4, shape.dims());
        if (shape.dim(axis) == 0) {
            assertThatThrownBy(() -> a.amax(axis, true))
                    .hasMessage("amax: expected axis " + axis + " not to be empty, got " + shape);
            return;
        }
        var largest = a.amax(axis, true);
        for (int outer = 0; outer < shape.sizeBefore(axis); outer++) {
            for (int inner = 0; inner < shape.sizeAfter(axis); inner++) {
                double expected =
                        Arrays.stream(line(a, axis, outer, inner)).max().orElseThrow();
                assertThat(largest.toDoubles()[outer * shape.sizeAfter(axis) + inner])
                        .isEqualTo(expected);
            }
        }
    }

    private static double[] line(NdArray a, int axis, int outer, int inner) {
        int n = a.shape().dim(axis);
        int step = a.shape().sizeAfter(axis);
        var line = new double[n];
        Arrays.setAll(line, i -> a.toDoubles()[(outer * n + i) * step + inner]);
        return line;
    }

    private static double doubleSum(double[] line) {
        var p = new double[16];
        for (int i = 0; i < line.length; i++) {
            p[i % 16] += line[i];
        }
        double even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
        return even + (((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15])));
    }

    private static double floatSum(double[] line) {
        var p = new float[16];
        for (int i = 0; i < line.length; i++) {
            p[i % 16] += (float) line[i];
        }
        float even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
        return even + (((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15])));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void the_sum_of_all_goes_by_flat_index(Precision precision) {
        var a = Draws.array(precision, 5, 7, 11);
        var line = a.toDoubles();

        assertThat(a.sum().shape()).isEqualTo(Shape.of());
        assertThat(a.sum().item()).isEqualTo(precision == Precision.FLOAT32 ? floatSum(line) : doubleSum(line));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void amax_of_a_line_with_nan_is_nan(Precision precision) {
        var a = precision.of(new double[] {1, Double.NaN, 3, Double.NEGATIVE_INFINITY}, 2, 2);

        assertThat(a.amax(1, false).toDoubles()).containsExactly(Double.NaN, 3);
        assertThat(a.amax(0, false).toDoubles()).containsExactly(3, Double.NaN);
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

    @ParameterizedTest
    @EnumSource(Precision.class)
    void products_are_one_fma_after_the_other(Precision precision) {
        var a = Draws.array(precision, 6, 5, 7);
        var b = Draws.array(precision, 7, 7, 3);
        var c = a.matmul(b);

        assertThat(c.shape()).isEqualTo(Shape.of(5, 3));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(c.get(i, j)).isEqualTo(dot(a, b, i, j));
            }
        }
        assertThat(a.transpose().matmulTransA(b).toDoubles()).containsExactly(c.toDoubles());
        assertThat(a.matmulTransB(b.transpose()).toDoubles()).containsExactly(c.toDoubles());
        assertThat(a.transpose().matmulTransA(b).shape()).isEqualTo(c.shape());
        assertThat(a.matmulTransB(b.transpose()).shape()).isEqualTo(c.shape());
    }

    private static double dot(NdArray a, NdArray b, int i, int j) {
        float single = 0;
        double twice = 0;
        for (int p = 0; p < a.shape().dim(1); p++) {
            single = Math.fma((float) a.get(i, p), (float) b.get(p, j), single);
            twice = Math.fma(a.get(i, p), b.get(p, j), twice);
        }
        return a.precision() == Precision.FLOAT32 ? single : twice;
    }

    static Stream<Arguments> batches() {
        int[][][] leading = {
            {{4}, {4}},
            {{4}, {}},
            {{}, {4}},
            {{2, 1}, {3}},
            {{2, 3}, {1, 1}},
            {{3, 1}, {1, 2}},
            {{0}, {1}},
            {{40}, {40}},
        };
        return Stream.of(Precision.values())
                .flatMap(precision ->
                        Stream.of(leading).map(pair -> Arguments.of(precision, Shape.of(pair[0]), Shape.of(pair[1]))));
    }

    /** Each by the product of its two matrices alone, which another test compares with the definition. */
    @ParameterizedTest(name = "{0} {1} and {2}")
    @MethodSource("batches")
    void a_product_of_batches_is_one_of_each_pair_of_matrices(Precision precision, Shape left, Shape right) {
        var a = Draws.array(precision, 6, left.withMatrix(5, 7).dims());
        var b = Draws.array(precision, 7, right.withMatrix(7, 3).dims());
        var leading = left.broadcast(right);
        var expected = new double[leading.size() * 15];
        for (int at = 0; at < leading.size(); at++) {
            var index = index(leading, at);
            var product = matrix(a, within(left, index)).matmul(matrix(b, within(right, index)));
            System.arraycopy(product.toDoubles(), 0, expected, at * 15, 15);
        }

        var swappedA = swapped(a);
        var swappedB = swapped(b);
        for (var c : List.of(a.matmul(b), swappedA.matmulTransA(b), a.matmulTransB(swappedB))) {
            assertThat(c.shape()).isEqualTo(leading.withMatrix(5, 3));
            assertThat(c.toDoubles()).containsExactly(expected);
        }
    }

    private static NdArray swapped(NdArray a) {
        var axes = IntStream.range(0, a.shape().rank()).toArray();
        axes[axes.length - 2]++;
        axes[axes.length - 1]--;
        return a.transpose(axes);
    }

    private static NdArray matrix(NdArray a, int[] leading) {
        var result = a;
        for (int i : leading) {
            var dims = result.shape().dims();
            result = result.take(new int[] {i}, 0).reshape(Arrays.copyOfRange(dims, 1, dims.length));
        }
        return result;
    }

    static Stream<Arguments> orders() {
        int[][][] orders = {
            {{2, 3, 4}, {2, 0, 1}},
            {{2, 3, 4}, {1, 0, 2}},
            {{2, 3, 4}, {0, 1, 2}},
            {{2, 3, 4, 5}, {3, 1, 0, 2}},
            {{2, 3, 4, 5}, {1, 0, 2, 3}},
            {{5, 3}, {1, 0}},
            {{7}, {0}},
            {{}, {}},
            {{2, 0, 3}, {2, 1, 0}},
            {{2, 3, 0}, {1, 0, 2}},
        };
        return Stream.of(Precision.values())
                .flatMap(precision ->
                        Stream.of(orders).map(pair -> Arguments.of(precision, Shape.of(pair[0]), pair[1])));
    }

    @ParameterizedTest(name = "{0} {1} as {2}")
    @MethodSource("orders")
    void transposes_to_any_order_of_axes(Precision precision, Shape shape, int[] order) {
        var a = Draws.array(precision, 8, shape.dims());
        var result = a.transpose(order);

        assertThat(result.shape().dims())
                .containsExactly(Arrays.stream(order).map(shape::dim).toArray());
        for (int at = 0; at < shape.size(); at++) {
            var index = index(shape, at);
            assertThat(result.get(Arrays.stream(order).map(axis -> index[axis]).toArray()))
                    .isEqualTo(a.get(index));
        }
        assertThat(result.transpose(new Permutation(shape, order).inverse()).toDoubles())
                .containsExactly(a.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void reduces_several_axes_as_one_in_row_major_order(Precision precision) {
        var a = Draws.array(precision, 9, 5, 3, 7, 2);
        var merged = a.transpose(1, 3, 0, 2).reshape(3, 2, 35);
        for (var axes : List.of(new int[] {0, 2}, new int[] {2, 0})) {
            assertThat(a.sum(axes, false).shape()).isEqualTo(Shape.of(3, 2));
            assertThat(a.sum(axes, true).shape()).isEqualTo(Shape.of(1, 3, 1, 2));
            assertThat(a.sum(axes, true).toDoubles())
                    .containsExactly(merged.sum(2, false).toDoubles());
            assertThat(a.amax(axes, false).toDoubles())
                    .containsExactly(merged.amax(2, false).toDoubles());
        }
        assertThat(a.sum(new int[] {0, 1, 2, 3}, false).item())
                .isEqualTo(a.sum().item());
        assertThat(a.sum(new int[0], false).toDoubles()).containsExactly(a.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void argmax_finds_the_first_of_the_largest_in_each_window(Precision precision) {
        var a = precision.of(new double[] {1, 7, 7, 2, 5, 5, 9, 9}, 2, 4);
        int[] windows = {0, 1, 3, 1, 2, 0};

        // Windows {0, 1}, {1, 2} and {3, 0} of each row.
        assertThat(a.argmax(windows, 2)).containsExactly(1, 1, 3, 4, 6, 7);
        // Windows {0, 3, 2} and {1, 1, 0}.
        assertThat(a.argmax(windows, 3)).containsExactly(2, 1, 7, 5);
        assertThat(a.argmax(new int[] {2, 3, 1}, 1)).containsExactly(2, 3, 1, 6, 7, 5);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void argmax_finds_the_first_nan(Precision precision) {
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        var a = precision.of(new double[] {1, nan, infinity, nan, -infinity, -infinity, nan, infinity}, 2, 4);

        assertThat(a.argmax(new int[] {0, 1, 2, 3}, 4)).containsExactly(1, 6);
        assertThat(a.argmax(new int[] {0, 1}, 2)).containsExactly(1, 4);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void takes_places_in_any_order_and_adds_them_back(Precision precision) {
        var a = precision.of(new double[] {1, 2, -0.0, 4, 5, 6}, 2, 3);
        int[] places = {2, -1, 0, 2};

        assertThat(a.take(places, 1).toDoubles()).containsExactly(-0.0, 0, 1, -0.0, 6, 0, 4, 6);
        assertThat(a.take(new int[] {1, 1, -1}, 0).toDoubles()).containsExactly(4, 5, 6, 4, 5, 6, 0, 0, 0);
        var g = precision.of(new double[] {1, 10, 100, 1000, 2, 20, 200, 2000}, 2, 4);
        assertThat(g.scatterAdd(places, 1, 3).toDoubles()).containsExactly(100, 0, 1001, 200, 0, 2002);
        assertThat(g.scatterAdd(new int[] {3, 3}, 0, 5).sum(1, false).toDoubles())
                .containsExactly(0, 0, 0, 3333, 0);
        assertThat(g.scatterAdd(new int[] {-1, 0}, 0, 1).toDoubles()).containsExactly(2, 20, 200, 2000);
        // As many before the axis as behind it.
        var cube = g.reshape(2, 2, 2);
        assertThat(cube.scatterAdd(new int[] {2, 0}, 1, 3).toDoubles())
                .containsExactly(100, 1000, 0, 0, 1, 10, 200, 2000, 0, 0, 2, 20);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void joins_arrays_along_any_axis(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4}, 2, 2);
        var b = precision.of(new double[] {5, -0.0}, 2, 1);

        assertThat(a.concat(1, b, a).toDoubles()).containsExactly(1, 2, 5, 1, 2, 3, 4, -0.0, 3, 4);
        assertThat(a.concat(1, b, a).shape()).isEqualTo(Shape.of(2, 5));
        assertThat(a.concat(0, b.reshape(1, 2)).toDoubles()).containsExactly(1, 2, 3, 4, 5, -0.0);
        assertThat(a.concat(0)).isNotSameAs(a).extracting(NdArray::toDoubles).isEqualTo(a.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void an_empty_batch_of_products_takes_no_memory_whatever_its_matrices(Precision precision) {
        var empty = precision.zeros(Shape.of(0, 50_000, 50_000));

        assertThat(empty.matmul(empty).shape()).isEqualTo(Shape.of(0, 50_000, 50_000));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void products_of_nothing_are_zero(Precision precision) {
        var empty = precision.zeros(Shape.of(2, 0));

        assertThat(empty.matmul(precision.zeros(Shape.of(0, 3))).toDoubles()).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(empty.matmulTransA(precision.zeros(Shape.of(2, 3))).shape()).isEqualTo(Shape.of(0, 3));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void transposes_gathers_and_scatters(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

        assertThat(a.transpose().toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(a.gather(new int[] {2, 0}).toDoubles()).containsExactly(3, 4);
        assertThat(precision
                        .of(new double[] {7, 8}, 2)
                        .scatter(new int[] {2, 0}, 3)
                        .toDoubles())
                .containsExactly(0, 0, 7, 8, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_reshaped_array_is_a_view_and_a_copy_is_not(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4}, 2, 2);
        var view = a.reshape(4);
        var copy = a.copy();
        view.addInPlace(precision.full(Shape.of(4), 10));

        assertThat(a.toDoubles()).containsExactly(11, 12, 13, 14);
        assertThat(copy.toDoubles()).containsExactly(1, 2, 3, 4);
        assertThat(a.version()).isEqualTo(1).isEqualTo(view.version());
        assertThat(a.sharesDataWith(view)).isTrue();
        assertThat(a.sharesDataWith(copy)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void adds_a_row_to_all_rows_in_place(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        a.addToRowsInPlace(precision.of(new double[] {10, 20, 30}, 3));

        assertThat(a.toDoubles()).containsExactly(11, 22, 33, 14, 25, 36);
        assertThat(a.version()).isEqualTo(1);
        assertThatThrownBy(() -> a.addToRowsInPlace(precision.zeros(Shape.of(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("addToRowsInPlace: expected a row of (2x3), got (2)");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void counts_every_change_in_place(Precision precision) {
        var a = precision.zeros(Shape.of(2));
        var ones = precision.full(Shape.of(2), 1);
        a.setInPlace(ones);
        a.addInPlace(ones);
        Updates.sgd(a, ones, 0.5);
        var step = new Updates.AdamStep(0.9, 0.999, 1e-8, 0.1, 0.001);
        Updates.adam(a, ones, precision.zeros(Shape.of(2)), precision.zeros(Shape.of(2)), 0.5, step);

        assertThat(a.version()).isEqualTo(4);
        assertThat(ones.version()).isZero();
        assertThat(a.get(0)).isCloseTo(1, offset(1e-6));
    }

    @Test
    void a_float_is_rounded_once_and_widened_exactly() {
        var single = Precision.FLOAT32.of(new double[] {0.1, 1e300}, 2);

        assertThat(single.toDoubles()).containsExactly(0.1f, Double.POSITIVE_INFINITY);
    }

    @Test
    void changes_precision_on_demand_only() {
        var twice = Precision.FLOAT64.of(new double[] {0.1, 2}, 2, 1);

        assertThat(twice.to(Precision.FLOAT64)).isSameAs(twice);
        assertThat(twice.to(Precision.FLOAT32).toDoubles()).containsExactly(0.1f, 2);
        assertThat(twice.to(Precision.FLOAT32).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(Precision.FLOAT32.unit()).isEqualTo(Math.ulp(1f) / 2);
        assertThat(Precision.FLOAT64.unit()).isEqualTo(Math.ulp(1d) / 2);
    }

    record Refusal(String message, Function<Precision, Object> act) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal(
                        "matmul: expected 784 rows on the right to match (64x784), got (785x128)",
                        p -> zeros(p, 64, 784).matmul(zeros(p, 785, 128))),
                new Refusal(
                        "matmulTransA: expected 64 rows on the right to match (64x784), got (65x3)",
                        p -> zeros(p, 64, 784).matmulTransA(zeros(p, 65, 3))),
                new Refusal(
                        "matmulTransB: expected 784 columns on the right to match (64x784), got (784x3)",
                        p -> zeros(p, 64, 784).matmulTransB(zeros(p, 784, 3))),
                new Refusal(
                        "matmul: expected rank 2 or more on both sides, got (2x3) and (3); reshape a vector of n to a"
                                + " row, (1, n), or to a column, (n, 1)",
                        p -> zeros(p, 2, 3).matmul(zeros(p, 3))),
                new Refusal("transpose: expected rank 2, got ()", p -> zeros(p).transpose()),
                new Refusal(
                        "mul: expected shapes that broadcast, got (64x784) and (64); axis 1 has 784 and 64",
                        p -> zeros(p, 64, 784).mul(zeros(p, 64))),
                new Refusal(
                        "reshape: expected 6 elements as in (2x3), got (4)",
                        p -> zeros(p, 2, 3).reshape(4)),
                new Refusal(
                        "reshape: expected 6 elements as in (2x3), got [-1, 3]; no size is inferred, write all of them"
                                + " out",
                        p -> zeros(p, 2, 3).reshape(-1, 3)),
                new Refusal(
                        "get: expected an index inside (2x3), got [2, 0]",
                        p -> zeros(p, 2, 3).get(2, 0)),
                new Refusal(
                        "get: expected an index inside (2x3), got [1]",
                        p -> zeros(p, 2, 3).get(1)),
                new Refusal(
                        "item: expected a single element, got (2x3)",
                        p -> zeros(p, 2, 3).item()),
                new Refusal("of: expected 6 values for (2x3), got 5", p -> p.of(new double[5], 2, 3)),
                new Refusal(
                        "sum: expected an axis from 0 to 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).sum(2, true)),
                new Refusal(
                        "broadcastTo: expected a shape to which (2x3) stretches, got (3)",
                        p -> zeros(p, 2, 3).broadcastTo(Shape.of(3))),
                new Refusal(
                        "sumTo: expected a shape that stretches to (3), got (2x3)",
                        p -> zeros(p, 3).sumTo(Shape.of(2, 3))),
                new Refusal(
                        "gather: expected 2 labels for (2x3), got 1",
                        p -> zeros(p, 2, 3).gather(new int[1])),
                new Refusal(
                        "matmul: expected shapes that broadcast, got (2x4x5x3) and (3x3x6); axis 1 has 4 and 3",
                        p -> zeros(p, 2, 4, 5, 3).matmul(zeros(p, 3, 3, 6))),
                new Refusal(
                        "matmulTransB: expected 3 columns on the right to match (2x5x3), got (2x6x4)",
                        p -> zeros(p, 2, 5, 3).matmulTransB(zeros(p, 2, 6, 4))),
                new Refusal(
                        "transpose: expected an order of the axes [0, 1, 2] of (2x3x4), got [0, 1, 1]",
                        p -> zeros(p, 2, 3, 4).transpose(0, 1, 1)),
                new Refusal(
                        "sum: expected different axes of (2x3), got [0, 0]",
                        p -> zeros(p, 2, 3).sum(new int[] {0, 0}, true)),
                new Refusal(
                        "amax: expected an axis from 0 to 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).amax(new int[] {1, 2}, true)),
                new Refusal(
                        "amax: expected axis 1 not to be empty, got (2x0x3)",
                        p -> zeros(p, 2, 0, 3).amax(new int[] {1, 2}, true)),
                new Refusal("argmax: expected rank 2, got (6)", p -> zeros(p, 6).argmax(new int[2], 1)),
                new Refusal(
                        "argmax: expected places from 0 to 2, got 3 at 1",
                        p -> zeros(p, 2, 3).argmax(new int[] {0, 3}, 2)),
                new Refusal(
                        "argmax: expected places from 0 to 2, got -1 at 0",
                        p -> zeros(p, 2, 3).argmax(new int[] {-1, 2}, 2)),
                new Refusal(
                        "argmax: expected windows of at least 1 element, all alike, got 3 places for windows of 2",
                        p -> zeros(p, 2, 3).argmax(new int[3], 2)),
                new Refusal(
                        "argmax: expected windows of at least 1 element, all alike, got 3 places for windows of 0",
                        p -> zeros(p, 2, 3).argmax(new int[3], 0)),
                new Refusal(
                        "concat: expected the sizes of (2x3) along all axes but 1, got (3x4)",
                        p -> zeros(p, 2, 3).concat(1, zeros(p, 2, 5), zeros(p, 3, 4))),
                new Refusal(
                        "concat: expected the sizes of (2x3) along all axes but 0, got (3)",
                        p -> zeros(p, 2, 3).concat(0, zeros(p, 3))),
                new Refusal(
                        "take: expected places from 0 to 2, got 3 at 1",
                        p -> zeros(p, 2, 3).take(new int[] {-1, 3}, 1)),
                new Refusal(
                        "take: expected an axis from 0 to 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).take(new int[1], 2)),
                new Refusal(
                        "scatterAdd: expected 3 places for axis 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).scatterAdd(new int[2], 1, 4)),
                new Refusal(
                        "scatterAdd: expected places from 0 to 3, got -2 at 0",
                        p -> zeros(p, 2).scatterAdd(new int[] {-2, 0}, 0, 4)),
                new Refusal(
                        "scatter: expected labels from 0 to 2, got 3 in row 1",
                        p -> zeros(p, 2).scatter(new int[] {0, 3}, 3)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses_what_does_not_fit(Refusal refusal) {
        for (var precision : Precision.values()) {
            assertThatThrownBy(() -> refusal.act.apply(precision))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(refusal.message);
        }
    }

    @Test
    void refuses_to_mix_precisions() {
        var single = Precision.FLOAT32.zeros(Shape.of(2, 2));
        var twice = Precision.FLOAT64.zeros(Shape.of(2, 2));

        assertThatThrownBy(() -> single.add(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("add: expected FLOAT32 on both sides, got FLOAT64; convert one array with to(Precision),"
                        + " before a tensor is made of it");
        assertThatThrownBy(() -> single.concat(0, single, twice))
                .hasMessage("concat: expected FLOAT32 on both sides, got FLOAT64; convert one array with to(Precision),"
                        + " before a tensor is made of it");
        assertThatThrownBy(() -> single.reshape(1, 2, 2).matmul(twice))
                .hasMessage("matmul: expected FLOAT32 on both sides, got FLOAT64; convert one array with to(Precision),"
                        + " before a tensor is made of it");
        assertThatThrownBy(() -> twice.matmul(single))
                .hasMessage("matmul: expected FLOAT64 on both sides, got FLOAT32; convert one array with to(Precision),"
                        + " before a tensor is made of it");
    }

    @Test
    void refuses_to_change_in_place_by_another_shape() {
        assertThatThrownBy(() -> zeros(Precision.FLOAT32, 2, 3).addInPlace(zeros(Precision.FLOAT32, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("addInPlace: expected (2x3), got (3)");
    }

    private static NdArray zeros(Precision precision, int... dims) {
        return precision.zeros(Shape.of(dims));
    }
}

package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of ops: every op's VJP against central differences, and in float32 against float64. */
class TensorGradientTest {
    /** Central differences at a step of 1e-5: 1e-10 of truncation, and roundoff 1e-16 over the step. */
    private static final double BOUND = 1e-8;

    /** 128 roundings: weighted sums of up to 24 terms, and powers, which magnify those of their base. */
    private static final double FLOAT_BOUND = 128 * Precision.FLOAT32.unit();

    /** A gradient that is nearly 0 would agree with anything. */
    private static final double LEAST_NORM = 1e-2;

    private static final int[][][] PAIRS = {
        {{2, 3}, {2, 3}},
        {{4, 3}, {3}},
        {{3}, {4, 3}},
        {{4, 3}, {4, 1}},
        {{5, 1}, {1, 3}},
        {{2, 3}, {}},
        {{1, 1}, {1}},
        {{2, 3, 4}, {3, 1}},
    };

    private static final int[][] SHAPES = {{2, 3}, {5}, {}, {1, 1}, {2, 3, 4}, {4, 1}};

    record Row(String op, Function<List<Tensor>, Tensor> expression, boolean positive, int[]... shapes) {
        List<NdArray> inputs(Precision precision) {
            return IntStream.range(0, shapes.length)
                    .mapToObj(k -> {
                        int size = Shape.of(shapes[k]).size();
                        var values = positive ? Draws.positive(10 + k, size) : Draws.signed(10 + k, size);
                        return precision.of(values, shapes[k]);
                    })
                    .toList();
        }

        FiniteDifferences in(Precision precision) {
            return new FiniteDifferences(expression, inputs(precision));
        }

        @Override
        public String toString() {
            return op + Arrays.stream(shapes).map(Shape::of).toList();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(pairs(), singles(), shaped(), products(), reductions(), parts(), images())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> pairs() {
        return Stream.of(PAIRS)
                .flatMap(pair -> Stream.of(
                        new Row("add", t -> t.get(0).add(t.get(1)), false, pair),
                        new Row("sub", t -> t.get(0).sub(t.get(1)), false, pair),
                        new Row("mul", t -> t.get(0).mul(t.get(1)), false, pair),
                        new Row("div", t -> t.get(0).div(t.get(1)), false, pair),
                        new Row("pow", t -> t.get(0).pow(t.get(1)), true, pair),
                        new Row(
                                "maximum",
                                t -> t.get(0).maximum(t.get(1)).add(t.get(0).mul(t.get(1))),
                                false,
                                pair),
                        new Row(
                                "minimum",
                                t -> t.get(0).minimum(t.get(1)).add(t.get(0).mul(t.get(1))),
                                false,
                                pair)));
    }

    private static Stream<Row> singles() {
        return Stream.of(SHAPES)
                .flatMap(shape -> Stream.of(
                        new Row("add 3", t -> t.get(0).add(3), false, shape),
                        new Row("sub 3", t -> t.get(0).sub(3), false, shape),
                        new Row("mul 3", t -> t.get(0).mul(3), false, shape),
                        new Row("div 3", t -> t.get(0).div(3), false, shape),
                        new Row("pow 3", t -> t.get(0).pow(3), false, shape),
                        new Row("pow -1.5", t -> t.get(0).pow(-1.5), true, shape),
                        new Row(
                                "maximum 0",
                                t -> t.get(0).maximum(-3).add(t.get(0).maximum(0)),
                                false,
                                shape),
                        new Row(
                                "minimum 0",
                                t -> t.get(0).minimum(3).add(t.get(0).minimum(0)),
                                false,
                                shape),
                        new Row("neg", t -> t.get(0).neg(), false, shape),
                        new Row("exp", t -> t.get(0).exp(), false, shape),
                        new Row("log", t -> t.get(0).log(), true, shape),
                        new Row("sqrt", t -> t.get(0).sqrt(), true, shape),
                        new Row("abs", t -> t.get(0).abs(), false, shape),
                        new Row("sin", t -> t.get(0).sin(), false, shape),
                        new Row("cos", t -> t.get(0).cos(), false, shape),
                        new Row("tanh", t -> t.get(0).tanh(), false, shape),
                        new Row("sigmoid", t -> t.get(0).sigmoid(), false, shape),
                        new Row("relu", t -> t.get(0).relu().add(t.get(0)), false, shape),
                        new Row("leakyRelu", t -> t.get(0).leakyRelu(), false, shape),
                        new Row("leakyRelu 0.3", t -> t.get(0).leakyRelu(0.3), false, shape),
                        new Row("softplus", t -> t.get(0).softplus(), false, shape),
                        new Row("mean", t -> t.get(0).mean(), false, shape),
                        new Row("sum", t -> t.get(0).sum(), false, shape),
                        new Row("amax", t -> t.get(0).amax(), false, shape),
                        new Row("dropout 0.4", t -> t.get(0).mul(2).add(dropped(t.get(0))), false, shape)));
    }

    private static Tensor dropped(Tensor a) {
        return a.dropout(0.4, new Random(3));
    }

    private static Stream<Row> products() {
        int[][][] pairs = {
            {{5, 3}, {3, 7}},
            {{1, 4}, {4, 1}},
            {{2, 5, 3}, {2, 3, 4}},
            {{2, 5, 3}, {3, 4}},
            {{5, 3}, {2, 3, 4}},
            {{2, 1, 2, 3}, {4, 3, 2}},
        };
        return Stream.of(pairs)
                .flatMap(pair -> Stream.of(
                        new Row("matmul", t -> t.get(0).matmul(t.get(1)), false, pair),
                        new Row("matmulTransA", t -> t.get(0).matmulTransA(t.get(1)), false, swapped(pair[0]), pair[1]),
                        new Row(
                                "matmulTransB",
                                t -> t.get(0).matmulTransB(t.get(1)),
                                false,
                                pair[0],
                                swapped(pair[1]))));
    }

    private static int[] swapped(int[] dims) {
        var swapped = dims.clone();
        swapped[dims.length - 2] = dims[dims.length - 1];
        swapped[dims.length - 1] = dims[dims.length - 2];
        return swapped;
    }

    private static Stream<Row> reductions() {
        int[] cube = {2, 3, 4};
        int[] four = {2, 3, 2, 4};
        return Stream.of(
                new Row("sum 0, 2", t -> t.get(0).sum(new int[] {0, 2}, false), false, cube),
                new Row("sum 3, 1 kept", t -> t.get(0).sum(new int[] {3, 1}, true), false, four),
                new Row("sum none", t -> t.get(0).sum(new int[0], false), false, cube),
                new Row("mean 1 kept", t -> t.get(0).mean(1, true), false, cube),
                new Row("mean 0", t -> t.get(0).mean(0, false), false, new int[] {5, 3}),
                new Row("mean 1, 2", t -> t.get(0).mean(new int[] {1, 2}, false), false, four),
                new Row("amax 0, 2 kept", t -> t.get(0).amax(new int[] {0, 2}, true), false, four),
                new Row("amax 2, 1", t -> t.get(0).amax(new int[] {2, 1}, false), false, cube));
    }

    private static Stream<Row> parts() {
        int[] matrix = {5, 3};
        int[] cube = {2, 3, 4};
        return Stream.of(
                new Row("transpose 2, 0, 1", t -> t.get(0).transpose(2, 0, 1), false, cube),
                new Row("transpose 1, 0, 2", t -> t.get(0).transpose(1, 0, 2), false, cube),
                new Row("transpose 3, 1, 0, 2", t -> t.get(0).transpose(3, 1, 0, 2), false, new int[] {2, 3, 4, 5}),
                new Row("slice 0", t -> t.get(0).slice(0, 1, 4), false, matrix),
                new Row("slice 1", t -> t.get(0).slice(1, 0, 2), false, cube),
                new Row("rows", t -> t.get(0).rows(3, 0, 3, 1), false, matrix),
                new Row("rows", t -> t.get(0).rows(1, 1, 0), false, cube),
                new Row("concat 0", t -> t.get(0).concat(0, t.get(1)), false, matrix, new int[] {2, 3}),
                new Row("concat 1", t -> t.get(0).concat(1, t.get(1), t.get(0)), false, cube, new int[] {2, 1, 4}));
    }

    private static Stream<Row> images() {
        return Stream.of(
                new Row(
                        "conv2d",
                        t -> Images.conv2d(t.get(0), t.get(1), t.get(2), 1, 0),
                        false,
                        new int[] {2, 3, 5, 4},
                        new int[] {4, 3, 3, 2},
                        new int[] {4}),
                new Row(
                        "conv2d",
                        t -> Images.conv2d(t.get(0), t.get(1), t.get(2), 2, 1),
                        false,
                        new int[] {3, 2, 4, 5},
                        new int[] {2, 2, 2, 3},
                        new int[] {2}),
                new Row("maxPool2d", t -> Images.maxPool2d(t.get(0), 2, 2), false, new int[] {2, 3, 5, 4}),
                new Row("maxPool2d", t -> Images.maxPool2d(t.get(0), 3, 1), false, new int[] {1, 2, 4, 5}));
    }

    private static Stream<Row> shaped() {
        int[] matrix = {5, 3};
        int[] cube = {2, 3, 4};
        return Stream.of(
                new Row("transpose", t -> t.get(0).transpose(), false, matrix),
                new Row("reshape", t -> t.get(0).reshape(3, 5), false, matrix),
                new Row("reshape", t -> t.get(0).reshape(), false, new int[] {1, 1}),
                new Row("sum 0", t -> t.get(0).sum(0, false), false, matrix),
                new Row("sum 1 kept", t -> t.get(0).sum(1, true), false, matrix),
                new Row("sum 1", t -> t.get(0).sum(1, false), false, cube),
                new Row("amax 0", t -> t.get(0).amax(0, false), false, matrix),
                new Row("amax 1 kept", t -> t.get(0).amax(1, true), false, matrix),
                new Row("amax 1", t -> t.get(0).amax(1, false), false, cube),
                new Row("softmax", t -> t.get(0).softmax(), false, matrix),
                new Row("softmax", t -> t.get(0).softmax(), false, new int[] {4}),
                new Row("softmax", t -> t.get(0).softmax(), false, cube),
                new Row("logSoftmax", t -> t.get(0).logSoftmax(), false, matrix),
                new Row("logSoftmax", t -> t.get(0).logSoftmax(), false, new int[] {4}),
                new Row("logSoftmax", t -> t.get(0).logSoftmax(), false, cube),
                new Row("gather", t -> t.get(0).gather(new int[] {2, 0, 1, 1, 0}), false, matrix));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_vjp_agrees_with_central_differences(Row row) {
        var check = row.in(Precision.FLOAT64);

        assertThat(check.gradients()).allMatch(gradient -> FiniteDifferences.norm(gradient) > LEAST_NORM);
        assertThat(check.discrepancy()).isLessThan(BOUND);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void float32_agrees_with_float64(Row row) {
        var single = row.in(Precision.FLOAT32).gradients();
        var twice = row.in(Precision.FLOAT64).gradients();

        assertThat(FiniteDifferences.discrepancy(single, twice)).isLessThan(FLOAT_BOUND);
    }

    @Test
    void every_op_has_a_row() {
        var tested = rows().map(row -> row.op.split(" ")[0]).collect(Collectors.toSet());
        var ops = Stream.of(Tensor.class.getMethods(), Images.class.getMethods())
                .flatMap(Arrays::stream)
                .filter(method -> method.getReturnType() == Tensor.class)
                .map(Method::getName)
                .filter(name -> !List.of("parameter", "constant", "as").contains(name))
                .collect(Collectors.toSet());

        assertThat(tested).isEqualTo(ops);
    }

    static Stream<Row> planted() {
        int[] matrix = {5, 3};
        return Stream.of(
                new Row(
                        "factor 2 lost",
                        t -> square(t.get(0), g -> g.mul(t.get(0).data())),
                        false,
                        matrix),
                new Row(
                        "sign",
                        t -> square(t.get(0), g -> g.mul(t.get(0).data()).mul(-2)),
                        false,
                        matrix),
                new Row("0", t -> square(t.get(0), g -> g.mul(0)), false, matrix),
                new Row("NaN", t -> square(t.get(0), g -> g.mul(Double.NaN)), false, matrix),
                new Row(
                        "1% off",
                        t -> square(t.get(0), g -> g.mul(t.get(0).data()).mul(2.02)), false, matrix));
    }

    private static Tensor square(Tensor a, UnaryOperator<NdArray> vjp) {
        return Tensor.node("square", a.data().mul(a.data()), Tensor.edge(a, "da = 2·g ⊙ a", vjp));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void the_check_catches_a_wrong_vjp(Row row) {
        assertThat(row.in(Precision.FLOAT64).discrepancy()).isGreaterThan(1e-3);
    }

    @Test
    void the_check_passes_the_right_vjp() {
        var row = new Row(
                "right", t -> square(t.get(0), g -> g.mul(t.get(0).data()).mul(2)), false, new int[] {5, 3});

        assertThat(row.in(Precision.FLOAT64).discrepancy()).isLessThan(BOUND);
    }
}

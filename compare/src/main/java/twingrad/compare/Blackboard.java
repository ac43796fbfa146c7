package twingrad.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import twingrad.compare.Op.Grid;
import twingrad.scalar.Losses;
import twingrad.scalar.Value;
import twingrad.tensor.Shape;

/** The op table's formulas for what the scalar engine has no op for: on grids of scalars, as on a blackboard. */
final class Blackboard {
    private Blackboard() {}

    /** An op on each pair of entries of two shapes that broadcast to a matrix. */
    static List<Value> broadcast(Grid a, Grid b, BinaryOperator<Value> op) {
        Shape shape = a.shape().broadcast(b.shape());
        return places(shape.dim(0), shape.dim(1))
                .map(at -> op.apply(a.broadcast(at[0], at[1]), b.broadcast(at[0], at[1])))
                .toList();
    }

    /** A product of each pair of matrices; a grid with only one of them meets all of the other's. */
    static List<Value> each(Grid a, Grid b, BiFunction<Grid, Grid, List<Value>> product) {
        return IntStream.range(0, Math.max(a.matrices(), b.matrices()))
                .mapToObj(i -> product.apply(a.matrix(i % a.matrices()), b.matrix(i % b.matrices())))
                .flatMap(Collection::stream)
                .toList();
    }

    /** A·B: rows times columns. */
    static List<Value> matmul(Grid a, Grid b) {
        return places(a.rows(), b.columns())
                .map(at -> dot(a.row(at[0]), b.column(at[1])))
                .toList();
    }

    /** Aᵀ·B: columns times columns. */
    static List<Value> matmulTransA(Grid a, Grid b) {
        return places(a.columns(), b.columns())
                .map(at -> dot(a.column(at[0]), b.column(at[1])))
                .toList();
    }

    /** A·Bᵀ: rows times rows. */
    static List<Value> matmulTransB(Grid a, Grid b) {
        return places(a.rows(), b.rows())
                .map(at -> dot(a.row(at[0]), b.row(at[1])))
                .toList();
    }

    /** A reduction of each row. */
    static List<Value> byRow(Grid x, Function<List<Value>, Value> reduction) {
        return rows(x).mapToObj(x::row).map(reduction).toList();
    }

    /** A reduction of each column. */
    static List<Value> byColumn(Grid x, Function<List<Value>, Value> reduction) {
        return columns(x).mapToObj(x::column).map(reduction).toList();
    }

    /** A reduction, of rank 3, over the first axis and the last. */
    static List<Value> byMiddle(Grid x, Function<List<Value>, Value> reduction) {
        return IntStream.range(0, x.shape().dim(1))
                .mapToObj(j -> places(x.shape().dim(0), x.shape().dim(2))
                        .map(at -> x.at(at[0], j, at[1]))
                        .toList())
                .map(reduction)
                .toList();
    }

    /** What becomes of each row. */
    static List<Value> eachRow(Grid x, UnaryOperator<List<Value>> op) {
        return rows(x).mapToObj(x::row).map(op).flatMap(Collection::stream).toList();
    }

    /** All entries, column by column. */
    static List<Value> byColumns(Grid x) {
        return columns(x).mapToObj(x::column).flatMap(Collection::stream).toList();
    }

    /** All entries, of rank 3, with the last axis first. */
    static List<Value> lastAxisFirst(Grid x) {
        return places(x.shape().dim(2), x.shape().dim(0), x.shape().dim(1))
                .map(at -> x.at(at[1], at[2], at[0]))
                .toList();
    }

    /** One behind the other, row by row. */
    static List<Value> besides(Grid a, Grid b) {
        return rows(a).mapToObj(i -> Stream.of(a.row(i), b.row(i)))
                .flatMap(Function.identity())
                .flatMap(Collection::stream)
                .toList();
    }

    /** z - ln Σ e^z. */
    static List<Value> logSoftmax(List<Value> logits) {
        Value log = Losses.sum(logits.stream().map(Value::exp).toList()).log();
        return logits.stream().map(z -> z.sub(log)).toList();
    }

    /** 0 with probability r, else x/(1 - r). */
    static List<Value> dropout(List<Value> entries, double rate, RandomGenerator random) {
        var result = new ArrayList<Value>();
        for (Value x : entries) {
            result.add(random.nextDouble() < rate ? x.mul(0) : x.div(1 - rate));
        }
        return result;
    }

    /** Z[b, o, i, j] = Σ X[b, c, s·i + k - p, s·j + l - p]·W[o, c, k, l] + bias[o], X being 0 outside. */
    static List<Value> conv2d(Grid x, Grid weight, Grid bias, int stride, int padding) {
        Shape window = weight.shape();
        int rows = (x.shape().dim(2) + 2 * padding - window.dim(2)) / stride + 1;
        int columns = (x.shape().dim(3) + 2 * padding - window.dim(3)) / stride + 1;
        return places(x.shape().dim(0), window.dim(0), rows, columns)
                .map(at -> places(window.dim(1), window.dim(2), window.dim(3))
                        .map(in -> {
                            int row = at[2] * stride + in[1] - padding;
                            int column = at[3] * stride + in[2] - padding;
                            boolean inside = row >= 0
                                    && row < x.shape().dim(2)
                                    && column >= 0
                                    && column < x.shape().dim(3);
                            Value pixel = inside ? x.at(at[0], in[0], row, column) : Value.of(0);
                            return pixel.mul(weight.at(at[1], in[0], in[1], in[2]));
                        })
                        .reduce(bias.entries().get(at[1]), Value::add))
                .toList();
    }

    /** The largest of each window. */
    static List<Value> maxPool2d(Grid x, int size, int stride) {
        int rows = (x.shape().dim(2) - size) / stride + 1;
        int columns = (x.shape().dim(3) - size) / stride + 1;
        return places(x.shape().dim(0), x.shape().dim(1), rows, columns)
                .map(at -> largest(places(size, size)
                        .map(in -> x.at(at[0], at[1], at[2] * stride + in[0], at[3] * stride + in[1]))
                        .toList()))
                .toList();
    }

    static Value largest(List<Value> values) {
        return values.stream().reduce(Value::maximum).orElseThrow();
    }

    static IntStream rows(Grid x) {
        return IntStream.range(0, x.rows());
    }

    private static IntStream columns(Grid x) {
        return IntStream.range(0, x.columns());
    }

    private static Value dot(List<Value> a, List<Value> b) {
        return Losses.sum(IntStream.range(0, a.size())
                .mapToObj(k -> a.get(k).mul(b.get(k)))
                .toList());
    }

    /** Every index of these sizes, in row-major order. */
    private static Stream<int[]> places(int... dims) {
        int size = IntStream.of(dims).reduce(1, Math::multiplyExact);
        return IntStream.range(0, size).mapToObj(at -> {
            var index = new int[dims.length];
            for (int axis = dims.length - 1, rest = at; axis >= 0; axis--) {
                index[axis] = rest % dims[axis];
                rest /= dims[axis];
            }
            return index;
        });
    }
}

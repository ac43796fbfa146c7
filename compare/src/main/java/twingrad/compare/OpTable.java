package twingrad.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import twingrad.compare.Op.Domain;
import twingrad.compare.Op.Grid;
import twingrad.scalar.Losses;
import twingrad.scalar.Value;
import twingrad.tensor.NdArray;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

/**
 * Every op of both engines, one row each. A new op is one method in {@code Value}, one in {@code Tensor}, one row here;
 * a test lists the ops of both engines and fails for one without a row.
 */
public final class OpTable {

    private static final Domain ANY = new Domain(-2, 2, 0);
    private static final Domain ABOUT_A_QUARTER = new Domain(-2, 2, 0.25);
    private static final Domain POSITIVE = new Domain(0.5, 3, 0);
    private static final Domain PROBABILITY = new Domain(0.1, 0.9, 0);
    private static final Domain EXPONENT = new Domain(-1.5, 2.5, 0);

    private static final Shape MATRIX = Shape.of(3, 5);
    private static final List<List<Shape>> ONE = List.of(List.of(MATRIX), List.of(Shape.of(7)), List.of(Shape.of()));
    private static final List<List<Shape>> TWO = List.of(
            List.of(MATRIX, MATRIX),
            List.of(MATRIX, Shape.of(5)),
            List.of(Shape.of(3, 1), Shape.of(1, 5)),
            List.of(Shape.of(), MATRIX));

    /** Class labels of three rows over five classes. */
    private static final int[] LABELS = {4, 0, 2};

    /** 0/1 targets of the (3 x 5) matrix. */
    private static final double[] BITS = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0};

    /** The same as hinge's -1/1 targets. */
    private static final double[] SIGNS =
            Arrays.stream(BITS).map(bit -> 2 * bit - 1).toArray();

    private OpTable() {}

    /** The table. */
    public static List<Op> ops() {
        return Stream.of(elementwise(), withNumbers(), reductions(), matrices(), losses())
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Op> elementwise() {
        return List.of(
                binary("add", ANY, ANY, Value::add, Tensor::add),
                binary("sub", ANY, ANY, Value::sub, Tensor::sub),
                binary("mul", ANY, ANY, Value::mul, Tensor::mul),
                binary("div", ANY, POSITIVE, Value::div, Tensor::div),
                binary("pow", POSITIVE, EXPONENT, Value::pow, Tensor::pow),
                binary("maximum", ANY, ANY, Value::maximum, Tensor::maximum),
                binary("minimum", ANY, ANY, Value::minimum, Tensor::minimum),
                unary("neg", ANY, Value::neg, Tensor::neg),
                unary("exp", ANY, Value::exp, Tensor::exp),
                unary("log", POSITIVE, Value::log, Tensor::log),
                unary("sqrt", POSITIVE, Value::sqrt, Tensor::sqrt),
                unary("abs", ANY, Value::abs, Tensor::abs),
                unary("sin", ANY, Value::sin, Tensor::sin),
                unary("cos", ANY, Value::cos, Tensor::cos),
                unary("tanh", ANY, Value::tanh, Tensor::tanh),
                unary("sigmoid", ANY, Value::sigmoid, Tensor::sigmoid),
                unary("relu", ANY, Value::relu, Tensor::relu),
                unary("leakyRelu", ANY, Value::leakyRelu, Tensor::leakyRelu),
                unary("softplus", ANY, Value::softplus, Tensor::softplus));
    }

    private static List<Op> withNumbers() {
        return List.of(
                unary("add(double)", ANY, x -> x.add(1.5), x -> x.add(1.5)),
                unary("sub(double)", ANY, x -> x.sub(1.5), x -> x.sub(1.5)),
                unary("mul(double)", ANY, x -> x.mul(-2.5), x -> x.mul(-2.5)),
                unary("div(double)", ANY, x -> x.div(-2.5), x -> x.div(-2.5)),
                unary("pow(double)", POSITIVE, x -> x.pow(2.5), x -> x.pow(2.5)),
                unary("maximum(double)", ABOUT_A_QUARTER, x -> x.maximum(0.25), x -> x.maximum(0.25)),
                unary("minimum(double)", ABOUT_A_QUARTER, x -> x.minimum(0.25), x -> x.minimum(0.25)),
                unary("leakyRelu(double)", ANY, x -> x.leakyRelu(0.2), x -> x.leakyRelu(0.2)));
    }

    private static List<Op> reductions() {
        return List.of(
                matrix("sum", x -> List.of(Losses.sum(x.entries())), Tensor::sum),
                matrix("mean", x -> List.of(Losses.mean(x.entries())), Tensor::mean),
                matrix("sum(int,boolean)", x -> byColumn(x, Losses::sum), x -> x.sum(0, false)),
                matrix("amax(int,boolean)", x -> byRow(x, OpTable::largest), x -> x.amax(1, true)),
                matrix("softmax", x -> flat(x, Losses::softmax), Tensor::softmax),
                matrix(
                        "gather(int[])",
                        x -> rows(x).mapToObj(i -> x.at(i, LABELS[i])).toList(),
                        x -> x.gather(LABELS)));
    }

    private static List<Op> matrices() {
        return List.of(
                matrix(
                        "transpose",
                        x -> IntStream.range(0, x.columns())
                                .mapToObj(x::column)
                                .flatMap(Collection::stream)
                                .toList(),
                        Tensor::transpose),
                matrix("reshape(int[])", Grid::entries, x -> x.reshape(5, 3)),
                new Op(
                        "matmul",
                        List.of(ANY, ANY),
                        List.of(List.of(MATRIX, Shape.of(5, 4)), List.of(Shape.of(1, 6), Shape.of(6, 1))),
                        grids -> product(
                                grids.get(0),
                                j -> grids.get(1).column(j),
                                grids.get(1).columns()),
                        tensors -> tensors.get(0).matmul(tensors.get(1))),
                new Op(
                        "matmulTransB",
                        List.of(ANY, ANY),
                        List.of(List.of(MATRIX, Shape.of(4, 5)), List.of(Shape.of(1, 6), Shape.of(2, 6))),
                        grids -> product(
                                grids.get(0),
                                j -> grids.get(1).row(j),
                                grids.get(1).rows()),
                        tensors -> tensors.get(0).matmulTransB(tensors.get(1))));
    }

    private static List<Op> losses() {
        return List.of(
                matrix(
                        "softmaxCrossEntropy",
                        x -> rows(x).mapToObj(i -> Losses.softmaxCrossEntropy(x.row(i), LABELS[i]))
                                .toList(),
                        x -> twingrad.tensor.Losses.softmaxCrossEntropy(x, LABELS)),
                new Op(
                        "crossEntropy",
                        List.of(PROBABILITY),
                        List.of(List.of(MATRIX)),
                        x -> rows(x.get(0))
                                .mapToObj(i -> Losses.crossEntropy(x.get(0).row(i), LABELS[i]))
                                .toList(),
                        x -> twingrad.tensor.Losses.crossEntropy(x.get(0), LABELS)),
                loss(
                        "binaryCrossEntropy",
                        BITS,
                        Losses::binaryCrossEntropy,
                        twingrad.tensor.Losses::binaryCrossEntropy),
                loss("squaredError", BITS, Losses::squaredError, twingrad.tensor.Losses::squaredError),
                loss("halfSquaredError", BITS, Losses::halfSquaredError, twingrad.tensor.Losses::halfSquaredError),
                loss("hinge", SIGNS, Losses::hinge, twingrad.tensor.Losses::hinge),
                matrix(
                        "l1",
                        x -> List.of(Losses.l1(x.entries(), 0.3, 7)),
                        x -> twingrad.tensor.Losses.l1(List.of(x), 0.3, 7)),
                matrix(
                        "l2",
                        x -> List.of(Losses.l2(x.entries(), 0.3, 7)),
                        x -> twingrad.tensor.Losses.l2(List.of(x), 0.3, 7)));
    }

    private static Op unary(String name, Domain domain, UnaryOperator<Value> scalar, UnaryOperator<Tensor> tensor) {
        return new Op(
                name,
                List.of(domain),
                ONE,
                grids -> grids.get(0).entries().stream().map(scalar).toList(),
                tensors -> tensor.apply(tensors.get(0)));
    }

    private static Op binary(
            String name, Domain first, Domain second, BinaryOperator<Value> scalar, BinaryOperator<Tensor> tensor) {
        return new Op(
                name,
                List.of(first, second),
                TWO,
                grids -> broadcast(grids.get(0), grids.get(1), scalar),
                tensors -> tensor.apply(tensors.get(0), tensors.get(1)));
    }

    private static Op matrix(String name, Function<Grid, List<Value>> scalar, Function<Tensor, Tensor> tensor) {
        return new Op(
                name,
                List.of(ANY),
                List.of(List.of(MATRIX)),
                grids -> scalar.apply(grids.get(0)),
                tensors -> tensor.apply(tensors.get(0)));
    }

    /** A loss of one output against a number. */
    private interface ScalarLoss {
        Value of(Value output, double target);
    }

    /** The same over an array. */
    private interface TensorLoss {
        Tensor of(Tensor outputs, NdArray targets);
    }

    private static Op loss(String name, double[] targets, ScalarLoss scalar, TensorLoss tensor) {
        return matrix(
                name,
                x -> IntStream.range(0, targets.length)
                        .mapToObj(i -> scalar.of(x.entries().get(i), targets[i]))
                        .toList(),
                x -> tensor.of(x, x.precision().of(targets, x.shape().dims())));
    }

    private static List<Value> broadcast(Grid a, Grid b, BinaryOperator<Value> op) {
        Shape shape = a.shape().broadcast(b.shape());
        var entries = new ArrayList<Value>();
        for (int i = 0; i < shape.dim(0); i++) {
            for (int j = 0; j < shape.dim(1); j++) {
                entries.add(op.apply(a.broadcast(i, j), b.broadcast(i, j)));
            }
        }
        return entries;
    }

    private static List<Value> product(Grid a, Function<Integer, List<Value>> lines, int columns) {
        var entries = new ArrayList<Value>();
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                List<Value> line = lines.apply(j);
                List<Value> row = a.row(i);
                entries.add(Losses.sum(IntStream.range(0, line.size())
                        .mapToObj(k -> row.get(k).mul(line.get(k)))
                        .toList()));
            }
        }
        return entries;
    }

    private static IntStream rows(Grid x) {
        return IntStream.range(0, x.rows());
    }

    private static List<Value> byRow(Grid x, Function<List<Value>, Value> reduction) {
        return rows(x).mapToObj(x::row).map(reduction).toList();
    }

    private static List<Value> byColumn(Grid x, Function<List<Value>, Value> reduction) {
        return IntStream.range(0, x.columns())
                .mapToObj(x::column)
                .map(reduction)
                .toList();
    }

    private static List<Value> flat(Grid x, Function<List<Value>, List<Value>> op) {
        return rows(x).mapToObj(x::row).map(op).flatMap(Collection::stream).toList();
    }

    private static Value largest(List<Value> values) {
        return values.stream().reduce(Value::maximum).orElseThrow();
    }
}

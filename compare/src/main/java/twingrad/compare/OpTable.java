package twingrad.compare;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import twingrad.compare.Op.Domain;
import twingrad.compare.Op.Grid;
import twingrad.compare.Seeds.Purpose;
import twingrad.scalar.Losses;
import twingrad.scalar.Value;
import twingrad.tensor.Images;
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

    /** Nothing, one number, rows, columns, matrices, and sizes about the vectors' lengths. */
    private static final List<List<Shape>> ONE = Stream.of(
                    MATRIX,
                    Shape.of(7),
                    Shape.of(),
                    Shape.of(0),
                    Shape.of(1),
                    Shape.of(1, 1),
                    Shape.of(1, 9),
                    Shape.of(9, 1),
                    Shape.of(8),
                    Shape.of(15),
                    Shape.of(16),
                    Shape.of(17),
                    Shape.of(33),
                    Shape.of(4, 8),
                    Shape.of(2, 3, 4),
                    Shape.of(2, 0, 3))
            .map(List::of)
            .toList();

    /** Pairs whose broadcast is a matrix, each way round. */
    private static final List<List<Shape>> TWO = List.of(
            List.of(MATRIX, MATRIX),
            List.of(MATRIX, Shape.of(5)),
            List.of(Shape.of(3, 1), Shape.of(1, 5)),
            List.of(Shape.of(), MATRIX),
            List.of(Shape.of(5), MATRIX),
            List.of(Shape.of(1, 5), Shape.of(3, 1)),
            List.of(MATRIX, Shape.of(3, 1)),
            List.of(Shape.of(3, 1), MATRIX),
            List.of(Shape.of(1, 5), MATRIX),
            List.of(Shape.of(1, 1), Shape.of(1, 1)),
            List.of(Shape.of(1, 9), Shape.of(1, 9)),
            List.of(Shape.of(9, 1), Shape.of(9, 1)),
            List.of(Shape.of(2, 8), Shape.of(8)),
            List.of(Shape.of(2, 17), Shape.of(2, 17)),
            List.of(Shape.of(0, 5), Shape.of(0, 5)),
            List.of(MATRIX, Shape.of()));

    /** Class labels of three rows over five classes. */
    private static final int[] LABELS = {4, 0, 2};

    /** 0/1 targets of the (3 x 5) matrix. */
    private static final double[] BITS = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0};

    /** The same as hinge's -1/1 targets. */
    private static final double[] SIGNS =
            Arrays.stream(BITS).map(bit -> 2 * bit - 1).toArray();

    /** The first axis and the last of three. */
    private static final int[] OUTER = {0, 2};

    private OpTable() {}

    /** The table. */
    public static List<Op> ops() {
        return Stream.of(elementwise(), withNumbers(), reductions(), parts(), products(), images(), losses())
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
                matrix("amax", x -> List.of(Blackboard.largest(x.entries())), Tensor::amax),
                matrix("sum(int,boolean)", x -> Blackboard.byColumn(x, Losses::sum), x -> x.sum(0, false)),
                matrix("mean(int,boolean)", x -> Blackboard.byRow(x, Losses::mean), x -> x.mean(1, false)),
                matrix("amax(int,boolean)", x -> Blackboard.byRow(x, Blackboard::largest), x -> x.amax(1, true)),
                cube("sum(int[],boolean)", x -> Blackboard.byMiddle(x, Losses::sum), x -> x.sum(OUTER, false)),
                cube("mean(int[],boolean)", x -> Blackboard.byMiddle(x, Losses::mean), x -> x.mean(OUTER, true)),
                cube("amax(int[],boolean)", x -> Blackboard.byMiddle(x, Blackboard::largest), x -> x.amax(OUTER, true)),
                matrix("softmax", x -> Blackboard.eachRow(x, Losses::softmax), Tensor::softmax),
                matrix("logSoftmax", x -> Blackboard.eachRow(x, Blackboard::logSoftmax), Tensor::logSoftmax));
    }

    private static List<Op> parts() {
        return List.of(
                matrix("transpose", Blackboard::byColumns, Tensor::transpose),
                cube("transpose(int[])", Blackboard::lastAxisFirst, x -> x.transpose(2, 0, 1)),
                matrix("reshape(int[])", Grid::entries, x -> x.reshape(5, 3)),
                matrix(
                        "gather(int[])",
                        x -> Blackboard.rows(x)
                                .mapToObj(i -> x.at(i, LABELS[i]))
                                .toList(),
                        x -> x.gather(LABELS)),
                matrix(
                        "slice(int,int,int)",
                        x -> Blackboard.eachRow(x, row -> row.subList(1, 4)),
                        x -> x.slice(1, 1, 4)),
                matrix(
                        "rows(int[])",
                        x -> Stream.of(x.row(2), x.row(0), x.row(2))
                                .flatMap(Collection::stream)
                                .toList(),
                        x -> x.rows(2, 0, 2)),
                new Op(
                        "concat(int)",
                        List.of(ANY, ANY),
                        List.of(List.of(MATRIX, Shape.of(3, 2))),
                        grids -> Blackboard.besides(grids.get(0), grids.get(1)),
                        tensors -> tensors.get(0).concat(1, tensors.get(1))),
                matrix(
                        "dropout(double,RandomGenerator)",
                        x -> Blackboard.dropout(x.entries(), 0.4, mask()),
                        x -> x.dropout(0.4, mask())));
    }

    private static List<Op> products() {
        return List.of(
                product("matmul", Blackboard::matmul, Tensor::matmul, Shape.of(3, 5), Shape.of(5, 4)),
                product("matmulTransA", Blackboard::matmulTransA, Tensor::matmulTransA, Shape.of(5, 3), Shape.of(5, 4)),
                product(
                        "matmulTransB",
                        Blackboard::matmulTransB,
                        Tensor::matmulTransB,
                        Shape.of(3, 5),
                        Shape.of(4, 5)));
    }

    private static List<Op> images() {
        return List.of(
                new Op(
                        "conv2d",
                        List.of(ANY, ANY, ANY),
                        List.of(List.of(Shape.of(2, 2, 3, 4), Shape.of(3, 2, 2, 3), Shape.of(3))),
                        x -> Blackboard.conv2d(x.get(0), x.get(1), x.get(2), 2, 1),
                        x -> Images.conv2d(x.get(0), x.get(1), x.get(2), 2, 1)),
                new Op(
                        "maxPool2d",
                        List.of(ANY),
                        List.of(List.of(Shape.of(2, 2, 4, 5))),
                        x -> Blackboard.maxPool2d(x.get(0), 2, 2),
                        x -> Images.maxPool2d(x.get(0), 2, 2)));
    }

    private static List<Op> losses() {
        return List.of(
                matrix(
                        "softmaxCrossEntropy",
                        x -> Blackboard.rows(x)
                                .mapToObj(i -> Losses.softmaxCrossEntropy(x.row(i), LABELS[i]))
                                .toList(),
                        x -> twingrad.tensor.Losses.softmaxCrossEntropy(x, LABELS)),
                new Op(
                        "crossEntropy",
                        List.of(PROBABILITY),
                        List.of(List.of(MATRIX)),
                        x -> Blackboard.rows(x.get(0))
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
                grids -> Blackboard.broadcast(grids.get(0), grids.get(1), scalar),
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

    private static Op cube(String name, Function<Grid, List<Value>> scalar, Function<Tensor, Tensor> tensor) {
        return new Op(
                name,
                List.of(ANY),
                List.of(List.of(Shape.of(2, 3, 4))),
                grids -> scalar.apply(grids.get(0)),
                tensors -> tensor.apply(tensors.get(0)));
    }

    /** A matrix product: of two matrices, and of three by one and three by three such. */
    private static Op product(
            String name,
            BiFunction<Grid, Grid, List<Value>> scalar,
            BinaryOperator<Tensor> tensor,
            Shape left,
            Shape right) {
        Shape lefts = Shape.of(3, left.dim(0), left.dim(1));
        Shape rights = Shape.of(3, right.dim(0), right.dim(1));
        return new Op(
                name,
                List.of(ANY, ANY),
                List.of(List.of(left, right), List.of(lefts, right), List.of(lefts, rights)),
                grids -> Blackboard.each(grids.get(0), grids.get(1), scalar),
                tensors -> tensor.apply(tensors.get(0), tensors.get(1)));
    }

    /** The same numbers each time, for the masks of both engines. */
    private static RandomGenerator mask() {
        return new Seeds(1).generator(Purpose.OPS);
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
}

package twingrad.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;

/**
 * A random expression over a few leaves: nodes are used many times over, some as both operands of one op. Its leaves lie
 * where no op is near its kink or its pole, and where no derivative is large: how far a node can move is counted along
 * with its value.
 *
 * @param leaves their values
 * @param nodes each an operation on two earlier values, leaves first; of one operand, the second is idle
 */
record RandomGraph(double[] leaves, List<Node> nodes) {

    /** An operation on values i and j, counted over the leaves and then the nodes. */
    record Node(Operation operation, int i, int j) {}

    /** No node moves faster than so many times its leaves, so that quotients stay as exact as their formula. */
    private static final double STEEPEST = 20;

    /** Values stay within this. */
    private static final double LARGEST = 8;

    /** How many times farther than a quotient's step moves a node its kink is. */
    private static final double DISTANCE = 4;

    /** What is done to one or two numbers, thrice: plainly, and in both engines. */
    enum Operation {
        ADD((x, y) -> x + y, (x, y) -> 2, Both.of(Value::add, Tensor::add)),
        SUB((x, y) -> x - y, (x, y) -> 2, Both.of(Value::sub, Tensor::sub)),
        MUL((x, y) -> x * y, (x, y) -> Math.abs(x) + Math.abs(y), Both.of(Value::mul, Tensor::mul)),
        DIV((x, y) -> x / y, (x, y) -> (1 + Math.abs(x / y)) / Math.abs(y), Both.of(Value::div, Tensor::div)) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return Math.abs(y) > 0.5;
            }
        },
        MAXIMUM(Math::max, (x, y) -> 1, Both.of(Value::maximum, Tensor::maximum)) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return Math.abs(x - y) > 2 * reach;
            }
        },
        MINIMUM(Math::min, (x, y) -> 1, Both.of(Value::minimum, Tensor::minimum)) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return Math.abs(x - y) > 2 * reach;
            }
        },
        NEG((x, y) -> -x, (x, y) -> 1, Both.of((x, y) -> x.neg(), (x, y) -> x.neg())),
        EXP((x, y) -> StrictMath.exp(x), (x, y) -> StrictMath.exp(x), Both.of((x, y) -> x.exp(), (x, y) -> x.exp())),
        LOG((x, y) -> StrictMath.log(x), (x, y) -> 1 / x, Both.of((x, y) -> x.log(), (x, y) -> x.log())) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return x > 0.5;
            }
        },
        SQRT((x, y) -> Math.sqrt(x), (x, y) -> 0.5 / Math.sqrt(x), Both.of((x, y) -> x.sqrt(), (x, y) -> x.sqrt())) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return x > 0.5;
            }
        },
        SQUARE((x, y) -> x * x, (x, y) -> 2 * Math.abs(x), Both.of((x, y) -> x.pow(2), (x, y) -> x.pow(2))),
        TANH(
                (x, y) -> StrictMath.tanh(x),
                (x, y) -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x),
                Both.of((x, y) -> x.tanh(), (x, y) -> x.tanh())),
        SIGMOID(
                (x, y) -> 1 / (1 + StrictMath.exp(-x)),
                (x, y) -> 0.25,
                Both.of((x, y) -> x.sigmoid(), (x, y) -> x.sigmoid())),
        SOFTPLUS(
                (x, y) -> StrictMath.log1p(StrictMath.exp(x)),
                (x, y) -> 1,
                Both.of((x, y) -> x.softplus(), (x, y) -> x.softplus())),
        SIN(
                (x, y) -> StrictMath.sin(x),
                (x, y) -> Math.abs(StrictMath.cos(x)),
                Both.of((x, y) -> x.sin(), (x, y) -> x.sin())),
        COS(
                (x, y) -> StrictMath.cos(x),
                (x, y) -> Math.abs(StrictMath.sin(x)),
                Both.of((x, y) -> x.cos(), (x, y) -> x.cos())),
        RELU((x, y) -> Math.max(0, x), (x, y) -> 1, Both.of((x, y) -> x.relu(), (x, y) -> x.relu())) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return Math.abs(x) > reach;
            }
        },
        LEAKY_RELU(
                (x, y) -> x > 0 ? x : 0.01 * x,
                (x, y) -> 1,
                Both.of((x, y) -> x.leakyRelu(0.01), (x, y) -> x.leakyRelu(0.01))) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return Math.abs(x) > reach;
            }
        },
        ABS((x, y) -> Math.abs(x), (x, y) -> 1, Both.of((x, y) -> x.abs(), (x, y) -> x.abs())) {
            @Override
            boolean isSafe(double x, double y, double reach) {
                return Math.abs(x) > reach;
            }
        };

        /** One operation in both engines. */
        record Both(BinaryOperator<Value> scalar, BinaryOperator<Tensor> tensor) {
            static Both of(BinaryOperator<Value> scalar, BinaryOperator<Tensor> tensor) {
                return new Both(scalar, tensor);
            }
        }

        private final DoubleBinaryOperator plain;
        private final DoubleBinaryOperator slope;
        private final Both both;

        Operation(DoubleBinaryOperator plain, DoubleBinaryOperator slope, Both both) {
            this.plain = plain;
            this.slope = slope;
            this.both = both;
        }

        /** Whether x and y, each moved by up to {@code reach}, stay off the op's kink and its pole. */
        boolean isSafe(double x, double y, double reach) {
            return true;
        }

        Both both() {
            return both;
        }
    }

    /** How an operation is built, healthy or not. */
    interface Builder<T> {
        T build(Node node, T x, T y);
    }

    /** A graph of so many nodes. */
    static RandomGraph draw(int size, RandomGenerator random) {
        var leaves = IntStream.range(0, 2 + random.nextInt(5))
                .mapToDouble(i -> 0.5 + 1.5 * random.nextDouble())
                .toArray();
        var growing = new Growing(leaves);
        while (growing.nodes.size() < size) {
            Operation[] all = Operation.values();
            int count = leaves.length + growing.nodes.size();
            int i = random.nextInt(count);
            int j = random.nextInt(4) == 0 ? i : random.nextInt(count);
            growing.add(new Node(all[random.nextInt(all.length)], i, j));
        }
        return new RandomGraph(leaves, List.copyOf(growing.nodes));
    }

    /** A graph on its way, with every value and how steep it is. */
    private static final class Growing {
        private final List<Node> nodes = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final List<Double> slopes = new ArrayList<>();

        Growing(double[] leaves) {
            for (double leaf : leaves) {
                values.add(leaf);
                slopes.add(1.0);
            }
        }

        void add(Node node) {
            double x = values.get(node.i);
            double y = values.get(node.j);
            double steepest = Math.max(slopes.get(node.i), slopes.get(node.j));
            double value = node.operation.plain.applyAsDouble(x, y);
            double slope = node.operation.slope.applyAsDouble(x, y) * steepest;
            boolean isSafe = node.operation.isSafe(x, y, DISTANCE * FiniteDifferences.STEP * Math.max(1, steepest));
            if (isSafe && Math.abs(value) < LARGEST && slope < STEEPEST) {
                nodes.add(node);
                values.add(value);
                slopes.add(slope);
            }
        }
    }

    /** The root: the last node plus all that is no operand, so that every node counts. */
    private <T> T build(List<T> values, Builder<T> builder, BinaryOperator<T> add) {
        var all = new ArrayList<T>(values);
        for (Node node : nodes) {
            all.add(builder.build(node, all.get(node.i), all.get(node.j)));
        }
        T root = all.get(all.size() - 1);
        for (int k : unused()) {
            root = add.apply(root, all.get(k));
        }
        return root;
    }

    /** What is no operand, the last node aside. */
    private int[] unused() {
        var used = new BitSet();
        for (Node node : nodes) {
            used.set(node.i);
            used.set(node.j);
        }
        return IntStream.range(0, leaves.length + nodes.size() - 1)
                .filter(k -> !used.get(k))
                .toArray();
    }

    /** The value and the gradient in the scalar engine. */
    LossAndGradient scalar(Builder<Value> builder) {
        var values = new ArrayList<Value>();
        for (double leaf : leaves) {
            values.add(Value.of(leaf));
        }
        Value root = build(values, builder, Value::add);
        root.backward();
        return new LossAndGradient(
                root.data(), values.stream().mapToDouble(Value::grad).toArray());
    }

    /** The same in the tensor engine, in float64, each number an array without axes. */
    LossAndGradient tensor(Builder<Tensor> builder) {
        var values = new ArrayList<Tensor>();
        for (double leaf : leaves) {
            values.add(Tensor.parameter(Precision.FLOAT64.of(new double[] {leaf})));
        }
        Tensor root = build(values, builder, Tensor::add);
        root.backward();
        return new LossAndGradient(
                root.data().item(),
                values.stream().mapToDouble(value -> value.grad().item()).toArray());
    }

    /** The same by plain numbers and Richardson's difference quotients, which know nothing of either engine. */
    LossAndGradient quotients() {
        double[] moved = leaves.clone();
        var gradient = new double[moved.length];
        for (int i = 0; i < moved.length; i++) {
            gradient[i] = FiniteDifferences.quotient(moved, i, () -> value(moved));
        }
        return new LossAndGradient(value(moved), gradient);
    }

    private double value(double[] at) {
        double[] all = Arrays.copyOf(at, at.length + nodes.size());
        int next = at.length;
        for (Node node : nodes) {
            all[next++] = node.operation.plain.applyAsDouble(all[node.i], all[node.j]);
        }
        double root = all[all.length - 1];
        for (int k : unused()) {
            root += all[k];
        }
        return root;
    }
}

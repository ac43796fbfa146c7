package twingrad.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An array that remembers how it was computed: a node with its data, the name of the op that made it, and an edge to
 * each input. The edge holds the derivative as a VJP, so every op below is its value and its derivative side by side.
 *
 * <p>Ops of two tensors broadcast; the gradient is summed back to each input's shape. A leaf is a parameter or a
 * constant; nothing computes the gradient of a constant, nor of what is computed from constants alone. The gradient of
 * a parameter accumulates over passes until {@link #zeroGrad()}; that of an interior node is reset by each pass; a node
 * that is used twice receives the sum; a gradient that was not computed yet is not the same as 0. A graph is the result
 * of an expression and is never edited: for other leaf data, build it again. NaN propagates.
 */
public final class Tensor {
    /** Slope of {@link #leakyRelu()} below 0 (Maas, Hannun and Ng 2013, Rectifier Nonlinearities). */
    public static final double LEAKY_SLOPE = 0.01;

    private final NdArray data;
    private final String op;
    private final boolean constant;
    private final List<Edge> edges;

    /** The edges to all inputs, the constant ones among them: what the formulas speak of. */
    private final List<Edge> operands;

    /** The inputs' versions when this node was computed, to notice data that was changed later. */
    private final long[] versions;

    private String label;

    /** Null as long as it was not computed. */
    private NdArray grad;

    /** How far {@link BackwardPass} has got in sorting; 0 outside of it. */
    byte mark;

    private Tensor(NdArray data, String label, String op, boolean constant, List<Edge> edges, List<Edge> operands) {
        this.data = Objects.requireNonNull(data, "data: expected an array, got null");
        this.label = Objects.requireNonNull(label, "label: expected a text, got null");
        this.op = op;
        this.constant = constant;
        this.edges = edges;
        this.operands = operands;
        this.versions = new long[operands.size()];
        for (int i = 0; i < versions.length; i++) {
            versions[i] = operands.get(i).input().data.version();
        }
    }

    /** A leaf whose gradient is computed, without a label. */
    public static Tensor parameter(NdArray data) {
        return parameter(data, "");
    }

    /** A leaf whose gradient is computed, with a label to print it by. */
    public static Tensor parameter(NdArray data, String label) {
        return new Tensor(data, label, "", false, List.of(), List.of());
    }

    /** A leaf whose gradient is never computed, without a label. */
    public static Tensor constant(NdArray data) {
        return constant(data, "");
    }

    /** A leaf whose gradient is never computed, with a label to print it by. */
    public static Tensor constant(NdArray data, String label) {
        return new Tensor(data, label, "", true, List.of(), List.of());
    }

    /** An interior node. Edges to constants are left out: it is constant itself if no other remain. */
    static Tensor node(String op, NdArray data, Edge... edges) {
        var operands = List.of(edges);
        var live = new ArrayList<Edge>(edges.length);
        for (var edge : edges) {
            if (!edge.input().constant) {
                live.add(edge);
            }
        }
        return new Tensor(data, "", op, live.isEmpty(), List.copyOf(live), operands);
    }

    /** The node of an op that broadcasts: VJPs of its shape, each summed back to the shape of its input. */
    private static Tensor broadcast(String op, NdArray data, Edge... edges) {
        for (int i = 0; i < edges.length; i++) {
            edges[i] = edges[i].summedFrom(data.shape());
        }
        return node(op, data, edges);
    }

    /** The node of a matrix product, whose leading axes broadcast. */
    private static Tensor product(String op, NdArray data, Edge... edges) {
        var leading = data.shape().withoutMatrix();
        for (int i = 0; i < edges.length; i++) {
            var input = edges[i].input().shape();
            edges[i] = edges[i].summedFrom(leading.withMatrix(input.matrixDim(0), input.matrixDim(1)));
        }
        return node(op, data, edges);
    }

    /** An edge: an input, its VJP as people write it, and its VJP. */
    static Edge edge(Tensor input, String formula, UnaryOperator<NdArray> vjp) {
        return new Edge(input, formula, Map.of(), vjp);
    }

    /** a + b; da = g, db = g. */
    public Tensor add(Tensor b) {
        return broadcast("+", data.add(b.data), edge(this, "da = g", g -> g), edge(b, "db = g", g -> g));
    }

    /** a + b for one number b. */
    public Tensor add(double b) {
        return add(number(b));
    }

    /** a - b; da = g, db = -g. */
    public Tensor sub(Tensor b) {
        return broadcast("-", data.sub(b.data), edge(this, "da = g", g -> g), edge(b, "db = -g", NdArray::neg));
    }

    /** a - b for one number b. */
    public Tensor sub(double b) {
        return sub(number(b));
    }

    /** a ⊙ b, element by element; da = g ⊙ b, db = g ⊙ a. */
    public Tensor mul(Tensor b) {
        return broadcast(
                "*",
                data.mul(b.data),
                edge(this, "da = g ⊙ b", g -> g.mul(b.data)),
                edge(b, "db = g ⊙ a", g -> g.mul(data)));
    }

    /** a·b for one number b. */
    public Tensor mul(double b) {
        return mul(number(b));
    }

    /** a / b; da = g / b, db = -g ⊙ a / b². */
    public Tensor div(Tensor b) {
        var quotient = data.div(b.data);
        return broadcast(
                "/",
                quotient,
                edge(this, "da = g / b", g -> g.div(b.data)),
                edge(b, "db = -g ⊙ a / b²", g -> g.mul(quotient).div(b.data).neg()));
    }

    /** a / b for one number b. */
    public Tensor div(double b) {
        return div(number(b));
    }

    /** -a; da = -g. */
    public Tensor neg() {
        return node("neg", data.neg(), edge(this, "da = -g", NdArray::neg));
    }

    /**
     * a^b; da = g ⊙ b·a^(b-1), which is 0 for b = 0; db = g ⊙ a^b·ln a, which as in PyTorch is NaN for a negative base
     * and 0 for the base 0 with an exponent of at least 0.
     */
    public Tensor pow(Tensor b) {
        var power = data.pow(b.data);
        return broadcast(
                "^",
                power,
                edge(
                        this,
                        "da = g ⊙ b·a^(b - 1)",
                        g -> g.mul(b.data.mul(data.pow(b.data.sub(1))).maskedBy(b.data))),
                // max(|a|, -b) is 0 exactly where a = 0 and b >= 0.
                edge(
                        b,
                        "db = g ⊙ a^b·ln a",
                        g -> g.mul(power.mul(data.log()).maskedBy(data.abs().maximum(b.data.neg())))));
    }

    /** a^b for one number b. */
    public Tensor pow(double b) {
        return pow(number(b));
    }

    /** e^a; da = g ⊙ e^a. */
    public Tensor exp() {
        var power = data.exp();
        return node("exp", power, edge(this, "da = g ⊙ e^a", g -> g.mul(power)));
    }

    /** Natural logarithm ln a; da = g / a. */
    public Tensor log() {
        return node("log", data.log(), edge(this, "da = g / a", g -> g.div(data)));
    }

    /** √a; da = g / (2·√a). */
    public Tensor sqrt() {
        var root = data.sqrt();
        return node("sqrt", root, edge(this, "da = g / (2·√a)", g -> g.div(root.mul(2))));
    }

    /** |a|; da = g ⊙ sign(a), which is 0 at 0. */
    public Tensor abs() {
        return node("abs", data.abs(), edge(this, "da = g ⊙ sign(a)", g -> g.mul(data.sign())));
    }

    /** The larger of a and b, which receives g; at a tie each receives g/2. */
    public Tensor maximum(Tensor b) {
        return broadcast(
                "maximum",
                data.maximum(b.data),
                edge(this, "da = g where a > b, g/2 where a = b, else 0", g -> g.mul(data.heaviside(b.data))),
                edge(b, "db = g where b > a, g/2 where b = a, else 0", g -> g.mul(b.data.heaviside(data))));
    }

    /** The larger of a and one number b. */
    public Tensor maximum(double b) {
        return maximum(number(b));
    }

    /** The smaller of a and b, which receives g; at a tie each receives g/2. */
    public Tensor minimum(Tensor b) {
        return broadcast(
                "minimum",
                data.minimum(b.data),
                edge(this, "da = g where a < b, g/2 where a = b, else 0", g -> g.mul(b.data.heaviside(data))),
                edge(b, "db = g where b < a, g/2 where b = a, else 0", g -> g.mul(data.heaviside(b.data))));
    }

    /** The smaller of a and one number b. */
    public Tensor minimum(double b) {
        return minimum(number(b));
    }

    /** sin a; da = g ⊙ cos a. */
    public Tensor sin() {
        return node("sin", data.sin(), edge(this, "da = g ⊙ cos a", g -> g.mul(data.cos())));
    }

    /** cos a; da = -g ⊙ sin a. */
    public Tensor cos() {
        return node(
                "cos",
                data.cos(),
                edge(this, "da = -g ⊙ sin a", g -> g.mul(data.sin()).neg()));
    }

    /** tanh z; dz = g ⊙ (1 - tanh² z), computed as 4·σ(2z)·σ(-2z): no cancelling for large |z|. */
    public Tensor tanh() {
        return node("tanh", data.tanh(), edge(this, "dz = g ⊙ (1 - tanh² z)", g -> g.mul(data.tanhSlope())));
    }

    /** σ(z) = 1/(1 + e^-z); dz = g ⊙ σ(z)·σ(-z), which unlike s·(1 - s) does not become 0 where s rounds to 1. */
    public Tensor sigmoid() {
        return node("sigmoid", data.sigmoid(), edge(this, "dz = g ⊙ σ(z)·σ(-z)", g -> g.mul(data.sigmoidSlope())));
    }

    /** max(0, z); dz = g where z > 0, else 0. */
    public Tensor relu() {
        return node("relu", data.relu(), edge(this, "dz = g where z > 0, else 0", g -> g.mul(data.step())));
    }

    /** {@link #leakyRelu(double)} with the slope {@value #LEAKY_SLOPE}. */
    public Tensor leakyRelu() {
        return leakyRelu(LEAKY_SLOPE);
    }

    /** z where z > 0, else slope·z; dz = g where z > 0, else slope·g. */
    public Tensor leakyRelu(double slope) {
        var formula = "dz = g where z > 0, else " + slope + "·g";
        return node("leakyRelu", data.relu().add(data.minimum(0).mul(slope)), edge(this, formula, g -> {
            var step = data.step();
            return g.mul(step.neg().add(1).mul(slope).add(step));
        }));
    }

    /** ln(1 + e^z), without overflow; dz = g ⊙ σ(z). */
    public Tensor softplus() {
        return node("softplus", data.softplus(), edge(this, "dz = g ⊙ σ(z)", g -> g.mul(data.sigmoid())));
    }

    /**
     * Matrix product (m x k)·(k x n) -> (m x n), for each index of the leading axes, which broadcast. Gradients: dA =
     * G·Bᵀ, dB = Aᵀ·G.
     */
    public Tensor matmul(Tensor b) {
        return product(
                "matmul",
                data.matmul(b.data),
                edge(this, "dA = G·Bᵀ", g -> g.matmulTransB(b.data)),
                edge(b, "dB = Aᵀ·G", g -> data.matmulTransA(g)));
    }

    /** Matrix product Aᵀ·B: (k x m), (k x n) -> (m x n), as {@link #matmul}. Gradients: dA = B·Gᵀ, dB = A·G. */
    public Tensor matmulTransA(Tensor b) {
        return product(
                "matmulTransA",
                data.matmulTransA(b.data),
                edge(this, "dA = B·Gᵀ", g -> b.data.matmulTransB(g)),
                edge(b, "dB = A·G", g -> data.matmul(g)));
    }

    /** Matrix product A·Bᵀ: (m x k), (n x k) -> (m x n), as {@link #matmul}. Gradients: dA = G·B, dB = Gᵀ·A. */
    public Tensor matmulTransB(Tensor b) {
        return product(
                "matmulTransB",
                data.matmulTransB(b.data),
                edge(this, "dA = G·B", g -> g.matmul(b.data)),
                edge(b, "dB = Gᵀ·A", g -> g.matmulTransA(data)));
    }

    /** Rows become columns: (m x n) -> (n x m); so do the gradient's. */
    public Tensor transpose() {
        return node("transpose", data.transpose(), edge(this, "dA = Gᵀ", NdArray::transpose));
    }

    /** The axes in another order: axis i of the result is the axis axes[i]; those of the gradient go back. */
    public Tensor transpose(int... axes) {
        int[] inverse = new Permutation(shape(), axes).inverse();
        return node(
                "transpose",
                data.transpose(axes),
                edge(this, "dA = G in the order of axes " + listed(inverse), g -> g.transpose(inverse)));
    }

    /** The same elements in another shape; a view. */
    public Tensor reshape(int... dims) {
        return node("reshape", data.reshape(dims), edge(this, "da = g in the shape of a", g -> g.reshape(shape())));
    }

    /** The sum of all elements, of rank 0; each receives g. */
    public Tensor sum() {
        return node("sum", data.sum(), edge(this, "da = g in every entry", g -> g.broadcastTo(shape())));
    }

    /** Sums along one axis, which stays with size 1 if {@code keepDims}; each element receives its sum's g. */
    public Tensor sum(int axis, boolean keepDims) {
        return sum(new int[] {axis}, keepDims);
    }

    /** Sums along several axes, which stay with size 1 if {@code keepDims}; each element receives its sum's g. */
    public Tensor sum(int[] axes, boolean keepDims) {
        var kept = shape().reduce("sum", axes, true);
        return node(
                "sum",
                data.sum(axes, keepDims),
                edge(this, "da = g along " + named(axes), g -> g.reshape(kept).broadcastTo(shape())));
    }

    /** The mean of all n elements, of rank 0, NaN for none; each receives g/n. */
    public Tensor mean() {
        int n = shape().size();
        return node(
                "mean",
                data.sum().div(n),
                edge(this, "da = g/" + n + " in every entry", g -> g.div(n).broadcastTo(shape())));
    }

    /** The mean along one axis of size n, which stays with size 1 if {@code keepDims}; each receives its mean's g/n. */
    public Tensor mean(int axis, boolean keepDims) {
        return mean(new int[] {axis}, keepDims);
    }

    /** The mean along several axes of n elements, which stay with size 1 if {@code keepDims}; each receives g/n. */
    public Tensor mean(int[] axes, boolean keepDims) {
        var kept = shape().reduce("mean", axes, true);
        int n = shape().sizeOf(axes);
        return node(
                "mean",
                data.sum(axes, keepDims).div(n),
                edge(
                        this,
                        "da = g/" + n + " along " + named(axes),
                        g -> g.div(n).reshape(kept).broadcastTo(shape())));
    }

    /** The largest of all elements, of rank 0; g is shared evenly among ties. */
    public Tensor amax() {
        return amax(IntStream.range(0, shape().rank()).toArray(), false);
    }

    /** The largest along one axis, which stays with size 1 if {@code keepDims}; g is shared evenly among ties. */
    public Tensor amax(int axis, boolean keepDims) {
        return amax(new int[] {axis}, keepDims);
    }

    /** The largest along several axes, which stay with size 1 if {@code keepDims}; g is shared evenly among ties. */
    public Tensor amax(int[] axes, boolean keepDims) {
        var chosen = axes.clone();
        var largest = data.amax(chosen, true);
        var formula = "da = g at the largest along " + named(chosen) + ", shared evenly among ties";
        return node("amax", largest.reshape(shape().reduce("amax", chosen, keepDims)), edge(this, formula, g -> {
            var ties = data.equal(largest);
            return g.reshape(largest.shape()).mul(ties.div(ties.sum(chosen, true)));
        }));
    }

    /** e^z / Σ e^z along the last axis, without overflow; dz = p ⊙ (g - g·p), row by row. */
    public Tensor softmax() {
        int last = shape().lastAxis("softmax");
        var powers = data.sub(data.amax(last, true)).exp();
        var p = powers.div(powers.sum(last, true));
        return node(
                "softmax",
                p,
                edge(
                                this,
                                "dz = p ⊙ (g - row sums of (g ⊙ p))",
                                g -> p.mul(g.sub(g.mul(p).sum(last, true))))
                        .where("p", () -> p));
    }

    /** ln softmax along the last axis, z - ln Σ e^z, without overflow; dz = g - p ⊙ row sums of g. */
    public Tensor logSoftmax() {
        int last = shape().lastAxis("logSoftmax");
        var shifted = data.sub(data.amax(last, true));
        var logs = shifted.sub(shifted.exp().sum(last, true).log());
        return node(
                "logSoftmax",
                logs,
                edge(this, "dz = g - p ⊙ row sums of g", g -> g.sub(logs.exp().mul(g.sum(last, true))))
                        .where("p", logs::exp));
    }

    /**
     * Inverted dropout: an entry is dropped, becoming 0, with probability r, else divided by 1 - r, so that its
     * expected value stays; da = g ⊙ the same mask. For training only.
     *
     * @param rate r, from 0 to below 1
     * @param random gives one uniform number for each entry, in order
     */
    public Tensor dropout(double rate, RandomGenerator random) {
        var mask = Dropout.mask(rate, random, data);
        return node(
                "dropout",
                data.mul(mask),
                edge(this, "da = g ⊙ mask", g -> g.mul(mask)).where("mask", () -> mask));
    }

    /** From one index of an axis up to another, which is not included; these receive g, the others 0. */
    public Tensor slice(int axis, int from, int to) {
        Requirements.range("slice", shape(), axis, from, to);
        int size = shape().dim(axis);
        int[] chosen = IntStream.range(from, to).toArray();
        return node(
                "slice",
                data.take(chosen, axis),
                edge(
                        this,
                        "da = g at " + from + " to " + (to - 1) + " of axis " + axis + ", else 0",
                        g -> g.scatterAdd(chosen, axis, size)));
    }

    /**
     * These rows, (m x …) -> (n x …), each of which receives g; a row that is taken several times receives the sum.
     *
     * @param rows from 0 to m-1, n of them in any order. Not modified.
     */
    public Tensor rows(int... rows) {
        var chosen = rows.clone();
        Requirements.rows("rows", shape(), chosen);
        int m = shape().dim(0);
        return node("rows", data.take(chosen, 0), edge(this, "da = sums of g by row", g -> g.scatterAdd(chosen, 0, m)));
    }

    /**
     * This and the others, one behind the other along an axis; along all other axes they agree. Each receives its part.
     */
    public Tensor concat(int axis, Tensor... others) {
        var parts = Stream.concat(Stream.of(this), Stream.of(others)).toList();
        var rest = parts.stream().skip(1).map(Tensor::data).toArray(NdArray[]::new);
        var joined = data.concat(axis, rest);
        var edges = new ArrayList<Edge>();
        int from = 0;
        for (var part : parts) {
            int to = from + part.shape().dim(axis);
            int[] own = IntStream.range(from, to).toArray();
            edges.add(edge(part, "da = g at " + from + " to " + (to - 1) + " of axis " + axis, g -> g.take(own, axis)));
            from = to;
        }
        return node("concat", joined, edges.toArray(Edge[]::new));
    }

    /**
     * One element of each row, (m x C) -> (m), which receives g; the others receive 0.
     *
     * @param columns which one, from 0 to C-1, m of them. Not modified.
     */
    public Tensor gather(int[] columns) {
        var chosen = columns.clone();
        Requirements.columns("gather", shape(), chosen);
        int width = shape().dim(1);
        return node(
                "gather",
                data.gather(chosen),
                edge(this, "da = g ⊙ onehot, row by row", g -> g.scatter(chosen, width))
                        .where("onehot", () -> onehot(precision(), chosen, width)));
    }

    /** The numbers. Changing them in place is for leaves, between passes; use {@link #assign}. */
    public NdArray data() {
        return data;
    }

    /** The gradient, d root / d this; zeros as long as it was not computed. */
    public NdArray grad() {
        return hasGrad() ? grad : precision().zeros(shape());
    }

    /** Whether the gradient was computed since this node was made or last cleared. */
    public boolean hasGrad() {
        return grad != null;
    }

    /** The label; empty if there is none. */
    public String label() {
        return label;
    }

    /** The op that made this node: {@code + - * / ^} or the name of its method; empty for a leaf. */
    public String op() {
        return op;
    }

    /** The edges to the inputs that are not constant, in the op's order. Unmodifiable. */
    public List<Edge> edges() {
        return edges;
    }

    /** Whether this tensor was given rather than computed. */
    public boolean isLeaf() {
        return op.isEmpty();
    }

    /** All inputs in the op's order, the constant ones among them. Unmodifiable. */
    public List<Tensor> inputs() {
        return operands.stream().map(Edge::input).toList();
    }

    /** Whether no gradient is computed for this tensor: a constant leaf, or computed from constants alone. */
    public boolean isConstant() {
        return constant;
    }

    /** The sizes of the axes. */
    public Shape shape() {
        return data.shape();
    }

    /** The kind of number. */
    public Precision precision() {
        return data.precision();
    }

    /** Labels this node and returns it. */
    public Tensor as(String label) {
        this.label = Objects.requireNonNull(label, "as: expected a label, got null");
        return this;
    }

    /**
     * Computes d this / d node for every node below that is not constant.
     *
     * @throws IllegalArgumentException if this is not a single element
     * @throws IllegalStateException if nothing below is a parameter, or if data was changed in place after the
     *     expression was built; no gradient is touched then
     */
    public void backward() {
        new BackwardPass(this).finish();
    }

    /** Forgets the gradient of this node, and of no other. */
    public void zeroGrad() {
        grad = null;
    }

    /**
     * Sets the data of this leaf in place. Expressions that were built with the old data can no longer go backward.
     *
     * @param values of this shape and precision. Not modified.
     * @throws IllegalStateException on an interior node
     */
    public void assign(NdArray values) {
        if (!isLeaf()) {
            throw new IllegalStateException(
                    "assign: expected a leaf, got " + name() + ", which is computed; assign the leaves below it");
        }
        Requirements.equal("assign", shape(), values.shape());
        precision().requireSame("assign", values.precision());
        data.setInPlace(values);
    }

    /** For example {@code layers.0.weight (128x784)}. */
    @Override
    public String toString() {
        return name() + " " + shape();
    }

    /** The label, or the op, or what kind of leaf this is. */
    String name() {
        var kind = isLeaf() ? (constant ? "constant" : "parameter") : op;
        return label.isEmpty() ? kind : label;
    }

    List<Edge> operands() {
        return operands;
    }

    /** The version that an input had when this node was computed. */
    long versionOf(int input) {
        return versions[input];
    }

    /** Adds to the gradient. A leaf's is its own; an interior node's may be g itself, so sums are new arrays. */
    void receive(NdArray amount, NdArray g) {
        if (grad != null) {
            grad = grad.add(amount);
        } else {
            grad = isLeaf() && amount.sharesDataWith(g) ? amount.copy() : amount;
        }
    }

    /** Multiplies the gradient, where there is one. */
    void scaleGrad(double factor) {
        grad = grad == null ? null : grad.mul(factor);
    }

    /** Moves the gradient, where there is one, to memory that nobody takes back. */
    void keepGrad() {
        grad = grad == null ? null : grad.copy();
    }

    /** The gradient, or empty as long as it was not computed. */
    Optional<NdArray> computedGrad() {
        return Optional.ofNullable(grad);
    }

    /** Sets the gradient back to what {@link #computedGrad} gave. */
    void restoreGrad(Optional<NdArray> earlier) {
        grad = earlier.orElse(null);
    }

    /** Rows of zeros with a 1 at the given column: (m x width). */
    static NdArray onehot(Precision precision, int[] columns, int width) {
        return precision.full(Shape.of(columns.length), 1).scatter(columns, width);
    }

    private Tensor number(double value) {
        return constant(precision().of(new double[] {value}));
    }

    private static String named(int[] axes) {
        return axes.length == 0 ? "no axis" : (axes.length == 1 ? "axis " : "axes ") + listed(axes);
    }

    private static String listed(int[] axes) {
        return IntStream.of(axes).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }
}

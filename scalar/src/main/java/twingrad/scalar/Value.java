package twingrad.scalar;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A number that remembers how it was computed: a node with its value, the name of the op that made it, and an edge to
 * each input. The edge holds the local derivative, so every op below is its value and its derivative side by side.
 *
 * <p>A leaf is made by {@code of}, an interior node by an op. {@link #backward()} computes the gradients of everything
 * below a node. The gradient of a leaf accumulates over passes until {@link #zeroGrad()}; that of an interior node is
 * reset by each pass; a node that is used twice receives the sum; a gradient that was not computed yet is not the same
 * as 0. A graph is the result of an expression and is never edited: for other leaf values, build it again.
 *
 * <p>Elementary functions are those of {@link StrictMath}, so results have the same bits everywhere. NaN propagates.
 */
public final class Value {
    /** Slope of {@link #leakyRelu()} below 0 (Maas, Hannun and Ng 2013, Rectifier Nonlinearities). */
    public static final double LEAKY_SLOPE = 0.01;

    /**
     * The edges in the order of the op's inputs, each as its input and its partial; a null input where there is none.
     * As objects they would make large graphs half as large again, and the sort, which waits for memory, as much
     * slower.
     */
    final Value first;

    final double firstPartial;
    final Value second;
    final double secondPartial;

    /** The inputs' versions when this node was computed, to notice a leaf that was changed later. */
    final int firstVersion;

    final int secondVersion;

    /** How often this leaf was assigned; always 0 on interior nodes. */
    int version;

    /** For the sort of {@link BackwardPass}, which leaves 0 behind. */
    byte mark;

    private final String op;

    /** The plain number among the op's operands, which has no edge. */
    private final OptionalDouble number;

    private String label;
    private double data;
    private double grad;
    private boolean hasGrad;

    private Value(double data, String label, String op, Edge first, Edge second, OptionalDouble number) {
        this.data = data;
        this.label = Objects.requireNonNull(label, "label: expected a text, got null");
        this.op = op;
        this.first = first == null ? null : first.input();
        this.firstPartial = first == null ? 0 : first.partial();
        this.firstVersion = first == null ? 0 : first.input().version;
        this.second = second == null ? null : second.input();
        this.secondPartial = second == null ? 0 : second.partial();
        this.secondVersion = second == null ? 0 : second.input().version;
        this.number = number;
    }

    /** A leaf without a label. */
    public static Value of(double data) {
        return of(data, "");
    }

    /** A leaf with a label to print it by. */
    public static Value of(double data, String label) {
        return new Value(data, label, "", null, null, OptionalDouble.empty());
    }

    /** a + b; d/da = 1, d/db = 1. */
    public Value add(Value b) {
        return node("+", data + b.data, edge(this, 1), edge(b, 1));
    }

    /** a + b for a constant b; d/da = 1. */
    public Value add(double b) {
        return node("+", data + b, edge(this, 1), b);
    }

    /** a - b; d/da = 1, d/db = -1. */
    public Value sub(Value b) {
        return node("-", data - b.data, edge(this, 1), edge(b, -1));
    }

    /** a - b for a constant b; d/da = 1. */
    public Value sub(double b) {
        return node("-", data - b, edge(this, 1), b);
    }

    /** a·b; d/da = b, d/db = a. */
    public Value mul(Value b) {
        return node("*", data * b.data, edge(this, b.data), edge(b, data));
    }

    /** a·b for a constant b; d/da = b. */
    public Value mul(double b) {
        return node("*", data * b, edge(this, b), b);
    }

    /** a/b; d/da = 1/b, d/db = -a/b². */
    public Value div(Value b) {
        return node("/", data / b.data, edge(this, 1 / b.data), edge(b, -data / b.data / b.data));
    }

    /** a/b for a constant b; d/da = 1/b. */
    public Value div(double b) {
        return node("/", data / b, edge(this, 1 / b), b);
    }

    /** -a; d/da = -1. */
    public Value neg() {
        return node("neg", -data, edge(this, -1));
    }

    /** a^b for a constant b; d/da = b·a^(b-1), which is 0 everywhere for b = 0. */
    public Value pow(double b) {
        return node("^", StrictMath.pow(data, b), edge(this, powByBase(data, b)), b);
    }

    /**
     * a^b; d/da = b·a^(b-1), d/db = a^b·ln a. As in PyTorch, d/db is NaN for a negative base, and 0 for the base 0 with
     * an exponent of at least 0.
     */
    public Value pow(Value b) {
        var power = StrictMath.pow(data, b.data);
        return node("^", power, edge(this, powByBase(data, b.data)), edge(b, powByExponent(data, b.data, power)));
    }

    /** e^a; d/da = e^a. */
    public Value exp() {
        var power = StrictMath.exp(data);
        return node("exp", power, edge(this, power));
    }

    /** Natural logarithm ln a; d/da = 1/a. */
    public Value log() {
        return node("log", StrictMath.log(data), edge(this, 1 / data));
    }

    /** √a; d/da = 1/(2·√a). */
    public Value sqrt() {
        var root = Math.sqrt(data);
        return node("sqrt", root, edge(this, 0.5 / root));
    }

    /** |a|; d/da = sign(a), which is 0 at 0. */
    public Value abs() {
        return node("abs", Math.abs(data), edge(this, StrictMath.signum(data)));
    }

    /** The larger of a and b; its derivative is 1, that of the other 0; at a tie each has 1/2. */
    public Value maximum(Value b) {
        return node("maximum", Math.max(data, b.data), edge(this, above(data, b.data)), edge(b, above(b.data, data)));
    }

    /** The larger of a and a constant b; d/da = 1 where a > b, 0 where a < b, 1/2 at a tie. */
    public Value maximum(double b) {
        return node("maximum", Math.max(data, b), edge(this, above(data, b)), b);
    }

    /** The smaller of a and b; its derivative is 1, that of the other 0; at a tie each has 1/2. */
    public Value minimum(Value b) {
        return node("minimum", Math.min(data, b.data), edge(this, above(b.data, data)), edge(b, above(data, b.data)));
    }

    /** The smaller of a and a constant b; d/da = 1 where a < b, 0 where a > b, 1/2 at a tie. */
    public Value minimum(double b) {
        return node("minimum", Math.min(data, b), edge(this, above(b, data)), b);
    }

    /** sin a; d/da = cos a. */
    public Value sin() {
        return node("sin", StrictMath.sin(data), edge(this, StrictMath.cos(data)));
    }

    /** cos a; d/da = -sin a. */
    public Value cos() {
        return node("cos", StrictMath.cos(data), edge(this, -StrictMath.sin(data)));
    }

    /** tanh z; d/dz = 1 - tanh² z, computed as 4e/(1+e)² with e = e^(-2|z|): no cancelling for large |z|. */
    public Value tanh() {
        var e = StrictMath.exp(-2 * Math.abs(data));
        return node("tanh", StrictMath.tanh(data), edge(this, 4 * e / ((1 + e) * (1 + e))));
    }

    /** σ(z) = 1/(1 + e^-z); d/dz = σ(z)·σ(-z), which unlike s·(1 - s) does not become 0 at z = 37. */
    public Value sigmoid() {
        return node("sigmoid", sigmoid(data), edge(this, sigmoid(data) * sigmoid(-data)));
    }

    /** max(0, z); d/dz = 1 for z > 0, else 0. */
    public Value relu() {
        return node("relu", Math.max(data, 0), edge(this, slope(data, 0)));
    }

    /** {@link #leakyRelu(double)} with the slope {@value #LEAKY_SLOPE}. */
    public Value leakyRelu() {
        return leakyRelu(LEAKY_SLOPE);
    }

    /** z for z > 0, else slope·z; d/dz = 1 for z > 0, else slope. */
    public Value leakyRelu(double slope) {
        return node("leakyRelu", data > 0 ? data : slope * data, edge(this, slope(data, slope)), slope);
    }

    /** ln(1 + e^z), computed as max(z, 0) + ln(1 + e^-|z|); d/dz = σ(z). */
    public Value softplus() {
        var tail = StrictMath.log1p(StrictMath.exp(-Math.abs(data)));
        return node("softplus", Math.max(data, 0) + tail, edge(this, sigmoid(data)));
    }

    /** The value. */
    public double data() {
        return data;
    }

    /** The gradient, d root / d this; 0 as long as it was not computed. */
    public double grad() {
        return grad;
    }

    /** Whether the gradient was computed since this node was made or last cleared. */
    public boolean hasGrad() {
        return hasGrad;
    }

    /** The label; empty if there is none. */
    public String label() {
        return label;
    }

    /** The op that made this node: {@code + - * / ^} or the name of its method; empty for a leaf. */
    public String op() {
        return op;
    }

    /** The edges to the inputs, in the op's order; none for a leaf, two for {@code a.add(a)}. Unmodifiable. */
    public List<Edge> edges() {
        if (isLeaf()) {
            return List.of();
        }
        var edge = new Edge(first, firstPartial);
        return second == null ? List.of(edge) : List.of(edge, new Edge(second, secondPartial));
    }

    /**
     * The plain number that the op was given, which no gradient flows to: 2 for {@code a.pow(2)}, the slope for
     * {@code a.leakyRelu()}; empty for an op of values alone and for a leaf.
     */
    public OptionalDouble number() {
        return number;
    }

    /** Whether this value was given rather than computed. */
    public boolean isLeaf() {
        return first == null;
    }

    /** Labels this node and returns it. */
    public Value as(String label) {
        this.label = Objects.requireNonNull(label, "as: expected a label, got null");
        return this;
    }

    /** Computes d this / d node for every node below: a whole {@link BackwardPass}, whose errors it shares. */
    public void backward() {
        new BackwardPass(this).finish();
    }

    /** Forgets the gradient of this node, and of no other. */
    public void zeroGrad() {
        grad = 0;
        hasGrad = false;
    }

    /**
     * Sets the value of this leaf in place. Expressions that were built with the old value can no longer go backward.
     *
     * @throws IllegalStateException on an interior node
     */
    public void assign(double data) {
        if (!isLeaf()) {
            throw new IllegalStateException(
                    "assign: expected a leaf, got %s, which is computed; assign the leaves it is computed from"
                            .formatted(Notation.name(this)));
        }
        this.data = data;
        version++;
    }

    /** For example {@code L = 1.6129 (grad 1)}, numbers to 6 significant digits. */
    @Override
    public String toString() {
        return Notation.describe(this);
    }

    /** Adds to the gradient, which from now on counts as computed. */
    void receive(double amount) {
        grad += amount;
        hasGrad = true;
    }

    /** Multiplies the gradient; one that was not computed stays so. */
    void scaleGrad(double factor) {
        grad *= factor;
    }

    /** The gradient, or empty as long as it was not computed. */
    OptionalDouble computedGrad() {
        return hasGrad ? OptionalDouble.of(grad) : OptionalDouble.empty();
    }

    /** Puts back what {@link #computedGrad()} returned. */
    void restoreGrad(OptionalDouble saved) {
        grad = saved.orElse(0);
        hasGrad = saved.isPresent();
    }

    private static Value node(String op, double data, Edge edge) {
        return new Value(data, "", op, edge, null, OptionalDouble.empty());
    }

    private static Value node(String op, double data, Edge edge, double number) {
        return new Value(data, "", op, edge, null, OptionalDouble.of(number));
    }

    private static Value node(String op, double data, Edge first, Edge second) {
        return new Value(data, "", op, first, second, OptionalDouble.empty());
    }

    private static Edge edge(Value input, double partial) {
        return new Edge(input, partial);
    }

    private static double powByBase(double a, double b) {
        return b == 0 ? 0 : b * StrictMath.pow(a, b - 1);
    }

    private static double powByExponent(double a, double b, double power) {
        return a == 0 && b >= 0 ? 0 : power * StrictMath.log(a);
    }

    /** 1 where a is above b, 0 where it is below, 1/2 at a tie, NaN where there is no telling. */
    private static double above(double a, double b) {
        if (a == b) {
            return 0.5;
        }
        return a > b ? 1 : a < b ? 0 : Double.NaN;
    }

    /** 1 for z > 0, else the slope below 0; NaN for NaN. */
    private static double slope(double z, double below) {
        return z > 0 ? 1 : z <= 0 ? below : Double.NaN;
    }

    /** σ(z), overflowing on neither side and exact to the smallest numbers. */
    private static double sigmoid(double z) {
        var e = StrictMath.exp(-Math.abs(z));
        return z < 0 ? e / (1 + e) : 1 / (1 + e);
    }
}

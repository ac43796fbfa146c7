package twingrad.tensor;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The proof path: float64, by the slow and obvious loops. */
final class DoubleArray implements NdArray {
    /** How many partial sums a sum has; see {@link NdArray#sum(int, boolean)}. */
    private static final int PARTIALS = 16;

    private final Shape shape;
    private final double[] data;
    private final Version version;

    /**
     * An array over {@code data}, which is not copied.
     *
     * @param data as many as the shape has elements.
     */
    DoubleArray(Shape shape, double[] data) {
        this(shape, data, new Version());
    }

    private DoubleArray(Shape shape, double[] data, Version version) {
        this.shape = shape;
        this.data = data;
        this.version = version;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public long version() {
        return version.count();
    }

    @Override
    public boolean sharesDataWith(NdArray other) {
        return other instanceof DoubleArray array && array.data == data;
    }

    @Override
    public double get(int... index) {
        return data[shape.offset(index)];
    }

    @Override
    public double[] toDoubles() {
        return data.clone();
    }

    @Override
    public NdArray copy() {
        return new DoubleArray(shape, data.clone());
    }

    @Override
    public NdArray reshape(Shape target) {
        return new DoubleArray(shape.sameSize(target), data, version);
    }

    @Override
    public NdArray add(NdArray b) {
        return zip("add", b, (x, y) -> x + y);
    }

    @Override
    public NdArray sub(NdArray b) {
        return zip("sub", b, (x, y) -> x - y);
    }

    @Override
    public NdArray mul(NdArray b) {
        return zip("mul", b, (x, y) -> x * y);
    }

    @Override
    public NdArray div(NdArray b) {
        return zip("div", b, (x, y) -> x / y);
    }

    @Override
    public NdArray pow(NdArray b) {
        return zip("pow", b, StrictMath::pow);
    }

    @Override
    public NdArray maximum(NdArray b) {
        return zip("maximum", b, Math::max);
    }

    @Override
    public NdArray minimum(NdArray b) {
        return zip("minimum", b, Math::min);
    }

    @Override
    public NdArray equal(NdArray b) {
        return zip("equal", b, (x, y) -> x == y ? 1 : 0);
    }

    @Override
    public NdArray heaviside(NdArray b) {
        return zip("heaviside", b, (x, y) -> x > y ? 1 : x < y ? 0 : x == y ? 0.5 : Double.NaN);
    }

    @Override
    public NdArray maskedBy(NdArray mask) {
        return zip("maskedBy", mask, (x, y) -> y == 0 ? 0 : x);
    }

    @Override
    public NdArray neg() {
        return map(x -> -x);
    }

    @Override
    public NdArray exp() {
        return map(StrictMath::exp);
    }

    @Override
    public NdArray log() {
        return map(StrictMath::log);
    }

    @Override
    public NdArray sqrt() {
        return map(Math::sqrt);
    }

    @Override
    public NdArray abs() {
        return map(Math::abs);
    }

    @Override
    public NdArray sign() {
        return map(Math::signum);
    }

    @Override
    public NdArray sin() {
        return map(StrictMath::sin);
    }

    @Override
    public NdArray cos() {
        return map(StrictMath::cos);
    }

    @Override
    public NdArray tanh() {
        return map(StrictMath::tanh);
    }

    @Override
    public NdArray tanhSlope() {
        return map(x -> sigmoid(2 * x) * sigmoid(-2 * x) * 4);
    }

    @Override
    public NdArray sigmoid() {
        return map(DoubleArray::sigmoid);
    }

    @Override
    public NdArray sigmoidSlope() {
        return map(x -> sigmoid(x) * sigmoid(-x));
    }

    @Override
    public NdArray softplus() {
        return map(x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }

    @Override
    public NdArray relu() {
        return map(x -> Math.max(0, x));
    }

    @Override
    public NdArray step() {
        return map(x -> x > 0 ? 1 : x <= 0 ? 0 : Double.NaN);
    }

    @Override
    public NdArray sum(int axis, boolean keepDims) {
        DoubleArray result = zeros(shape.reduce("sum", axis, keepDims));
        int n = shape.dim(axis);
        int inner = shape.sizeAfter(axis);
        for (int at = 0; at < result.data.length; at++) {
            double[] partials = new double[PARTIALS];
            for (int i = 0; i < n; i++) {
                partials[i % PARTIALS] += data[(at / inner * n + i) * inner + at % inner];
            }
            for (int half = PARTIALS / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    partials[i] += partials[i + half];
                }
            }
            result.data[at] = partials[0];
        }
        return result;
    }

    @Override
    public NdArray amax(int axis, boolean keepDims) {
        DoubleArray result = zeros(shape.reduceNonEmpty("amax", axis, keepDims));
        int n = shape.dim(axis);
        int inner = shape.sizeAfter(axis);
        for (int at = 0; at < result.data.length; at++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                largest = Math.max(largest, data[(at / inner * n + i) * inner + at % inner]);
            }
            result.data[at] = largest;
        }
        return result;
    }

    @Override
    public int[] argmax(int[] windows, int elements) {
        Requirements.windows("argmax", shape, windows, elements);
        int count = windows.length / elements;
        int[] largest = new int[shape.dim(0) * count];
        for (int at = 0; at < largest.length; at++) {
            int row = at / count * shape.dim(1);
            largest[at] = row + windows[at % count];
            for (int i = 1; i < elements; i++) {
                int place = row + windows[i * count + at % count];
                double best = data[largest[at]];
                boolean larger = data[place] > best || Double.isNaN(data[place]) && !Double.isNaN(best);
                largest[at] = larger ? place : largest[at];
            }
        }
        return largest;
    }

    @Override
    public NdArray matmul(NdArray b) {
        MatrixProduct x = new MatrixProduct("matmul", shape, false, b.shape(), false);
        DoubleArray right = same("matmul", b);
        DoubleArray c = zeros(x.shape());
        for (int product = 0; product < x.count(); product++) {
            // By rows of B, so that all is read in order; each element still takes its k in order.
            for (int i = 0; i < x.m(); i++) {
                for (int p = 0; p < x.k(); p++) {
                    double a = data[x.left(product) + i * x.k() + p];
                    int row = x.right(product) + p * x.n();
                    int at = x.result(product) + i * x.n();
                    for (int j = 0; j < x.n(); j++) {
                        c.data[at + j] = Math.fma(a, right.data[row + j], c.data[at + j]);
                    }
                }
            }
        }
        return c;
    }

    @Override
    public NdArray matmulTransA(NdArray b) {
        new MatrixProduct("matmulTransA", shape, true, b.shape(), false);
        return transpose(Permutation.ofMatrices(shape.rank())).matmul(same("matmulTransA", b));
    }

    @Override
    public NdArray matmulTransB(NdArray b) {
        new MatrixProduct("matmulTransB", shape, false, b.shape(), true);
        return matmul(same("matmulTransB", b)
                .transpose(Permutation.ofMatrices(b.shape().rank())));
    }

    @Override
    public NdArray concat(int axis, NdArray... others) {
        Shape whole =
                shape.joined(axis, Arrays.stream(others).map(NdArray::shape).toList());
        DoubleArray result = zeros(whole);
        int width = whole.dim(axis) * whole.sizeAfter(axis);
        int at = copyRows(axis, result.data, 0, width);
        for (NdArray other : others) {
            at = same("concat", other).copyRows(axis, result.data, at, width);
        }
        return result;
    }

    /** Lays these numbers, up to an axis one row each, into wider rows, beginning at a column; says where they end. */
    private int copyRows(int axis, double[] result, int column, int width) {
        int own = shape.dim(axis) * shape.sizeAfter(axis);
        for (int row = 0; row < shape.sizeBefore(axis); row++) {
            System.arraycopy(data, row * own, result, row * width + column, own);
        }
        return column + own;
    }

    @Override
    public NdArray take(int[] places, int axis) {
        DoubleArray result = zeros(shape.resize("take", axis, places.length));
        Requirements.places("take", places, -1, shape.dim(axis));
        int inner = shape.sizeAfter(axis);
        for (int at = 0; at < result.data.length; at++) {
            int place = places[at / inner % places.length];
            int row = at / inner / places.length * shape.dim(axis) + place;
            result.data[at] = place < 0 ? 0 : data[row * inner + at % inner];
        }
        return result;
    }

    @Override
    public NdArray scatterAdd(int[] places, int axis, int size) {
        DoubleArray result = zeros(shape.resize("scatterAdd", axis, size));
        Requirements.length("scatterAdd", shape, axis, places.length);
        Requirements.places("scatterAdd", places, -1, size);
        int inner = shape.sizeAfter(axis);
        for (int at = 0; at < data.length; at++) {
            int place = places[at / inner % places.length];
            if (place >= 0) {
                result.data[(at / inner / places.length * size + place) * inner + at % inner] += data[at];
            }
        }
        return result;
    }

    @Override
    public void setInPlace(NdArray b) {
        System.arraycopy(equalShape("setInPlace", b).data, 0, data, 0, data.length);
        version.increment();
    }

    @Override
    public void addToRowsInPlace(NdArray b) {
        Requirements.row("addToRowsInPlace", shape, b.shape());
        double[] row = same("addToRowsInPlace", b).data;
        for (int i = 0; i < data.length; i++) {
            data[i] += row[i % row.length];
        }
        version.increment();
    }

    @Override
    public void addInPlace(NdArray b) {
        double[] addends = equalShape("addInPlace", b).data;
        for (int i = 0; i < data.length; i++) {
            data[i] += addends[i];
        }
        version.increment();
    }

    /** The elements, to be changed in place at once: this counts as a change. */
    double[] changing() {
        version.increment();
        return data;
    }

    /** The elements, only to be read. */
    double[] elements() {
        return data;
    }

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    private static DoubleArray zeros(Shape shape) {
        return new DoubleArray(shape, new double[shape.size()]);
    }

    private DoubleArray map(DoubleUnaryOperator operator) {
        DoubleArray result = zeros(shape);
        for (int i = 0; i < data.length; i++) {
            result.data[i] = operator.applyAsDouble(data[i]);
        }
        return result;
    }

    private DoubleArray zip(String op, NdArray other, DoubleBinaryOperator operator) {
        DoubleArray b = same(op, other);
        Broadcast broadcast = new Broadcast(op, shape, b.shape);
        DoubleArray result = zeros(broadcast.shape());
        broadcast.forEachRun((left, right, at) -> {
            for (int i = 0; i < broadcast.run(); i++) {
                double x = data[left + i * broadcast.leftStep()];
                double y = b.data[right + i * broadcast.rightStep()];
                result.data[at + i] = operator.applyAsDouble(x, y);
            }
        });
        return result;
    }

    private DoubleArray same(String op, NdArray other) {
        if (other instanceof DoubleArray array) {
            return array;
        }
        throw new IllegalArgumentException(op + ": expected FLOAT64 on both sides, got " + other.precision()
                + "; convert one array with to(Precision), before a tensor is made of it");
    }

    private DoubleArray equalShape(String op, NdArray other) {
        Requirements.equal(op, shape, other.shape());
        return same(op, other);
    }

    @Override
    public String toString() {
        return ArrayText.of(this);
    }
}

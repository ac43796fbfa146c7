package twingrad.tensor;

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
    public NdArray sigmoid() {
        return map(DoubleArray::sigmoid);
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
    public NdArray matmul(NdArray b) {
        shape.requireProduct("matmul", 1, b.shape(), 0);
        DoubleArray right = same("matmul", b);
        DoubleArray c = zeros(Shape.of(shape.dim(0), b.shape().dim(1)));
        int k = shape.dim(1);
        int n = c.shape.dim(1);
        // By rows of B, so that all is read in order; each element still takes its k in order.
        for (int i = 0; i < c.shape.dim(0); i++) {
            for (int p = 0; p < k; p++) {
                double a = data[i * k + p];
                for (int j = 0; j < n; j++) {
                    c.data[i * n + j] = Math.fma(a, right.data[p * n + j], c.data[i * n + j]);
                }
            }
        }
        return c;
    }

    @Override
    public NdArray matmulTransA(NdArray b) {
        shape.requireProduct("matmulTransA", 0, b.shape(), 0);
        return transpose().matmul(same("matmulTransA", b));
    }

    @Override
    public NdArray matmulTransB(NdArray b) {
        shape.requireProduct("matmulTransB", 1, b.shape(), 1);
        return matmul(same("matmulTransB", b).transpose());
    }

    @Override
    public NdArray transpose() {
        shape.requireRank("transpose", 2);
        int rows = shape.dim(0);
        int columns = shape.dim(1);
        DoubleArray result = zeros(Shape.of(columns, rows));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result.data[j * rows + i] = data[i * columns + j];
            }
        }
        return result;
    }

    @Override
    public NdArray gather(int[] columns) {
        shape.requireColumns("gather", columns);
        DoubleArray result = zeros(Shape.of(columns.length));
        for (int row = 0; row < columns.length; row++) {
            result.data[row] = data[row * shape.dim(1) + columns[row]];
        }
        return result;
    }

    @Override
    public NdArray scatter(int[] columns, int width) {
        shape.requireRank("scatter", 1);
        DoubleArray result = zeros(Shape.of(shape.dim(0), width));
        result.shape.requireColumns("scatter", columns);
        for (int row = 0; row < columns.length; row++) {
            result.data[row * width + columns[row]] = data[row];
        }
        return result;
    }

    @Override
    public void setInPlace(NdArray b) {
        System.arraycopy(equalShape("setInPlace", b).data, 0, data, 0, data.length);
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
        throw new IllegalArgumentException(
                op + ": expected FLOAT64 on both sides, got " + other.precision() + "; convert one with to(Precision)");
    }

    private DoubleArray equalShape(String op, NdArray other) {
        shape.requireEqual(op, other.shape());
        return same(op, other);
    }
}

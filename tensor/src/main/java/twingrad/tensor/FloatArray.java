package twingrad.tensor;

/** The fast path: float32, by loops that the JIT can vectorize ({@link FloatLoops}) and by {@link Products}. */
final class FloatArray implements NdArray {
    private final Shape shape;
    private final float[] data;
    private final Version version;

    /**
     * An array over {@code data}, which is not copied.
     *
     * @param data as many as the shape has elements.
     */
    FloatArray(Shape shape, float[] data) {
        this(shape, data, new Version());
    }

    private FloatArray(Shape shape, float[] data, Version version) {
        this.shape = shape;
        this.data = data;
        this.version = version;
    }

    /** An array of the values, each rounded to float. */
    static FloatArray of(Shape shape, double[] values) {
        float[] data = new float[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) values[i];
        }
        return new FloatArray(shape, data);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public long version() {
        return version.count();
    }

    @Override
    public boolean sharesDataWith(NdArray other) {
        return other instanceof FloatArray array && array.data == data;
    }

    @Override
    public double get(int... index) {
        return data[shape.offset(index)];
    }

    @Override
    public double[] toDoubles() {
        double[] values = new double[data.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = data[i];
        }
        return values;
    }

    @Override
    public NdArray copy() {
        return new FloatArray(shape, data.clone());
    }

    @Override
    public NdArray reshape(Shape target) {
        return new FloatArray(shape.sameSize(target), data, version);
    }

    @Override
    public NdArray add(NdArray b) {
        return zip("add", b, FloatLoops::add);
    }

    @Override
    public NdArray sub(NdArray b) {
        return zip("sub", b, FloatLoops::sub);
    }

    @Override
    public NdArray mul(NdArray b) {
        return zip("mul", b, FloatLoops::mul);
    }

    @Override
    public NdArray div(NdArray b) {
        return zip("div", b, FloatLoops::div);
    }

    @Override
    public NdArray pow(NdArray b) {
        return zip("pow", b, FloatLoops::pow);
    }

    @Override
    public NdArray maximum(NdArray b) {
        return zip("maximum", b, FloatLoops::maximum);
    }

    @Override
    public NdArray minimum(NdArray b) {
        return zip("minimum", b, FloatLoops::minimum);
    }

    @Override
    public NdArray equal(NdArray b) {
        return zip("equal", b, FloatLoops::equal);
    }

    @Override
    public NdArray heaviside(NdArray b) {
        return zip("heaviside", b, FloatLoops::heaviside);
    }

    @Override
    public NdArray maskedBy(NdArray mask) {
        return zip("maskedBy", mask, FloatLoops::maskedBy);
    }

    @Override
    public NdArray neg() {
        return map(FloatLoops::neg);
    }

    @Override
    public NdArray exp() {
        return map(FloatLoops::exp);
    }

    @Override
    public NdArray log() {
        return map(FloatLoops::log);
    }

    @Override
    public NdArray sqrt() {
        return map(FloatLoops::sqrt);
    }

    @Override
    public NdArray abs() {
        return map(FloatLoops::abs);
    }

    @Override
    public NdArray sign() {
        return map(FloatLoops::sign);
    }

    @Override
    public NdArray sin() {
        return map(FloatLoops::sin);
    }

    @Override
    public NdArray cos() {
        return map(FloatLoops::cos);
    }

    @Override
    public NdArray tanh() {
        return map(FloatLoops::tanh);
    }

    @Override
    public NdArray sigmoid() {
        return map(FloatLoops::sigmoid);
    }

    @Override
    public NdArray softplus() {
        return map(FloatLoops::softplus);
    }

    @Override
    public NdArray relu() {
        return map(FloatLoops::relu);
    }

    @Override
    public NdArray step() {
        return map(FloatLoops::step);
    }

    @Override
    public NdArray sum(int axis, boolean keepDims) {
        Shape result = shape.reduce("sum", axis, keepDims);
        return new FloatArray(
                result, FloatLoops.sum(data, shape.sizeBefore(axis), shape.dim(axis), shape.sizeAfter(axis)));
    }

    @Override
    public NdArray amax(int axis, boolean keepDims) {
        Shape result = shape.reduceNonEmpty("amax", axis, keepDims);
        return new FloatArray(
                result, FloatLoops.amax(data, shape.sizeBefore(axis), shape.dim(axis), shape.sizeAfter(axis)));
    }

    @Override
    public NdArray matmul(NdArray b) {
        shape.requireProduct("matmul", 1, b.shape(), 0);
        int k = shape.dim(1);
        FloatArray c = zeros(shape.dim(0), b.shape().dim(1));
        Products.multiply(c.shape.dim(0), c.shape.dim(1), k, data, k, 1, same("matmul", b).data, c.data);
        return c;
    }

    @Override
    public NdArray matmulTransA(NdArray b) {
        shape.requireProduct("matmulTransA", 0, b.shape(), 0);
        int m = shape.dim(1);
        FloatArray c = zeros(m, b.shape().dim(1));
        Products.multiply(m, c.shape.dim(1), shape.dim(0), data, 1, m, same("matmulTransA", b).data, c.data);
        return c;
    }

    @Override
    public NdArray matmulTransB(NdArray b) {
        shape.requireProduct("matmulTransB", 1, b.shape(), 1);
        int k = shape.dim(1);
        FloatArray c = zeros(shape.dim(0), b.shape().dim(0));
        Products.multiplyTransB(c.shape.dim(0), c.shape.dim(1), k, data, k, 1, same("matmulTransB", b).data, c.data);
        return c;
    }

    @Override
    public NdArray transpose() {
        shape.requireRank("transpose", 2);
        int rows = shape.dim(0);
        int columns = shape.dim(1);
        FloatArray result = zeros(columns, rows);
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
        FloatArray result = zeros(columns.length);
        for (int row = 0; row < columns.length; row++) {
            result.data[row] = data[row * shape.dim(1) + columns[row]];
        }
        return result;
    }

    @Override
    public NdArray scatter(int[] columns, int width) {
        shape.requireRank("scatter", 1);
        FloatArray result = zeros(shape.dim(0), width);
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
        FloatLoops.add(data, equalShape("addInPlace", b).data, data, data.length);
        version.increment();
    }

    /** The elements, to be changed in place at once: this counts as a change. */
    float[] changing() {
        version.increment();
        return data;
    }

    /** The elements, only to be read. */
    float[] elements() {
        return data;
    }

    private static FloatArray zeros(int... dims) {
        Shape shape = Shape.of(dims);
        return new FloatArray(shape, new float[shape.size()]);
    }

    private FloatArray map(FloatLoops.Unary loop) {
        float[] result = new float[data.length];
        loop.run(data, result, data.length);
        return new FloatArray(shape, result);
    }

    private FloatArray zip(String op, NdArray other, FloatLoops.Binary loop) {
        FloatArray b = same(op, other);
        if (shape.equals(b.shape)) {
            float[] result = new float[data.length];
            loop.run(data, b.data, result, data.length);
            return new FloatArray(shape, result);
        }
        Broadcast broadcast = new Broadcast(op, shape, b.shape);
        return new FloatArray(broadcast.shape(), FloatLoops.zip(data, b.data, broadcast, loop));
    }

    private FloatArray same(String op, NdArray other) {
        if (other instanceof FloatArray array) {
            return array;
        }
        throw new IllegalArgumentException(
                op + ": expected FLOAT32 on both sides, got " + other.precision() + "; convert one with to(Precision)");
    }

    private FloatArray equalShape(String op, NdArray other) {
        shape.requireEqual(op, other.shape());
        return same(op, other);
    }
}

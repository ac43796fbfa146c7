package twingrad.tensor;

import java.util.Arrays;

/**
 * The fast path: float32, by loops that the JIT can vectorize ({@link FloatLoops}), by {@link FloatSums} and by
 * {@link Products}.
 */
final class FloatArray implements NdArray {
    private final Shape shape;
    private final float[] numbers;
    private final Version version;
    private final Memory memory;

    /** The memory's round in which this array was made. */
    private final long round;

    /**
     * An array over {@code numbers}, which are not copied.
     *
     * @param numbers as many as the shape has elements.
     */
    FloatArray(Shape shape, float[] numbers) {
        this(shape, numbers, new Version(), Memory.FRESH);
    }

    private FloatArray(Shape shape, float[] numbers, Version version, Memory memory) {
        this.shape = shape;
        this.numbers = numbers;
        this.version = version;
        this.memory = memory;
        this.round = memory.round();
    }

    /** An array of the values, each rounded to float. */
    static FloatArray of(Shape shape, double[] values) {
        float[] data = new float[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) values[i];
        }
        return new FloatArray(shape, data);
    }

    /** An array of numbers yet to be set, in that memory, which its results will take too. */
    static FloatArray in(Memory memory, Shape shape) {
        return new FloatArray(shape, memory.floats(shape.size()), new Version(), memory);
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
        return other instanceof FloatArray array && array.numbers == numbers;
    }

    @Override
    public double get(int... index) {
        return data()[shape.offset(index)];
    }

    @Override
    public double[] toDoubles() {
        float[] data = data();
        double[] values = new double[data.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = data[i];
        }
        return values;
    }

    @Override
    public NdArray copy() {
        return new FloatArray(shape, data().clone());
    }

    @Override
    public NdArray reshape(Shape target) {
        return new FloatArray(shape.sameSize(target), data(), version, memory);
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
    public NdArray tanhSlope() {
        return map(FloatLoops::tanhSlope);
    }

    @Override
    public NdArray sigmoid() {
        return map(FloatLoops::sigmoid);
    }

    @Override
    public NdArray sigmoidSlope() {
        return map(FloatLoops::sigmoidSlope);
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
        FloatArray reduced = in(memory, result);
        FloatSums.sum(data(), shape.sizeBefore(axis), shape.dim(axis), shape.sizeAfter(axis), reduced.numbers);
        return reduced;
    }

    @Override
    public NdArray amax(int axis, boolean keepDims) {
        Shape result = shape.reduceNonEmpty("amax", axis, keepDims);
        FloatArray reduced = in(memory, result);
        FloatLoops.amax(data(), shape.sizeBefore(axis), shape.dim(axis), shape.sizeAfter(axis), reduced.numbers);
        return reduced;
    }

    @Override
    public int[] argmax(int[] windows, int elements) {
        Requirements.windows("argmax", shape, windows, elements);
        return FloatLoops.argmax(data(), shape.dim(0), shape.dim(1), windows, elements);
    }

    @Override
    public NdArray matmul(NdArray b) {
        return product("matmul", false, b, false);
    }

    @Override
    public NdArray matmulTransA(NdArray b) {
        return product("matmulTransA", true, b, false);
    }

    @Override
    public NdArray matmulTransB(NdArray b) {
        return product("matmulTransB", false, b, true);
    }

    @Override
    public NdArray concat(int axis, NdArray... others) {
        Shape whole =
                shape.joined(axis, Arrays.stream(others).map(NdArray::shape).toList());
        Memory common = memory;
        for (NdArray other : others) {
            common = common == Memory.FRESH ? same("concat", other).memory : common;
        }
        FloatArray result = in(common, whole);
        int width = whole.dim(axis) * whole.sizeAfter(axis);
        int at = copyRows(axis, result.numbers, 0, width);
        for (NdArray other : others) {
            at = same("concat", other).copyRows(axis, result.numbers, at, width);
        }
        return result;
    }

    /** Lays these numbers, up to an axis one row each, into wider rows, beginning at a column; says where they end. */
    private int copyRows(int axis, float[] result, int column, int width) {
        int own = shape.dim(axis) * shape.sizeAfter(axis);
        for (int row = 0; row < shape.sizeBefore(axis); row++) {
            System.arraycopy(data(), row * own, result, row * width + column, own);
        }
        return column + own;
    }

    @Override
    public NdArray take(int[] places, int axis) {
        FloatArray result = in(memory, shape.resize("take", axis, places.length));
        Requirements.places("take", places, -1, shape.dim(axis));
        FloatLoops.take(data(), shape.sizeBefore(axis), shape.dim(axis), shape.sizeAfter(axis), places, result.numbers);
        return result;
    }

    @Override
    public NdArray scatterAdd(int[] places, int axis, int size) {
        FloatArray result = zeros(shape.resize("scatterAdd", axis, size).dims());
        Requirements.length("scatterAdd", shape, axis, places.length);
        Requirements.places("scatterAdd", places, -1, size);
        FloatLoops.scatterAdd(data(), shape.sizeBefore(axis), size, shape.sizeAfter(axis), places, result.numbers);
        return result;
    }

    @Override
    public void setInPlace(NdArray b) {
        System.arraycopy(equalShape("setInPlace", b).data(), 0, data(), 0, numbers.length);
        version.increment();
    }

    @Override
    public void addToRowsInPlace(NdArray b) {
        Requirements.row("addToRowsInPlace", shape, b.shape());
        FloatLoops.addToRows(same("addToRowsInPlace", b).data(), data());
        version.increment();
    }

    @Override
    public void addInPlace(NdArray b) {
        FloatLoops.add(data(), equalShape("addInPlace", b).data(), data(), numbers.length);
        version.increment();
    }

    /** The elements, to be changed in place at once: this counts as a change. */
    float[] changing() {
        version.increment();
        return data();
    }

    /** The elements, only to be read. */
    float[] elements() {
        return data();
    }

    /** The elements, unless their memory has been taken back. */
    private float[] data() {
        if (round != memory.round()) {
            throw new IllegalStateException("array: expected one of the current training step, got " + shape
                    + " of an earlier one, whose memory is used again; keep a copy() instead");
        }
        return numbers;
    }

    /** The memory of this array's and another's results: that of the one that is not fresh. */
    private Memory memoryWith(FloatArray b) {
        return memory == Memory.FRESH ? b.memory : memory;
    }

    /** An array for a result, of numbers yet to be set. */
    private FloatArray result(int... dims) {
        return in(memory, Shape.of(dims));
    }

    private FloatArray zeros(int... dims) {
        FloatArray zeros = result(dims);
        Arrays.fill(zeros.numbers, 0);
        return zeros;
    }

    private FloatArray map(FloatLoops.Unary loop) {
        FloatArray result = in(memory, shape);
        loop.run(data(), result.numbers, numbers.length);
        return result;
    }

    private FloatArray zip(String op, NdArray other, FloatLoops.Binary loop) {
        FloatArray b = same(op, other);
        Memory common = memoryWith(b);
        if (shape.equals(b.shape)) {
            FloatArray result = in(common, shape);
            loop.run(data(), b.data(), result.numbers, numbers.length);
            return result;
        }
        Broadcast broadcast = new Broadcast(op, shape, b.shape);
        FloatArray result = in(common, broadcast.shape());
        FloatLoops.zip(data(), b.data(), broadcast, loop, result.numbers);
        return result;
    }

    private NdArray product(String op, boolean transA, NdArray b, boolean transB) {
        MatrixProduct product = new MatrixProduct(op, shape, transA, b.shape(), transB);
        FloatArray right = same(op, b);
        FloatArray c = in(memoryWith(right), product.shape());
        product.multiply(data(), version, right.data(), right.version, c.numbers);
        return c;
    }

    private FloatArray same(String op, NdArray other) {
        if (other instanceof FloatArray array) {
            return array;
        }
        throw new IllegalArgumentException(op + ": expected FLOAT32 on both sides, got " + other.precision()
                + "; convert one array with to(Precision), before a tensor is made of it");
    }

    private FloatArray equalShape(String op, NdArray other) {
        Requirements.equal(op, shape, other.shape());
        return same(op, other);
    }

    @Override
    public String toString() {
        return round == memory.round() ? ArrayText.of(this) : shape + " of an earlier training step";
    }
}

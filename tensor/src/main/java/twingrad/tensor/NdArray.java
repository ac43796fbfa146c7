package twingrad.tensor;

import java.util.stream.IntStream;

/**
 * An n-dimensional array of numbers, contiguous and row-major: the engine's loops. It knows no gradients.
 *
 * <p>Operations of two arrays broadcast by NumPy's rules and refuse to mix precisions. Results are new arrays, except
 * where a method says that it returns a view or that it works in place. All of it is exactly defined: equal inputs give
 * equal bits on every machine. In FLOAT32 pow, sin and cos are computed by {@code StrictMath} and rounded once.
 */
public sealed interface NdArray permits FloatArray, DoubleArray {
    /** The sizes of the axes. */
    Shape shape();

    /** The kind of number. */
    Precision precision();

    /** How often these numbers were changed in place, through this array or a view of them. */
    long version();

    /** Whether both show the same numbers in memory, so that changing one in place changes the other. */
    boolean sharesDataWith(NdArray other);

    /** One element; as many indices as axes. */
    double get(int... index);

    /** The only element of an array of size 1, of whatever rank. */
    default double item() {
        if (shape().size() != 1) {
            throw new IllegalArgumentException("item: expected a single element, got " + shape());
        }
        return reshape(Shape.of()).get();
    }

    /** A copy of the elements, row-major, widened exactly. */
    double[] toDoubles();

    /** An equal array that shares nothing with this one. */
    NdArray copy();

    /** These numbers in that precision, rounded where it is the narrower one; this array where it is the same. */
    default NdArray to(Precision target) {
        return target == precision() ? this : target.wrap(shape(), toDoubles());
    }

    /** The same numbers in another shape of equal size: a view, nothing is copied. */
    NdArray reshape(Shape target);

    /** The same numbers in another shape of equal size: a view, nothing is copied. */
    default NdArray reshape(int... dims) {
        return reshape(shape().reshaped(dims));
    }

    /**
     * Stretched to a shape by repetition along missing axes and those of size 1; this array where it has that shape.
     */
    default NdArray broadcastTo(Shape target) {
        if (shape().equals(target)) {
            return this;
        }
        if (!shape().broadcast("broadcastTo", target).equals(target)) {
            throw new IllegalArgumentException(
                    "broadcastTo: expected a shape to which " + shape() + " stretches, got " + target);
        }
        // -0 is what addition leaves alone: 0 + (-0) would be 0.
        return add(precision().full(target, -0.0));
    }

    /** Undoes broadcasting: sums over the axes along which {@code target} stretches to this shape. */
    default NdArray sumTo(Shape target) {
        if (shape().equals(target)) {
            return this;
        }
        if (!target.broadcast("sumTo", shape()).equals(shape())) {
            throw new IllegalArgumentException(
                    "sumTo: expected a shape that stretches to " + shape() + ", got " + target);
        }
        if (target.size() == 1) {
            return sum().reshape(target);
        }
        NdArray result = this;
        while (result.shape().rank() > target.rank()) {
            result = result.sum(0, false);
        }
        for (int axis = 0; axis < target.rank(); axis++) {
            if (target.dim(axis) != result.shape().dim(axis)) {
                result = result.sum(axis, true);
            }
        }
        return result;
    }

    /** a + b. */
    NdArray add(NdArray b);

    /** a - b. */
    NdArray sub(NdArray b);

    /** a · b, element by element. */
    NdArray mul(NdArray b);

    /** a / b. */
    NdArray div(NdArray b);

    /** a to the power b, as {@code StrictMath.pow}. */
    NdArray pow(NdArray b);

    /** The larger of two; NaN where either is NaN. */
    NdArray maximum(NdArray b);

    /** The smaller of two; NaN where either is NaN. */
    NdArray minimum(NdArray b);

    /** 1 where a equals b, else 0. */
    NdArray equal(NdArray b);

    /** Heaviside's step of a - b: 1 where a is larger, 0 where it is smaller, ½ where they are equal, else NaN. */
    NdArray heaviside(NdArray b);

    /** This array where {@code mask} is not 0, and 0 where it is: there even NaN and infinity vanish, unlike in mul. */
    NdArray maskedBy(NdArray mask);

    /** a + b for one number b. */
    default NdArray add(double b) {
        return add(precision().of(new double[] {b}));
    }

    /** a - b for one number b. */
    default NdArray sub(double b) {
        return sub(precision().of(new double[] {b}));
    }

    /** a · b for one number b. */
    default NdArray mul(double b) {
        return mul(precision().of(new double[] {b}));
    }

    /** a / b for one number b. */
    default NdArray div(double b) {
        return div(precision().of(new double[] {b}));
    }

    /** a to the power b for one number b. */
    default NdArray pow(double b) {
        return pow(precision().of(new double[] {b}));
    }

    /** The larger of a and one number b. */
    default NdArray maximum(double b) {
        return maximum(precision().of(new double[] {b}));
    }

    /** The smaller of a and one number b. */
    default NdArray minimum(double b) {
        return minimum(precision().of(new double[] {b}));
    }

    /** -a. */
    NdArray neg();

    /** e to the power a. */
    NdArray exp();

    /** The natural logarithm. */
    NdArray log();

    /** The square root, correctly rounded. */
    NdArray sqrt();

    /** The absolute value. */
    NdArray abs();

    /** 1, 0 or -1; NaN for NaN. */
    NdArray sign();

    /** The sine of an angle in radians. */
    NdArray sin();

    /** The cosine of an angle in radians. */
    NdArray cos();

    /** The hyperbolic tangent. */
    NdArray tanh();

    /** 1 - tanh² a, the derivative of tanh, as 4·σ(2a)·σ(-2a): no cancelling for large |a|. */
    NdArray tanhSlope();

    /** σ(a) = 1 / (1 + e^-a), without overflow on either side. */
    NdArray sigmoid();

    /** σ(a)·σ(-a), the derivative of σ: unlike s·(1 - s) it does not become 0 where s rounds to 1. */
    NdArray sigmoidSlope();

    /** log(1 + e^a) = max(a, 0) + log(1 + e^-|a|), without overflow. */
    NdArray softplus();

    /** max(0, a). */
    NdArray relu();

    /** 1 where a is above 0, else 0; NaN for NaN. */
    NdArray step();

    /** The sum of all elements in row-major order, as {@link #sum(int, boolean)} defines it: one number of rank 0. */
    default NdArray sum() {
        return reshape(shape().size()).sum(0, false);
    }

    /**
     * Sums along one axis. A sum is defined by 16 partial sums, each starting at +0: element i of the axis is added to
     * partial sum i mod 16, in order of i; then the upper half is added to the lower one (8 to 0, 9 to 1, …; then 4 to
     * 0, …) until one is left. No machine's vector width changes that.
     *
     * @param keepDims whether the axis stays, with size 1.
     */
    NdArray sum(int axis, boolean keepDims);

    /**
     * Sums along several axes, each by {@link #sum(int, boolean)} over all its elements in row-major order.
     *
     * @param axes each once, in any order. Not modified.
     * @param keepDims whether the axes stay, with size 1.
     */
    default NdArray sum(int[] axes, boolean keepDims) {
        Shape result = shape().reduce("sum", axes, keepDims);
        return axes.length == 1
                ? sum(axes[0], keepDims)
                : merged(axes).sum(1, false).reshape(result);
    }

    /** The largest element along one axis, which must not be empty; NaN where there is one. */
    NdArray amax(int axis, boolean keepDims);

    /**
     * The largest element along several axes, none of them empty; NaN where there is one.
     *
     * @param axes each once, in any order. Not modified.
     * @param keepDims whether the axes stay, with size 1.
     */
    default NdArray amax(int[] axes, boolean keepDims) {
        Shape result = shape().reduceNonEmpty("amax", axes, keepDims);
        return axes.length == 1
                ? amax(axes[0], keepDims)
                : merged(axes).amax(1, false).reshape(result);
    }

    /** These axes as one, in row-major order, behind all others as one. */
    private NdArray merged(int[] axes) {
        int[] rest = IntStream.range(0, shape().rank())
                .filter(axis -> IntStream.of(axes).noneMatch(other -> other == axis))
                .toArray();
        int[] order = IntStream.concat(IntStream.of(rest), IntStream.of(axes).sorted())
                .toArray();
        return transpose(order).reshape(shape().sizeOf(rest), shape().sizeOf(axes));
    }

    /**
     * Where the first of the largest stands, or the first NaN where there is one, in each window over each row of a
     * matrix (m x n): m·w places in the flat array, row by row.
     *
     * @param windows which elements of a row, from 0 to n-1, each of w windows sees: (elements x w), row-major. Not
     *     modified.
     * @param elements of a window, at least 1
     */
    int[] argmax(int[] windows, int elements);

    /** Matrix product A·B: (m x k)·(k x n) -> (m x n), for each index of the leading axes, which broadcast. */
    NdArray matmul(NdArray b);

    /** Matrix product Aᵀ·B: (k x m), (k x n) -> (m x n), for each index of the leading axes, which broadcast. */
    NdArray matmulTransA(NdArray b);

    /** Matrix product A·Bᵀ: (m x k), (n x k) -> (m x n), for each index of the leading axes, which broadcast. */
    NdArray matmulTransB(NdArray b);

    /** Rows become columns: (m x n) -> (n x m). */
    default NdArray transpose() {
        Requirements.rank("transpose", shape(), 2);
        return transpose(1, 0);
    }

    /**
     * The axes in another order; a view where the order is their own.
     *
     * @param axes each once: axis i of the result is the axis axes[i] of this array. Not modified.
     */
    default NdArray transpose(int... axes) {
        var order = new Permutation(shape(), axes);
        int[] places = order.places();
        return places.length == 1
                ? reshape(order.shape())
                : reshape(places.length, order.block()).take(places, 0).reshape(order.shape());
    }

    /**
     * These arrays one behind the other along an axis; along all others they agree.
     *
     * @param others Not modified.
     */
    NdArray concat(int axis, NdArray... others);

    /**
     * One element of each row: (m x C) -> (m).
     *
     * @param columns which one, from 0 to C-1, m of them. Not modified.
     */
    default NdArray gather(int[] columns) {
        Requirements.columns("gather", shape(), columns);
        return reshape(shape().size()).take(shape().places(columns), 0);
    }

    /**
     * Each element into its own row, the rest 0: (m) -> (m x width). Undoes {@link #gather}.
     *
     * @param columns where, from 0 to width-1, m of them. Not modified.
     */
    default NdArray scatter(int[] columns, int width) {
        Requirements.rank("scatter", shape(), 1);
        Shape wide = Shape.of(shape().dim(0), width);
        Requirements.columns("scatter", wide, columns);
        return scatterAdd(wide.places(columns), 0, wide.size()).reshape(wide);
    }

    /**
     * What stands at each of the places along one axis: the axis gets as many elements as there are places.
     *
     * @param places from 0 to the axis' size - 1, or -1 for zeros; in any order, also repeated. Not modified.
     */
    NdArray take(int[] places, int axis);

    /**
     * Undoes {@link #take} as a VJP does: what stands along one axis is added, in order, to zeros at these places.
     *
     * @param places from 0 to size - 1, or -1 for none, as many as the axis has elements. Not modified.
     * @param size of the axis in the result
     */
    NdArray scatterAdd(int[] places, int axis, int size);

    /** Takes over the elements of an array of this shape. */
    void setInPlace(NdArray b);

    /** Adds the n numbers of b to every row: (… x n) += (n). */
    void addToRowsInPlace(NdArray b);

    /** a += b for an array of this shape. */
    void addInPlace(NdArray b);
}

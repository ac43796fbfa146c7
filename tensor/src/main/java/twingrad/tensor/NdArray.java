package twingrad.tensor;

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
        return reshape(Shape.of(dims));
    }

    /** Stretched to a shape by repetition along missing axes and those of size 1; this array where it has that shape. */
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

    /** σ(a) = 1 / (1 + e^-a), without overflow on either side. */
    NdArray sigmoid();

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

    /** The largest element along one axis, which must not be empty; NaN where there is one. */
    NdArray amax(int axis, boolean keepDims);

    /** Matrix product A·B: (m x k)·(k x n) -> (m x n). */
    NdArray matmul(NdArray b);

    /** Matrix product Aᵀ·B: (k x m), (k x n) -> (m x n). */
    NdArray matmulTransA(NdArray b);

    /** Matrix product A·Bᵀ: (m x k), (n x k) -> (m x n). */
    NdArray matmulTransB(NdArray b);

    /** Rows become columns: (m x n) -> (n x m). */
    NdArray transpose();

    /**
     * One element of each row: (m x C) -> (m).
     *
     * @param columns which one, from 0 to C-1, m of them. Not modified.
     */
    NdArray gather(int[] columns);

    /**
     * Each element into its own row, the rest 0: (m) -> (m x width). Undoes {@link #gather}.
     *
     * @param columns where, from 0 to width-1, m of them. Not modified.
     */
    NdArray scatter(int[] columns, int width);

    /** Takes over the elements of an array of this shape. */
    void setInPlace(NdArray b);

    /** a += b for an array of this shape. */
    void addInPlace(NdArray b);
}

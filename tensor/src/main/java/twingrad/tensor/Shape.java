package twingrad.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The sizes of an array's axes, row-major: the last axis is contiguous. Rank 0 is a single number. Immutable. */
public final class Shape {
    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        long product = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("shape: expected sizes of 0 or more, got " + Arrays.toString(dims));
            }
            product *= dim;
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape: expected at most 2147483647 elements, got " + Arrays.toString(dims));
            }
        }
        this.dims = dims;
        this.size = (int) product;
    }

    /** The shape with these sizes, outermost first. */
    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /** Number of axes. */
    public int rank() {
        return dims.length;
    }

    /** Number of elements: the product of the sizes, 1 for rank 0. */
    public int size() {
        return size;
    }

    /** Size of one axis, counted from 0. */
    public int dim(int axis) {
        if (axis < 0 || axis >= dims.length) {
            throw new IllegalArgumentException("dim: expected an axis of " + this + ", got " + axis);
        }
        return dims[axis];
    }

    /** A copy of the sizes. */
    public int[] dims() {
        return dims.clone();
    }

    /**
     * The shape to which both stretch, by NumPy's rules: aligned at the last axis, sizes are equal or one of them is 1.
     *
     * @throws IllegalArgumentException naming the first axis of the result that does not fit.
     */
    public Shape broadcast(Shape other) {
        return broadcast("broadcast", other);
    }

    Shape broadcast(String op, Shape other) {
        int[] result = new int[Math.max(rank(), other.rank())];
        for (int axis = 0; axis < result.length; axis++) {
            int left = aligned(axis, result.length);
            int right = other.aligned(axis, result.length);
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException(op + ": expected shapes that broadcast, got " + this + " and "
                        + other + "; axis " + axis + " has " + left + " and " + right);
            }
            result[axis] = left == 1 ? right : left;
        }
        return new Shape(result);
    }

    /** Size of an axis of a result of that rank; axes that this shape lacks have size 1. */
    int aligned(int axis, int rank) {
        int own = axis - (rank - dims.length);
        return own < 0 ? 1 : dims[own];
    }

    /** This shape without an axis, or with size 1 there. */
    Shape reduce(String op, int axis, boolean keepDims) {
        if (axis < 0 || axis >= dims.length) {
            throw new IllegalArgumentException(op + ": expected an axis of " + this + ", got " + axis);
        }
        int[] result = dims.clone();
        if (keepDims) {
            result[axis] = 1;
            return new Shape(result);
        }
        System.arraycopy(dims, axis + 1, result, axis, dims.length - axis - 1);
        return new Shape(Arrays.copyOf(result, dims.length - 1));
    }

    /** As {@link #reduce}, for what needs at least one element along the axis. */
    Shape reduceNonEmpty(String op, int axis, boolean keepDims) {
        Shape result = reduce(op, axis, keepDims);
        if (dims[axis] == 0) {
            throw new IllegalArgumentException(op + ": expected axis " + axis + " not to be empty, got " + this);
        }
        return result;
    }

    /** {@code target}, which must have as many elements. */
    Shape sameSize(Shape target) {
        if (target.size != size) {
            throw new IllegalArgumentException(
                    "reshape: expected " + size + " elements as in " + this + ", got " + target);
        }
        return target;
    }

    /** Number of elements before an axis: how often the axis is walked at a stride. */
    int sizeBefore(int axis) {
        int product = 1;
        for (int i = 0; i < axis; i++) {
            product *= dims[i];
        }
        return product;
    }

    /** Number of elements after an axis: the distance between its neighbors. */
    int sizeAfter(int axis) {
        int product = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            product *= dims[i];
        }
        return product;
    }

    /** Position of an element in row-major order. */
    int offset(int[] index) {
        int offset = 0;
        boolean inside = index.length == dims.length;
        for (int axis = 0; inside && axis < dims.length; axis++) {
            inside = index[axis] >= 0 && index[axis] < dims[axis];
            offset = offset * dims[axis] + index[axis];
        }
        if (!inside) {
            throw new IllegalArgumentException(
                    "get: expected an index inside " + this + ", got " + Arrays.toString(index));
        }
        return offset;
    }

    void requireRank(String op, int rank) {
        if (rank() != rank) {
            throw new IllegalArgumentException(op + ": expected rank " + rank + ", got " + this);
        }
    }

    void requireEqual(String op, Shape other) {
        if (!equals(other)) {
            throw new IllegalArgumentException(op + ": expected " + this + ", got " + other);
        }
    }

    /** Refuses a right side whose axis {@code theirs} differs from this shape's axis {@code ours}; both of rank 2. */
    void requireProduct(String op, int ours, Shape other, int theirs) {
        requireRank(op, 2);
        other.requireRank(op, 2);
        if (dims[ours] != other.dims[theirs]) {
            throw new IllegalArgumentException(op + ": expected " + dims[ours] + (theirs == 0 ? " rows" : " columns")
                    + " on the right to match " + this + ", got " + other);
        }
    }

    /** Refuses anything but one column number from 0 to C-1 a row; this shape is (m x C). */
    void requireColumns(String op, int[] columns) {
        requireRank(op, 2);
        if (columns.length != dims[0]) {
            throw new IllegalArgumentException(
                    op + ": expected " + dims[0] + " labels for " + this + ", got " + columns.length);
        }
        for (int row = 0; row < columns.length; row++) {
            if (columns[row] < 0 || columns[row] >= dims[1]) {
                throw new IllegalArgumentException(op + ": expected labels from 0 to " + (dims[1] - 1) + ", got "
                        + columns[row] + " in row " + row);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As in {@code (64x784)}. */
    @Override
    public String toString() {
        return Arrays.stream(dims).mapToObj(Integer::toString).collect(Collectors.joining("x", "(", ")"));
    }
}

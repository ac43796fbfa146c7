package twingrad.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
        return sizeAlong("dim", axis);
    }

    /** Size of one axis, which is refused in the name of an op where it is none. */
    int sizeAlong(String op, int axis) {
        if (axis < 0 || axis >= dims.length) {
            throw new IllegalArgumentException(
                    op + ": expected an axis " + (dims.length == 0 ? "" : "from 0 to " + (dims.length - 1) + " ")
                            + "of " + this + ", got " + axis);
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
        return broadcast(op, other, 0);
    }

    /** The same without the last axes, as many as told, which are not compared. */
    Shape broadcast(String op, Shape other, int without) {
        int rank = Math.max(rank(), other.rank());
        int[] result = new int[rank - without];
        for (int axis = 0; axis < result.length; axis++) {
            int left = aligned(axis, rank);
            int right = other.aligned(axis, rank);
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

    /** The last axis, which must be there and not be empty. */
    int lastAxis(String op) {
        if (rank() == 0) {
            throw new IllegalArgumentException(op + ": expected rank 1 or more, got ()");
        }
        reduceNonEmpty(op, rank() - 1, true);
        return rank() - 1;
    }

    /** This shape without an axis, or with size 1 there. */
    Shape reduce(String op, int axis, boolean keepDims) {
        sizeAlong(op, axis);
        int[] result = dims.clone();
        if (keepDims) {
            result[axis] = 1;
            return new Shape(result);
        }
        System.arraycopy(dims, axis + 1, result, axis, dims.length - axis - 1);
        return new Shape(Arrays.copyOf(result, dims.length - 1));
    }

    /** This shape without several axes, or with size 1 there. */
    Shape reduce(String op, int[] axes, boolean keepDims) {
        int[] result = dims.clone();
        for (int axis : axes) {
            sizeAlong(op, axis);
            if (result[axis] < 0) {
                throw new IllegalArgumentException(
                        op + ": expected different axes of " + this + ", got " + Arrays.toString(axes));
            }
            result[axis] = -1;
        }
        return new Shape(Arrays.stream(result)
                .filter(dim -> keepDims || dim >= 0)
                .map(dim -> Math.abs(dim))
                .toArray());
    }

    /** This shape, longer along an axis by others that agree along all other axes. */
    Shape joined(int axis, List<Shape> others) {
        int size = sizeAlong("concat", axis);
        for (Shape other : others) {
            boolean fits = other.rank() == rank()
                    && other.resize("concat", axis, dims[axis]).equals(this);
            if (!fits) {
                throw new IllegalArgumentException(
                        "concat: expected the sizes of " + this + " along all axes but " + axis + ", got " + other);
            }
            size = Math.addExact(size, other.dims[axis]);
        }
        return resize("concat", axis, size);
    }

    /** As {@link #reduce}, for what needs at least one element along the axis. */
    Shape reduceNonEmpty(String op, int axis, boolean keepDims) {
        Shape result = reduce(op, axis, keepDims);
        if (dims[axis] == 0) {
            throw new IllegalArgumentException(op + ": expected axis " + axis + " not to be empty, got " + this);
        }
        return result;
    }

    /** The same for several axes. */
    Shape reduceNonEmpty(String op, int[] axes, boolean keepDims) {
        Shape result = reduce(op, axes, keepDims);
        for (int axis : axes) {
            reduceNonEmpty(op, axis, keepDims);
        }
        return result;
    }

    /** The shape with these sizes, none of which is inferred as NumPy infers -1. */
    Shape reshaped(int... target) {
        if (IntStream.of(target).anyMatch(dim -> dim < 0)) {
            throw new IllegalArgumentException("reshape: expected " + size + " elements as in " + this + ", got "
                    + Arrays.toString(target) + "; no size is inferred, write all of them out");
        }
        return of(target);
    }

    /** {@code target}, which must have as many elements. */
    Shape sameSize(Shape target) {
        if (target.size != size) {
            throw new IllegalArgumentException(
                    "reshape: expected " + size + " elements as in " + this + ", got " + target);
        }
        return target;
    }

    /** Number of elements along several axes together. */
    int sizeOf(int... axes) {
        int product = 1;
        for (int axis : axes) {
            product *= dims[axis];
        }
        return product;
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

    /** Rows, 0, or columns, 1, of the matrices that the last two axes make. */
    int matrixDim(int axis) {
        return dims[dims.length - 2 + axis];
    }

    /** The leading axes, without the last two. */
    Shape withoutMatrix() {
        return new Shape(Arrays.copyOf(dims, dims.length - 2));
    }

    /** These axes, then two more. */
    Shape withMatrix(int rows, int columns) {
        int[] result = Arrays.copyOf(dims, dims.length + 2);
        result[dims.length] = rows;
        result[dims.length + 1] = columns;
        return new Shape(result);
    }

    /** This shape with another size of one axis. */
    Shape resize(String op, int axis, int size) {
        sizeAlong(op, axis);
        int[] result = dims.clone();
        result[axis] = size;
        return new Shape(result);
    }

    /** The places of one element of each row in row-major order; this shape is (m x C). */
    int[] places(int[] columns) {
        return IntStream.range(0, columns.length)
                .map(row -> row * dims[1] + columns[row])
                .toArray();
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

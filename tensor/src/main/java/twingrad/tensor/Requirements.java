package twingrad.tensor;

/** What ops require of the shapes of their operands, each said in one wording: all refuse with an IllegalArgumentException. */
final class Requirements {
    private Requirements() {}

    static void rank(String op, Shape shape, int rank) {
        if (shape.rank() != rank) {
            throw new IllegalArgumentException(op + ": expected rank " + rank + ", got " + shape);
        }
    }

    static void equal(String op, Shape shape, Shape other) {
        if (!shape.equals(other)) {
            throw new IllegalArgumentException(op + ": expected " + shape + ", got " + other);
        }
    }

    /** Refuses anything but a row of that shape, (n) for (… x n). */
    static void row(String op, Shape shape, Shape row) {
        if (shape.rank() == 0 || row.rank() != 1 || row.dim(0) != shape.dim(shape.rank() - 1)) {
            throw new IllegalArgumentException(op + ": expected a row of " + shape + ", got " + row);
        }
    }

    /** Refuses a right side whose matrices' axis {@code theirs} differs from the axis {@code ours} of the left's. */
    static void product(String op, Shape left, int ours, Shape right, int theirs) {
        if (left.rank() < 2 || right.rank() < 2) {
            throw new IllegalArgumentException(op + ": expected rank 2 or more on both sides, got " + left + " and "
                    + right + "; reshape a vector of n to a row, (1, n), or to a column, (n, 1)");
        }
        if (left.matrixDim(ours) != right.matrixDim(theirs)) {
            throw new IllegalArgumentException(op + ": expected " + left.matrixDim(ours)
                    + (theirs == 0 ? " rows" : " columns") + " on the right to match " + left + ", got " + right);
        }
    }

    /** Refuses anything but one column number from 0 to C-1 a row of (m x C). */
    static void columns(String op, Shape shape, int[] columns) {
        rank(op, shape, 2);
        if (columns.length != shape.dim(0)) {
            throw new IllegalArgumentException(
                    op + ": expected " + shape.dim(0) + " labels for " + shape + ", got " + columns.length);
        }
        for (int row = 0; row < columns.length; row++) {
            if (columns[row] < 0 || columns[row] >= shape.dim(1)) {
                throw new IllegalArgumentException(op + ": expected labels from 0 to " + (shape.dim(1) - 1) + ", got "
                        + columns[row] + " in row " + row);
            }
        }
    }

    /** Refuses anything but one place for each element of an axis. */
    static void length(String op, Shape shape, int axis, int count) {
        if (shape.dim(axis) != count) {
            throw new IllegalArgumentException(op + ": expected " + shape.dim(axis) + " places for axis " + axis
                    + " of " + shape + ", got " + count);
        }
    }

    static void range(String op, Shape shape, int axis, int from, int to) {
        int size = shape.sizeAlong(op, axis);
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException(op + ": expected 0 <= from <= to <= " + size + " for axis " + axis
                    + " of " + shape + ", got " + from + " to " + to);
        }
    }

    static void rows(String op, Shape shape, int[] rows) {
        int size = shape.sizeAlong(op, 0);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= size) {
                throw new IllegalArgumentException(op + ": expected rows from 0 to " + (size - 1) + " of " + shape
                        + ", got " + rows[i] + " at " + i);
            }
        }
    }

    /** Refuses anything but windows of so many elements over the rows of a matrix. */
    static void windows(String op, Shape shape, int[] windows, int elements) {
        rank(op, shape, 2);
        if (elements < 1 || windows.length % elements != 0) {
            throw new IllegalArgumentException(op + ": expected windows of at least 1 element, all alike, got "
                    + windows.length + " places for windows of " + elements);
        }
        places(op, windows, 0, shape.dim(1));
    }

    /** Refuses a place outside an axis of that size; -1 is no place, where it is the least. */
    static void places(String op, int[] places, int least, int size) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] < least || places[i] >= size) {
                throw new IllegalArgumentException(
                        op + ": expected places from 0 to " + (size - 1) + ", got " + places[i] + " at " + i);
            }
        }
    }
}

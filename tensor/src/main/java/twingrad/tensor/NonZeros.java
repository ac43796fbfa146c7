package twingrad.tensor;

import java.util.Arrays;

/**
 * The elements of a matrix that are not zero, row by row, with their columns. It keeps its memory from matrix to
 * matrix, and its lists for as long as the matrix stays as it is: a layer's input is a factor in the forward pass and
 * in the backward pass.
 *
 * <p>Row i's elements are {@code values()[start(i)]} to {@code values()[end(i) - 1]}, in order.
 */
final class NonZeros {
    /** Rows that one part lists. */
    private static final int LISTED_ROWS = 32;

    private Version listed = new Version();
    private long count = -1;
    private int rows;
    private int width;
    private int[] lengths = {};
    private int[] columns = {};
    private float[] values = {};

    /**
     * Lists a matrix (rows x width), unless it is the one listed last and has not changed since.
     *
     * @param matrix row-major. Not modified.
     * @param version of the matrix's numbers
     */
    void list(float[] matrix, Version version, int rows, int width) {
        if (version == listed && version.count() == count && this.rows == rows && this.width == width) {
            return;
        }
        size(rows, width);
        Workers.run((rows + LISTED_ROWS - 1) / LISTED_ROWS, part -> {
            for (int i = part * LISTED_ROWS; i < Math.min((part + 1) * LISTED_ROWS, rows); i++) {
                lengths[i] = listRow(matrix, i * width, width, columns, values);
            }
        });
        listed = version;
        count = version.count();
    }

    /** Lists one row, which begins at {@code at} in all three arrays; says how many elements are not zero. */
    private static int listRow(float[] matrix, int at, int width, int[] columns, float[] values) {
        int next = at;
        for (int p = 0; p < width; p++) {
            float value = matrix[at + p];
            if (value != 0) {
                values[next] = value;
                columns[next++] = p;
            }
        }
        return next - at;
    }

    /** Lists the transposed matrix of another list: walking its few elements takes less time than the whole matrix. */
    void transpose(NonZeros other) {
        size(other.width, other.rows);
        Arrays.fill(lengths, 0, rows, 0);
        for (int i = 0; i < other.rows; i++) {
            for (int q = other.start(i); q < other.end(i); q++) {
                int row = other.columns[q];
                int next = end(row);
                values[next] = other.values[q];
                columns[next] = i;
                lengths[row]++;
            }
        }
    }

    /** Makes room; until the new lists are whole, none is known. */
    private void size(int rows, int width) {
        count = -1;
        this.rows = rows;
        this.width = width;
        if (lengths.length < rows) {
            lengths = new int[rows];
        }
        if (columns.length < rows * width) {
            columns = new int[rows * width];
            values = new float[rows * width];
        }
    }

    int start(int row) {
        return row * width;
    }

    int end(int row) {
        return row * width + lengths[row];
    }

    int[] columns() {
        return columns;
    }

    float[] values() {
        return values;
    }
}

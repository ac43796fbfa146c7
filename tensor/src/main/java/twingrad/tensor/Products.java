package twingrad.tensor;

/**
 * Matrix products in float32 over plain row-major arrays, for {@link FloatArray}. An implementation is a kernel that
 * computes rectangles of C; the static methods hand a product to the fastest kernel, shared out over {@link Workers}.
 *
 * <p>Every element of C has one accumulator: it starts at +0 and takes its k terms in order, each by an fma. So every
 * kernel, blocking and number of threads gives the bits of the naive loop over {@link Math#fma}. Nothing is ever split
 * along k.
 */
interface Products {
    /** The fastest kernel this JVM can run. The machine is asked first: without the module the other cannot load. */
    Products FASTEST = Machine.vectorModule() ? new VectorProducts() : new PlainProducts();

    /**
     * Products of fewer multiply-adds stay with the caller: some 10 µs of work, when sharing it costs 0.4 µs with a
     * worker that still spins, and 40 to 65 µs until a parked one takes part.
     */
    int WORTH_SHARING = 1 << 19;

    /** More than one, so that the caller has something to do while a parked worker wakes. */
    int PARTS_PER_THREAD = 4;

    /** Side of the square blocks of a transposition: their rows and columns stay in the first-level cache. */
    int TRANSPOSED_BLOCK = 16;

    /**
     * The operands of C (m x n) = A·B, as {@link Products#multiply} takes them.
     *
     * @param a Not modified.
     * @param b Not modified.
     * @param c Modified.
     */
    record Operands(int m, int n, int k, float[] a, int aRow, int aCol, float[] b, float[] c) {}

    /** Computes C's elements with {@code top <= row < bottom} and {@code left <= column < right}, and no others. */
    void rectangle(Operands x, int top, int bottom, int left, int right);

    /** Rows that this kernel computes at a time. */
    int blockRows();

    /** Columns that this kernel computes at a time. */
    int blockColumns();

    /**
     * C (m x n) = A·B. A's element (i, p) is {@code a[i * aRow + p * aCol]}, so that Aᵀ needs no copy; B (k x n) and C
     * are contiguous. With k = 0 every element is +0.
     *
     * @param a Not modified.
     * @param b Not modified.
     * @param c Modified: all m·n elements are overwritten.
     */
    static void multiply(int m, int n, int k, float[] a, int aRow, int aCol, float[] b, float[] c) {
        FASTEST.whole(new Operands(m, n, k, a, aRow, aCol, b, c));
    }

    /**
     * C (m x n) = A·Bᵀ. A is as in {@link #multiply}; b holds B (n x k), contiguous, and is transposed into scratch.
     *
     * @param a Not modified.
     * @param b Not modified.
     * @param c Modified: all m·n elements are overwritten.
     */
    static void multiplyTransB(int m, int n, int k, float[] a, int aRow, int aCol, float[] b, float[] c) {
        multiply(m, n, k, a, aRow, aCol, transpose(n, k, b), c);
    }

    /** Computes all of C, the workers sharing its blocks of rows, or of columns where these are not fewer. */
    default void whole(Operands x) {
        int rowBlocks = (x.m + blockRows() - 1) / blockRows();
        int columnBlocks = (x.n + blockColumns() - 1) / blockColumns();
        boolean byRows = rowBlocks > columnBlocks;
        int blocks = byRows ? rowBlocks : columnBlocks;
        int threads = Workers.threads();
        boolean shared = (long) x.m * x.n * x.k >= WORTH_SHARING && threads > 1;
        int parts = shared ? Math.min(blocks, PARTS_PER_THREAD * threads) : 1;
        Workers.run(parts, part -> {
            int from = (int) ((long) blocks * part / parts);
            int to = (int) ((long) blocks * (part + 1) / parts);
            if (byRows) {
                rectangle(x, from * blockRows(), Math.min(to * blockRows(), x.m), 0, x.n);
            } else {
                rectangle(x, 0, x.m, from * blockColumns(), Math.min(to * blockColumns(), x.n));
            }
        });
    }

    /** The (columns x rows) transpose of a (rows x columns) matrix, block by block. */
    private static float[] transpose(int rows, int columns, float[] matrix) {
        float[] transposed = new float[columns * rows];
        for (int top = 0; top < rows; top += TRANSPOSED_BLOCK) {
            int bottom = Math.min(top + TRANSPOSED_BLOCK, rows);
            for (int left = 0; left < columns; left += TRANSPOSED_BLOCK) {
                int right = Math.min(left + TRANSPOSED_BLOCK, columns);
                for (int column = left; column < right; column++) {
                    for (int row = top; row < bottom; row++) {
                        transposed[column * rows + row] = matrix[row * columns + column];
                    }
                }
            }
        }
        return transposed;
    }
}

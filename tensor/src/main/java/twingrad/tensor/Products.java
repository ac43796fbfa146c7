package twingrad.tensor;

import java.util.Arrays;

/**
 * Matrix products in float32 over plain row-major arrays, for {@link FloatArray}. An implementation is a kernel that
 * computes rectangles of C; the static methods hand a product to the fastest kernel, shared out over {@link Workers},
 * or to {@link SparseProducts}.
 *
 * <p>Every element of C has one accumulator: it starts at +0, takes its k terms in order, each by an fma, and is stored
 * with a positive sign where it is zero. So every kernel, blocking and number of threads gives the bits of the naive
 * loop over {@link Math#fma}. Nothing is ever split along k.
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

    /**
     * Products of fewer multiply-adds stay with the plain loop: it is done before a kernel has packed its operands.
     */
    int WORTH_PACKING = 1 << 10;

    /**
     * The operands of C (m x n) = A·B, where A's element (i, p) is {@code a[i * aRow + p * aCol]}, so that Aᵀ
     * needs no copy; B's element (p, j) is {@code b[p * bRow + j * bCol]}, where bRow or bCol is 1, and C's likewise;
     * kernels find C row by row.
     *
     * @param a Not modified.
     * @param b Not modified.
     * @param c Modified.
     * @param aVersion of a: as long as it does not count on, a stays as it is, and what was learned of it true
     * @param bVersion of b
     */
    record Operands(
            int m,
            int n,
            int k,
            float[] a,
            int aRow,
            int aCol,
            float[] b,
            int bRow,
            int bCol,
            float[] c,
            int cRow,
            int cCol,
            Version aVersion,
            Version bVersion) {
        /** The same product the other way round: Cᵀ = Bᵀ·Aᵀ. */
        Operands transposed() {
            return new Operands(n, m, k, b, bCol, bRow, a, aCol, aRow, c, cCol, cRow, bVersion, aVersion);
        }

        /** Whether A's elements are the first of their array, row by row or column by column, without gaps. */
        boolean isWholeA() {
            return aCol == 1 && aRow == k || aRow == 1 && aCol == m;
        }

        /** As {@link #isWholeA}, for B. */
        boolean isWholeB() {
            return bCol == 1 && bRow == n || bRow == 1 && bCol == k;
        }
    }

    /** Computes C's elements with {@code top <= row < bottom} and {@code left <= column < right}, and no others. */
    void rectangle(Operands x, int top, int bottom, int left, int right);

    /** Rows that this kernel computes at a time. */
    int blockRows();

    /** Columns that this kernel computes at a time. */
    int blockColumns();

    /**
     * Computes all of C, which is contiguous and lies row by row, as B does or Bᵀ; A may lie in any way. With k = 0
     * every element is +0.
     */
    static void multiply(Operands x) {
        long terms = (long) x.m * x.n * x.k;
        if (terms < WORTH_PACKING) {
            plainly(x);
        } else if (terms < WORTH_SHARING || !Machine.vectorModule()) {
            FASTEST.whole(x);
        } else if (SparseProducts.suits(x)) {
            SparseProducts.multiply(x);
        } else if (SparseProducts.suits(x.transposed())) {
            SparseProducts.multiply(x.transposed());
        } else {
            FASTEST.whole(x);
        }
    }

    /** The definition: what every kernel computes, to the bit. */
    private static void plainly(Operands x) {
        for (int i = 0; i < x.m; i++) {
            int row = i * x.n;
            Arrays.fill(x.c, row, row + x.n, 0);
            for (int p = 0; p < x.k; p++) {
                addTerms(x.n, x.a[i * x.aRow + p * x.aCol], x.b, p * x.bRow, x.bCol, x.c, row);
            }
            for (int j = 0; j < x.n; j++) {
                x.c[row + j] += 0f;
            }
        }
    }

    /** A row of C += an element of A times a row of B. */
    private static void addTerms(int n, float a, float[] b, int bAt, int bCol, float[] c, int cAt) {
        for (int j = 0; j < n; j++) {
            c[cAt + j] = Math.fma(a, b[bAt + j * bCol], c[cAt + j]);
        }
    }

    /**
     * Computes all of C. The workers share its blocks of columns, so that each panel of B is packed once, or those of
     * rows where there are not enough columns for all.
     */
    default void whole(Operands x) {
        int threads = Workers.threads();
        if (threads == 1 || (long) x.m * x.n * x.k < WORTH_SHARING) {
            rectangle(x, 0, x.m, 0, x.n);
            return;
        }
        int columnBlocks = (x.n + blockColumns() - 1) / blockColumns();
        boolean byRows = columnBlocks < threads;
        int blocks = byRows ? (x.m + blockRows() - 1) / blockRows() : columnBlocks;
        int parts = Math.min(blocks, PARTS_PER_THREAD * threads);
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
}

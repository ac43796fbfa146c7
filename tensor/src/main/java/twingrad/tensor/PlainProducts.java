package twingrad.tensor;

import java.util.Arrays;

/**
 * Products in plain loops that the JIT compiler turns into vector instructions, for a JVM without the vector module.
 *
 * <pre>
 *   C row i  +=  a[i, p]·B row p  +  a[i, p+1]·B row p+1  +  a[i, p+2]·B row p+2  +  a[i, p+3]·B row p+3
 * </pre>
 *
 * <p>C's row stays in the first-level cache and is read and written once for four rows of B. The rows of B are copied
 * to arrays of their own: with one index for all its arrays the inner loop is vectorized, with offsets it is not.
 */
final class PlainProducts implements Products {
    /** Enough rows to be worth the copies of B's, which every part makes for itself. */
    private static final int ROWS = 32;

    private static final int COLUMNS = 256;

    /** Columns of B that are copied at a time: where they lie in one piece, they stay in the first-level cache. */
    private static final int COPIED = 16;

    @Override
    public int blockRows() {
        return ROWS;
    }

    @Override
    public int blockColumns() {
        return COLUMNS;
    }

    @Override
    public void rectangle(Operands x, int top, int bottom, int left, int right) {
        float[][] b = rows(x, left, right);
        float[] sums = new float[right - left];
        for (int i = top; i < bottom; i++) {
            Arrays.fill(sums, 0);
            row(x.k(), x.a(), i * x.aRow(), x.aCol(), b, sums);
            for (int j = left; j < right; j++) {
                x.c()[i * x.n() + j] = sums[j - left] + 0f;
            }
        }
    }

    /** Columns {@code left} to {@code right} of B, row by row; a few columns at a time, whichever way B lies. */
    private static float[][] rows(Operands x, int left, int right) {
        float[][] rows = new float[x.k()][right - left];
        for (int from = left; from < right; from += COPIED) {
            int to = Math.min(from + COPIED, right);
            for (int p = 0; p < x.k(); p++) {
                for (int j = from; j < to; j++) {
                    rows[p][j - left] = x.b()[p * x.bRow() + j * x.bCol()];
                }
            }
        }
        return rows;
    }

    /** One row of C += one row of A times B. */
    private static void row(int k, float[] a, int aAt, int aCol, float[][] b, float[] c) {
        int p = 0;
        for (; p <= k - 4; p += 4) {
            int at = aAt + p * aCol;
            four(a[at], b[p], a[at + aCol], b[p + 1], a[at + 2 * aCol], b[p + 2], a[at + 3 * aCol], b[p + 3], c);
        }
        for (; p < k; p++) {
            one(a[aAt + p * aCol], b[p], c);
        }
    }

    /** Adds four terms to each sum, in order. */
    private static void four(
            float a0, float[] b0, float a1, float[] b1, float a2, float[] b2, float a3, float[] b3, float[] c) {
        for (int j = 0; j < c.length; j++) {
            c[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
        }
    }

    /** Adds one term to each sum. */
    private static void one(float a, float[] b, float[] c) {
        for (int j = 0; j < c.length; j++) {
            c[j] = Math.fma(a, b[j], c[j]);
        }
    }
}

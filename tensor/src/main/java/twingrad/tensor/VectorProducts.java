package twingrad.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by the Vector API. Loaded only where {@code jdk.incubator.vector} is resolved, see {@link Machine}.
 *
 * <p>A block of C, 6 rows by 2 vectors, is held in 12 registers while k runs; each step loads 2 vectors of B,
 * broadcasts 6 elements of A and makes 12 fmas, which do not wait for one another:
 *
 * <pre>
 *                      B  row p   [ b0 ][ b1 ]
 *
 *   A  column p   a0          C   [ c00 ][ c01 ]
 *                 a1              [ c10 ][ c11 ]
 *                 a2              [ c20 ][ c21 ]      with  cRV = fma(aR, bV, cRV)
 *                 a3              [ c30 ][ c31 ]
 *                 a4              [ c40 ][ c41 ]
 *                 a5              [ c50 ][ c51 ]
 * </pre>
 *
 * <p>12 + 2 + 1 registers fit the 16 that x86 had before AVX-512, and leave room everywhere else.
 *
 * <p>Edges need no kernels of their own. The last block of a row or column of blocks is moved back to end at the edge:
 * it computes some elements again, to the same bits. A rectangle narrower than a block works on a copy of B padded
 * with zeros to a block's width; one of fewer rows than a block goes row by row.
 */
final class VectorProducts implements Products {
    /** Floats a vector: as many as this machine's widest. No result depends on it. */
    static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROWS = 6;
    private static final int COLUMNS = 2 * LANES;

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
        if (right - left < COLUMNS) {
            padded(x, top, bottom, left, right);
            return;
        }
        for (int column = left; column < right; column += COLUMNS) {
            int j = Math.min(column, right - COLUMNS);
            strip(x, top, bottom, x.b(), j, x.n(), x.c(), top * x.n() + j, x.n());
        }
    }

    /** A rectangle narrower than a block. */
    private static void padded(Operands x, int top, int bottom, int left, int right) {
        float[] b = new float[x.k() * COLUMNS];
        for (int p = 0; p < x.k(); p++) {
            System.arraycopy(x.b(), p * x.n() + left, b, p * COLUMNS, right - left);
        }
        float[] c = new float[(bottom - top) * COLUMNS];
        strip(x, top, bottom, b, 0, COLUMNS, c, 0, COLUMNS);
        for (int i = top; i < bottom; i++) {
            System.arraycopy(c, (i - top) * COLUMNS, x.c(), i * x.n() + left, right - left);
        }
    }

    /** A strip of C, one block wide, from {@code c[cAt]} on; B's columns for it start at {@code b[bAt]}. */
    private static void strip(
            Operands x, int top, int bottom, float[] b, int bAt, int bRow, float[] c, int cAt, int cRow) {
        if (bottom - top < ROWS) {
            for (int i = top; i < bottom; i++) {
                row(x.k(), x.a(), i * x.aRow(), x.aCol(), b, bAt, bRow, c, cAt + (i - top) * cRow);
            }
            return;
        }
        for (int row = top; row < bottom; row += ROWS) {
            int i = Math.min(row, bottom - ROWS);
            block(x.k(), x.a(), i * x.aRow(), x.aRow(), x.aCol(), b, bAt, bRow, c, cAt + (i - top) * cRow, cRow);
        }
    }

    /** 6 rows by 2 vectors of C. */
    private static void block(
            int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, float[] c, int cAt, int cRow) {
        var c00 = FloatVector.zero(SPECIES);
        var c01 = c00;
        var c10 = c00;
        var c11 = c00;
        var c20 = c00;
        var c21 = c00;
        var c30 = c00;
        var c31 = c00;
        var c40 = c00;
        var c41 = c00;
        var c50 = c00;
        var c51 = c00;
        for (int p = 0; p < k; p++) {
            var b0 = FloatVector.fromArray(SPECIES, b, bAt + p * bRow);
            var b1 = FloatVector.fromArray(SPECIES, b, bAt + p * bRow + LANES);
            int at = aAt + p * aCol;
            var a0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(SPECIES, a[at + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            var a4 = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        store(c00, c01, c, cAt);
        store(c10, c11, c, cAt + cRow);
        store(c20, c21, c, cAt + 2 * cRow);
        store(c30, c31, c, cAt + 3 * cRow);
        store(c40, c41, c, cAt + 4 * cRow);
        store(c50, c51, c, cAt + 5 * cRow);
    }

    /** 1 row by 2 vectors of C. */
    private static void row(int k, float[] a, int aAt, int aCol, float[] b, int bAt, int bRow, float[] c, int cAt) {
        var c0 = FloatVector.zero(SPECIES);
        var c1 = c0;
        for (int p = 0; p < k; p++) {
            var a0 = FloatVector.broadcast(SPECIES, a[aAt + p * aCol]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + p * bRow), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + p * bRow + LANES), c1);
        }
        store(c0, c1, c, cAt);
    }

    private static void store(FloatVector left, FloatVector right, float[] c, int at) {
        left.intoArray(c, at);
        right.intoArray(c, at + LANES);
    }
}

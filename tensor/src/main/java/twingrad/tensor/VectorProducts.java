package twingrad.tensor;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by the Vector API. Loaded only where {@code jdk.incubator.vector} is resolved, see {@link Machine}.
 *
 * <p>A panel of B, k rows by 2 vectors, is packed so that it lies in one piece whichever way B lies; then all rows of C
 * below it are computed, 6 at a time. Such a block of C, 6 rows by 2 vectors, is held in 12 registers while k runs;
 * each step loads 2 vectors of the panel, broadcasts 6 elements of A and makes 12 fmas, which do not wait for one
 * another:
 *
 * <pre>
 *                  panel  row p   [ b0 ][ b1 ]
 *
 *   A  column p   a0          C   [ c00 ][ c01 ]
 *                 a1              [ c10 ][ c11 ]
 *                 a2              [ c20 ][ c21 ]      with  cRV = fma(aR, bV, cRV)
 *                 a3              [ c30 ][ c31 ]
 *                 a4              [ c40 ][ c41 ]
 *                 a5              [ c50 ][ c51 ]
 * </pre>
 *
 * <p>12 + 2 + 1 registers fit the 16 that x86 had before AVX-512, and leave room everywhere else. The panel streams
 * from the second-level cache (100 KB at k = 784), A is read where it lies.
 *
 * <p>Edges need no kernels of their own. The last block of a row or column of blocks is moved back to end at the edge:
 * it computes some elements again, to the same bits. A rectangle narrower than a block has its panel padded with zeros
 * and its elements of C taken from a strip of a block's width; one of fewer rows than a block goes row by row.
 */
final class VectorProducts implements Products {
    /** Floats a vector: as many as this machine's widest. No result depends on it. */
    static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROWS = 6;
    private static final int COLUMNS = 2 * LANES;

    /** Rows of a panel that are transposed at a time: they stay in the first-level cache meanwhile. */
    private static final int TRANSPOSED = 64;

    /** Rows at a time of a rectangle that is narrower than a block; whole blocks. */
    private static final int NARROW_ROWS = 16 * ROWS;

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
        float[] panel = Workers.scratch((x.k() + NARROW_ROWS) * COLUMNS);
        if (right - left < COLUMNS) {
            narrow(x, top, bottom, left, right, panel);
            return;
        }
        for (int column = left; column < right; column += COLUMNS) {
            int j = Math.min(column, right - COLUMNS);
            pack(x, j, COLUMNS, panel);
            strip(x, top, bottom, panel, x.c(), top * x.n() + j, x.n());
        }
    }

    /** A rectangle narrower than a block: the strips of C, of a block's width, follow the panel in its array. */
    private static void narrow(Operands x, int top, int bottom, int left, int right, float[] panel) {
        int stripAt = x.k() * COLUMNS;
        Arrays.fill(panel, 0, stripAt, 0);
        pack(x, left, right - left, panel);
        for (int row = top; row < bottom; row += NARROW_ROWS) {
            int end = Math.min(row + NARROW_ROWS, bottom);
            strip(x, row, end, panel, panel, stripAt, COLUMNS);
            for (int i = row; i < end; i++) {
                System.arraycopy(panel, stripAt + (i - row) * COLUMNS, x.c(), i * x.n() + left, right - left);
            }
        }
    }

    /** Packs B's columns from {@code left} on, {@code width} of them: the panel's row p starts at p * COLUMNS. */
    private static void pack(Operands x, int left, int width, float[] panel) {
        if (x.bRow() == 1) {
            for (int from = 0; from < x.k(); from += TRANSPOSED) {
                int to = Math.min(from + TRANSPOSED, x.k());
                for (int j = 0; j < width; j++) {
                    column(x.b(), (left + j) * x.bCol(), from, to, panel, j);
                }
            }
        } else if (width == COLUMNS) {
            for (int p = 0; p < x.k(); p++) {
                int at = p * x.bRow() + left;
                FloatVector.fromArray(SPECIES, x.b(), at).intoArray(panel, p * COLUMNS);
                FloatVector.fromArray(SPECIES, x.b(), at + LANES).intoArray(panel, p * COLUMNS + LANES);
            }
        } else {
            for (int p = 0; p < x.k(); p++) {
                System.arraycopy(x.b(), p * x.bRow() + left, panel, p * COLUMNS, width);
            }
        }
    }

    /** Spreads a column of B, which lies in one piece, over the panel's rows. */
    private static void column(float[] b, int at, int from, int to, float[] panel, int j) {
        for (int p = from; p < to; p++) {
            panel[p * COLUMNS + j] = b[at + p];
        }
    }

    /** Rows {@code top} to {@code bottom} of C below a panel, from {@code c[cAt]} on. */
    private static void strip(Operands x, int top, int bottom, float[] panel, float[] c, int cAt, int cRow) {
        if (bottom - top < ROWS) {
            for (int i = top; i < bottom; i++) {
                row(x.k(), x.a(), i * x.aRow(), x.aCol(), panel, c, cAt + (i - top) * cRow);
            }
            return;
        }
        for (int row = top; row < bottom; row += ROWS) {
            int i = Math.min(row, bottom - ROWS);
            block(x.k(), x.a(), i * x.aRow(), x.aRow(), x.aCol(), panel, c, cAt + (i - top) * cRow, cRow);
        }
    }

    /** 6 rows by 2 vectors of C. */
    private static void block(
            int k, float[] a, int aAt, int aRow, int aCol, float[] panel, float[] c, int cAt, int cRow) {
        var zero = FloatVector.zero(SPECIES);
        var c00 = zero;
        var c01 = zero;
        var c10 = zero;
        var c11 = zero;
        var c20 = zero;
        var c21 = zero;
        var c30 = zero;
        var c31 = zero;
        var c40 = zero;
        var c41 = zero;
        var c50 = zero;
        var c51 = zero;
        for (int p = 0; p < k; p++) {
            var b0 = FloatVector.fromArray(SPECIES, panel, p * COLUMNS);
            var b1 = FloatVector.fromArray(SPECIES, panel, p * COLUMNS + LANES);
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
        store(c00, c01, zero, c, cAt);
        store(c10, c11, zero, c, cAt + cRow);
        store(c20, c21, zero, c, cAt + 2 * cRow);
        store(c30, c31, zero, c, cAt + 3 * cRow);
        store(c40, c41, zero, c, cAt + 4 * cRow);
        store(c50, c51, zero, c, cAt + 5 * cRow);
    }

    /** 1 row by 2 vectors of C. */
    private static void row(int k, float[] a, int aAt, int aCol, float[] panel, float[] c, int cAt) {
        var zero = FloatVector.zero(SPECIES);
        var c0 = zero;
        var c1 = zero;
        for (int p = 0; p < k; p++) {
            var a0 = FloatVector.broadcast(SPECIES, a[aAt + p * aCol]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, panel, p * COLUMNS), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, panel, p * COLUMNS + LANES), c1);
        }
        store(c0, c1, zero, c, cAt);
    }

    /** Adding zero makes a zero positive, whatever its sign. */
    private static void store(FloatVector left, FloatVector right, FloatVector zero, float[] c, int at) {
        left.add(zero).intoArray(c, at);
        right.add(zero).intoArray(c, at + LANES);
    }
}

package twingrad.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products C = A·B that skip A's zeros, as the pixels of handwriting have four in five. Loaded only where
 * {@code jdk.incubator.vector} is resolved.
 *
 * <p>As long as B is finite, a term 0·b changes nothing but the sign of a zero, and all zeros of products are stored
 * positive: so this has the bits of the dense kernel. For a row of A, its elements that are not zero are
 * listed with their places p; 8 vectors of C's row are then held in registers while the list is walked:
 *
 * <pre>
 *   listed   a[i, p]  a[i, p']  ...        C row i   [ c0 ][ c1 ][ c2 ] ... [ c7 ]
 *               |        |                            +=     +=     +=        +=
 *               |        '---- panel row p' · a       [ b0 ][ b1 ][ b2 ] ... [ b7 ]
 *               '------------- panel row p  · a       [ b0 ][ b1 ][ b2 ] ... [ b7 ]
 * </pre>
 *
 * <p>B is packed first, in panels of 8 vectors' width, padded with zeros. A mostly zero B is the A of the transposed
 * product Cᵀ = Bᵀ·Aᵀ, whose rows leave by way of a tile that is transposed into C.
 */
final class SparseProducts {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = VectorProducts.LANES;
    private static final int WIDTH = 8 * LANES;

    /** Rows of B that one part packs: they stay in the first-level cache. */
    private static final int PACKED_ROWS = 32;

    /** Rows of A whose lists one part walks, panel after panel; fewer if the threads need more parts. */
    private static final int WALKED_ROWS = 128;

    /** Rows of C that leave at a time: as many floats as fill a line of the cache. */
    private static final int TILE_ROWS = 16;

    /** Every so many elements one is looked at, to learn how many are zero; a prime, to meet all columns. */
    private static final int SAMPLED = 61;

    /** A term that is not skipped takes about three times as long as one of the dense kernel. */
    private static final int COST = 3;

    /** Most elements of A, and of B's panels: the lists and panels stay with the thread, 48 MB at this size. */
    private static final int LARGEST = 1 << 22;

    private SparseProducts() {}

    /** Whether A has so many zeros, and B so many columns, that skipping pays; and is allowed, as B is finite. */
    static boolean suits(Products.Operands x) {
        if (!x.isWholeA()
                || !x.isWholeB()
                || (long) x.m() * x.k() > LARGEST
                || (long) panels(x) * x.k() * WIDTH > LARGEST) {
            return false;
        }
        int size = x.m() * x.k();
        long kept = 0;
        for (int at = 0; at < size; at += SAMPLED) {
            kept += x.a()[at] == 0 ? 0 : SAMPLED;
        }
        return COST * kept * panels(x) * WIDTH < (long) size * x.n() && finite(x.b(), x.k() * x.n());
    }

    /** Whether the first {@code size} numbers are finite: others times 0 are NaN, and a sum with NaN is no zero. */
    private static boolean finite(float[] numbers, int size) {
        var zero = FloatVector.zero(SPECIES);
        var sums = zero;
        int at = 0;
        for (; at <= size - LANES; at += LANES) {
            sums = FloatVector.fromArray(SPECIES, numbers, at).fma(zero, sums);
        }
        float sum = 0;
        for (; at < size; at++) {
            sum += numbers[at] * 0f;
        }
        for (float lane : sums.toArray()) {
            sum += lane;
        }
        return sum == 0;
    }

    /** Computes all of C, for operands that {@linkplain #suits suit}. */
    static void multiply(Products.Operands x) {
        NonZeros lists = lists(x);
        int walked = Math.min(WALKED_ROWS, (x.m() + Workers.threads() - 1) / Workers.threads());
        int parts = (x.m() + walked - 1) / walked;
        int tilesAt = panels(x) * x.k() * WIDTH;
        float[] panels = Workers.scratch(tilesAt + parts * TILE_ROWS * WIDTH);
        Workers.run((x.k() + PACKED_ROWS - 1) / PACKED_ROWS, part -> {
            pack(x, part * PACKED_ROWS, Math.min((part + 1) * PACKED_ROWS, x.k()), panels);
        });
        Workers.run(parts, part -> {
            int top = part * walked;
            rows(x, lists, top, Math.min(top + walked, x.m()), panels, tilesAt + part * TILE_ROWS * WIDTH);
        });
    }

    /** Lists A's rows; where A lies column by column, from lists of these. */
    private static NonZeros lists(Products.Operands x) {
        NonZeros lists = Workers.rowLists();
        if (x.aCol() == 1) {
            lists.list(x.a(), x.aVersion(), x.m(), x.k());
            return lists;
        }
        lists.list(x.a(), x.aVersion(), x.k(), x.m());
        NonZeros transposed = Workers.columnLists();
        transposed.transpose(lists);
        return transposed;
    }

    private static int panels(Products.Operands x) {
        return (x.n() + WIDTH - 1) / WIDTH;
    }

    /** Packs rows {@code from} to {@code to} of B: each panel has its rows one after the other. */
    private static void pack(Products.Operands x, int from, int to, float[] panels) {
        for (int left = 0; left < x.n(); left += WIDTH) {
            int width = Math.min(WIDTH, x.n() - left);
            int panelAt = left * x.k();
            if (x.bCol() == 1) {
                for (int p = from; p < to; p++) {
                    System.arraycopy(x.b(), p * x.bRow() + left, panels, panelAt + p * WIDTH, width);
                }
            } else {
                for (int j = 0; j < width; j++) {
                    column(x.b(), (left + j) * x.bCol(), from, to, panels, panelAt + j);
                }
            }
        }
    }

    /** Spreads a column of B, which lies in one piece, over the panel's rows. */
    private static void column(float[] b, int at, int from, int to, float[] panels, int panelAt) {
        for (int p = from; p < to; p++) {
            panels[panelAt + p * WIDTH] = b[at + p];
        }
    }

    /** Rows {@code top} to {@code bottom} of C, panel after panel, tile after tile. */
    private static void rows(Products.Operands x, NonZeros lists, int top, int bottom, float[] panels, int tileAt) {
        for (int left = 0; left < x.n(); left += WIDTH) {
            for (int row = top; row < bottom; row += TILE_ROWS) {
                int end = Math.min(row + TILE_ROWS, bottom);
                for (int i = row; i < end; i++) {
                    int at = tileAt + (i - row) * WIDTH;
                    row(lists.values(), lists.columns(), lists.start(i), lists.end(i), panels, left * x.k(), at);
                }
                unload(x, row, end, left, panels, tileAt);
            }
        }
    }

    /** Copies a tile to rows {@code top} to {@code bottom} of C, from column {@code left} on. */
    private static void unload(Products.Operands x, int top, int bottom, int left, float[] tiles, int tileAt) {
        int width = Math.min(WIDTH, x.n() - left);
        if (x.cCol() == 1) {
            for (int i = top; i < bottom; i++) {
                System.arraycopy(tiles, tileAt + (i - top) * WIDTH, x.c(), i * x.cRow() + left, width);
            }
        } else {
            for (int j = 0; j < width; j++) {
                for (int i = top; i < bottom; i++) {
                    x.c()[i + (left + j) * x.cCol()] = tiles[tileAt + (i - top) * WIDTH + j];
                }
            }
        }
    }

    /** 8 vectors of a row of C, stored from {@code panels[cAt]} on, into a tile. */
    private static void row(float[] values, int[] places, int from, int to, float[] panels, int panelAt, int cAt) {
        var zero = FloatVector.zero(SPECIES);
        var c0 = zero;
        var c1 = zero;
        var c2 = zero;
        var c3 = zero;
        var c4 = zero;
        var c5 = zero;
        var c6 = zero;
        var c7 = zero;
        for (int q = from; q < to; q++) {
            int at = panelAt + places[q] * WIDTH;
            var a0 = FloatVector.broadcast(SPECIES, values[q]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, panels, at), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + LANES), c1);
            c2 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + 2 * LANES), c2);
            c3 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + 3 * LANES), c3);
            c4 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + 4 * LANES), c4);
            c5 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + 5 * LANES), c5);
            c6 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + 6 * LANES), c6);
            c7 = a0.fma(FloatVector.fromArray(SPECIES, panels, at + 7 * LANES), c7);
        }
        c0.add(zero).intoArray(panels, cAt);
        c1.add(zero).intoArray(panels, cAt + LANES);
        c2.add(zero).intoArray(panels, cAt + 2 * LANES);
        c3.add(zero).intoArray(panels, cAt + 3 * LANES);
        c4.add(zero).intoArray(panels, cAt + 4 * LANES);
        c5.add(zero).intoArray(panels, cAt + 5 * LANES);
        c6.add(zero).intoArray(panels, cAt + 6 * LANES);
        c7.add(zero).intoArray(panels, cAt + 7 * LANES);
    }
}

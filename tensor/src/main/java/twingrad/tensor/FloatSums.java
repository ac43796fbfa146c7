package twingrad.tensor;

import java.util.Arrays;

/** The float32 sums, in the order that {@link NdArray#sum(int, boolean)} defines. */
final class FloatSums {
    /** How many partial sums a sum has. */
    static final int PARTIALS = 16;

    private FloatSums() {}

    /** The sums along the middle axis of (outer x n x inner). The result is modified. */
    static void sum(float[] a, int outer, int n, int inner, float[] result) {
        if (inner == 1) {
            sumRows(a, outer, n, result);
        } else {
            sumColumns(a, outer, n, inner, result);
        }
    }

    /**
     * The sums of the columns of matrices (n x inner). The partial sums of one walk lie side by side as (16 x inner),
     * so the walk is contiguous.
     */
    private static void sumColumns(float[] a, int matrices, int n, int inner, float[] result) {
        float[] partials = new float[Math.multiplyExact(PARTIALS, inner)];
        for (int matrix = 0; matrix < matrices; matrix++) {
            Arrays.fill(partials, 0);
            int end = (matrix + 1) * n * inner;
            for (int from = matrix * n * inner; from < end; from += partials.length) {
                int count = Math.min(partials.length, end - from);
                for (int i = 0; i < count; i++) {
                    partials[i] += a[from + i];
                }
            }
            addHalves(partials, inner);
            System.arraycopy(partials, 0, result, matrix * inner, inner);
        }
    }

    /** The sums of rows of n, where the walk of the columns would be loops of 16 at most. */
    private static void sumRows(float[] a, int rows, int n, float[] result) {
        float[] partials = new float[PARTIALS];
        boolean vectors = n >= PARTIALS && a.length >= FloatLoops.WORTH_VECTORS;
        for (int row = 0; row < rows; row++) {
            int from = row * n;
            int done = vectors ? VectorSums.partials(a, from, n, partials) : partials(a, from, n, partials);
            for (int i = done; i < n; i++) {
                partials[i - done] += a[from + i];
            }
            addHalves(partials, 1);
            result[row] = partials[0];
        }
    }

    /** Sets the partial sums to those of n elements less the last n mod 16, and says how many it summed. */
    private static int partials(float[] a, int from, int n, float[] partials) {
        int done = n / PARTIALS * PARTIALS;
        // Four at a time stay in registers.
        for (int at = 0; at < PARTIALS; at += 4) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            for (int i = from + at; i < from + done; i += PARTIALS) {
                sum0 += a[i];
                sum1 += a[i + 1];
                sum2 += a[i + 2];
                sum3 += a[i + 3];
            }
            partials[at] = sum0;
            partials[at + 1] = sum1;
            partials[at + 2] = sum2;
            partials[at + 3] = sum3;
        }
        return done;
    }

    /** Adds the upper half of the partial sums, (16 x inner), to the lower one until inner are left. */
    private static void addHalves(float[] partials, int inner) {
        for (int half = partials.length / 2; half >= inner && half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
    }
}

package twingrad.tensor;

import java.util.Arrays;

/**
 * The float32 loops over plain arrays, one a method and each over elements 0 .. n-1, which is the form that the JIT
 * turns into vector instructions. The result's array is the last parameter and modified; the others are not.
 */
final class FloatLoops {
    /** How many partial sums a sum has; see {@link NdArray#sum(int, boolean)}. */
    private static final int PARTIALS = 16;

    /** Runs are laid out in pieces of this many, which stay in the first-level cache. */
    private static final int PIECE = 1024;

    private FloatLoops() {}

    /** A loop from one array to another. */
    @FunctionalInterface
    interface Unary {
        void run(float[] a, float[] result, int n);
    }

    /** A loop from two arrays to a third. */
    @FunctionalInterface
    interface Binary {
        void run(float[] a, float[] b, float[] result, int n);
    }

    /** The loop over two shapes that differ: pieces of runs are laid out in rows, so that each op needs one loop only. */
    static float[] zip(float[] a, float[] b, Broadcast broadcast, Binary loop) {
        float[] result = new float[broadcast.shape().size()];
        int piece = Math.min(PIECE, broadcast.run());
        float[] leftRow = new float[piece];
        float[] rightRow = new float[piece];
        float[] row = new float[piece];
        broadcast.forEachRun((left, right, at) -> {
            for (int from = 0; from < broadcast.run(); from += piece) {
                int count = Math.min(piece, broadcast.run() - from);
                layOut(a, left, from, broadcast.leftStep(), leftRow, count);
                layOut(b, right, from, broadcast.rightStep(), rightRow, count);
                loop.run(leftRow, rightRow, row, count);
                System.arraycopy(row, 0, result, at + from, count);
            }
        });
        return result;
    }

    private static void layOut(float[] operand, int run, int from, int step, float[] row, int count) {
        if (step == 1) {
            System.arraycopy(operand, run + from, row, 0, count);
        } else {
            Arrays.fill(row, 0, count, operand[run]);
        }
    }

    static void add(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = a[i] + b[i];
        }
    }

    static void sub(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = a[i] - b[i];
        }
    }

    static void mul(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = a[i] * b[i];
        }
    }

    static void div(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = a[i] / b[i];
        }
    }

    static void pow(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = (float) StrictMath.pow(a[i], b[i]);
        }
    }

    static void maximum(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = Math.max(a[i], b[i]);
        }
    }

    static void minimum(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = Math.min(a[i], b[i]);
        }
    }

    static void equal(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = a[i] == b[i] ? 1 : 0;
        }
    }

    static void heaviside(float[] a, float[] b, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = a[i] > b[i] ? 1 : a[i] < b[i] ? 0 : a[i] == b[i] ? 0.5f : Float.NaN;
        }
    }

    static void maskedBy(float[] a, float[] mask, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = mask[i] == 0 ? 0 : a[i];
        }
    }

    static void neg(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = -a[i];
        }
    }

    static void exp(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = FloatMath.exp(a[i]);
        }
    }

    static void log(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = FloatMath.log(a[i]);
        }
    }

    static void sqrt(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = (float) Math.sqrt(a[i]);
        }
    }

    static void abs(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = Math.abs(a[i]);
        }
    }

    static void sign(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = Math.signum(a[i]);
        }
    }

    static void sin(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = (float) StrictMath.sin(a[i]);
        }
    }

    static void cos(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = (float) StrictMath.cos(a[i]);
        }
    }

    static void tanh(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = FloatMath.tanh(a[i]);
        }
    }

    static void sigmoid(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = FloatMath.sigmoid(a[i]);
        }
    }

    static void softplus(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = FloatMath.softplus(a[i]);
        }
    }

    static void relu(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = Math.max(0, a[i]);
        }
    }

    /** Without a branch, which random signs would mispredict: a is scaled until even the least float is above 1. */
    static void step(float[] a, float[] result, int n) {
        for (int i = 0; i < n; i++) {
            result[i] = Math.min(1, Math.max(0, a[i] * 0x1p127f * 0x1p127f));
        }
    }

    /**
     * The sums along the middle axis of (outer x n x inner). The partial sums of one walk lie side by side as (16 x
     * inner), so the walk is contiguous whatever the inner size.
     */
    static float[] sum(float[] a, int outer, int n, int inner) {
        float[] sums = new float[outer * inner];
        float[] partials = new float[Math.multiplyExact(PARTIALS, inner)];
        for (int o = 0; o < outer; o++) {
            Arrays.fill(partials, 0);
            int end = (o + 1) * n * inner;
            for (int from = o * n * inner; from < end; from += partials.length) {
                int count = Math.min(partials.length, end - from);
                for (int i = 0; i < count; i++) {
                    partials[i] += a[from + i];
                }
            }
            for (int half = partials.length / 2; half >= inner && half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    partials[i] += partials[i + half];
                }
            }
            System.arraycopy(partials, 0, sums, o * inner, inner);
        }
        return sums;
    }

    /** The largest along the middle axis of (outer x n x inner), n at least 1. */
    static float[] amax(float[] a, int outer, int n, int inner) {
        float[] result = new float[outer * inner];
        for (int o = 0; o < outer; o++) {
            System.arraycopy(a, o * n * inner, result, o * inner, inner);
            for (int i = 1; i < n; i++) {
                int from = (o * n + i) * inner;
                for (int j = 0; j < inner; j++) {
                    result[o * inner + j] = Math.max(result[o * inner + j], a[from + j]);
                }
            }
        }
        return result;
    }
}

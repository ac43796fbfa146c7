package twingrad.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The float32 loops over plain arrays, one a method and each over elements 0 .. n-1, which is the form that the JIT
 * turns into vector instructions. The result's array is the last parameter and modified; the others are not.
 */
final class FloatLoops {
    /** Runs are laid out in pieces of this many, which stay in the first-level cache. */
    private static final int PIECE = 1024;

    /** Loops that pick elements one by one stay with the caller when they have fewer: some 50 µs of work. */
    private static final int WORTH_SHARING = 1 << 16;

    /**
     * Elementary functions of fewer elements are computed one by one: until the JIT has compiled them, vectors cost a
     * process some 0.2 s, which the softmax of 128 digits (1,280 elements) would take 100 epochs to gain back.
     */
    static final int WORTH_VECTORS = Machine.vectorModule() ? 1536 : Integer.MAX_VALUE;

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

    /**
     * The loop over two shapes that differ: pieces of runs are laid out in rows, so that each op needs one loop only.
     */
    static void zip(float[] a, float[] b, Broadcast broadcast, Binary loop, float[] result) {
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

    /** Adds b to each row of the result, which has rows of b's length. */
    static void addToRows(float[] b, float[] result) {
        for (int row = 0; row < result.length; row += b.length) {
            for (int i = 0; i < b.length; i++) {
                result[row + i] += b[i];
            }
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
        int done = n < WORTH_VECTORS ? 0 : VectorMath.exp(a, result, n);
        for (int i = done; i < n; i++) {
            result[i] = FloatMath.exp(a[i]);
        }
    }

    static void log(float[] a, float[] result, int n) {
        int done = n < WORTH_VECTORS ? 0 : VectorMath.log(a, result, n);
        for (int i = done; i < n; i++) {
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
        int done = n < WORTH_VECTORS ? 0 : VectorMath.tanh(a, result, n);
        for (int i = done; i < n; i++) {
            result[i] = FloatMath.tanh(a[i]);
        }
    }

    static void sigmoid(float[] a, float[] result, int n) {
        int done = n < WORTH_VECTORS ? 0 : VectorMath.sigmoid(a, result, n);
        for (int i = done; i < n; i++) {
            result[i] = FloatMath.sigmoid(a[i]);
        }
    }

    static void sigmoidSlope(float[] a, float[] result, int n) {
        int done = n < WORTH_VECTORS ? 0 : VectorMath.sigmoidSlope(a, result, n);
        for (int i = done; i < n; i++) {
            result[i] = FloatMath.sigmoidSlope(a[i]);
        }
    }

    static void tanhSlope(float[] a, float[] result, int n) {
        int done = n < WORTH_VECTORS ? 0 : VectorMath.tanhSlope(a, result, n);
        for (int i = done; i < n; i++) {
            result[i] = FloatMath.tanhSlope(a[i]);
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

    /** The largest along the middle axis of (outer x n x inner), n at least 1. */
    static void amax(float[] a, int outer, int n, int inner, float[] result) {
        for (int o = 0; o < outer; o++) {
            System.arraycopy(a, o * n * inner, result, o * inner, inner);
            for (int i = 1; i < n; i++) {
                int from = (o * n + i) * inner;
                for (int j = 0; j < inner; j++) {
                    result[o * inner + j] = Math.max(result[o * inner + j], a[from + j]);
                }
            }
        }
    }

    /** Where the first of the largest stands in each window over each row of (m x n); the first NaN beats all. */
    static int[] argmax(float[] a, int m, int n, int[] windows, int elements) {
        int count = windows.length / elements;
        int[] largest = new int[m * count];
        shared(m, (long) m * windows.length, row -> {
            for (int window = 0; window < count; window++) {
                int place = row * n + windows[window];
                float best = a[place];
                for (int i = 1; i < elements; i++) {
                    int next = row * n + windows[i * count + window];
                    boolean larger = a[next] > best || Float.isNaN(a[next]) && !Float.isNaN(best);
                    place = larger ? next : place;
                    best = larger ? a[next] : best;
                }
                largest[row * count + window] = place;
            }
        });
        return largest;
    }

    /** What stands at the places along the middle axis of (outer x n x inner); zeros at -1. */
    static void take(float[] a, int outer, int n, int inner, int[] places, float[] result) {
        // Pooling's places are in no order, so that runs of them would be of one element.
        if (outer * inner == 1) {
            for (int i = 0; i < places.length; i++) {
                result[i] = places[i] < 0 ? 0 : a[places[i]];
            }
            return;
        }
        int[] runs = runs(places);
        shared(outer, (long) outer * places.length * inner, o -> {
            for (int run = 1; run < runs.length; run++) {
                int first = runs[run - 1];
                int to = (o * places.length + first) * inner;
                int count = (runs[run] - first) * inner;
                if (places[first] < 0) {
                    // Padding comes in runs of a few, which a loop sets faster than Arrays.fill.
                    for (int j = 0; j < count; j++) {
                        result[to + j] = 0;
                    }
                } else {
                    System.arraycopy(a, (o * n + places[first]) * inner, result, to, count);
                }
            }
        });
    }

    /** Adds what stands along the middle axis to the places along that of (outer x n x inner); nothing at -1. */
    static void scatterAdd(float[] a, int outer, int n, int inner, int[] places, float[] sums) {
        if (outer * inner == 1) {
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    sums[places[i]] += a[i];
                }
            }
            return;
        }
        int[] runs = runs(places);
        shared(outer, (long) outer * places.length * inner, o -> {
            for (int run = 1; run < runs.length; run++) {
                int first = runs[run - 1];
                int from = (o * places.length + first) * inner;
                int count = places[first] < 0 ? 0 : (runs[run] - first) * inner;
                int to = (o * n + places[first]) * inner;
                for (int j = 0; j < count; j++) {
                    sums[to + j] += a[from + j];
                }
            }
        });
    }

    /** Where runs of places begin that are neighbors in order, or all -1; at the end how many places there are. */
    private static int[] runs(int[] places) {
        int[] runs = new int[places.length + 1];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            if (i == 0 || places[i] != (places[i - 1] < 0 ? -1 : places[i - 1] + 1)) {
                runs[count++] = i;
            }
        }
        runs[count++] = places.length;
        return Arrays.copyOf(runs, count);
    }

    /** Runs the body for each number below count, the workers sharing a large amount of elements. */
    private static void shared(int count, long elements, IntConsumer body) {
        int parts = elements >= WORTH_SHARING ? Math.min(count, Products.PARTS_PER_THREAD * Workers.threads()) : 1;
        Workers.run(parts, part -> {
            int end = (int) ((long) count * (part + 1) / parts);
            for (int i = (int) ((long) count * part / parts); i < end; i++) {
                body.accept(i);
            }
        });
    }
}

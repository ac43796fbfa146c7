package twingrad.tensor;

import java.util.Random;

/** Numbers for tests, drawn from a written seed and exact in both precisions. */
final class Draws {
    private Draws() {}

    /** Uniform between -2 and 2, but at least 0.2 from 0, where many ops have a kink. */
    static double[] signed(long seed, int count) {
        var random = new Random(seed);
        return random.doubles(count)
                .map(x -> 4 * x - 2)
                .map(x -> (float) (x + Math.copySign(0.2, x)))
                .toArray();
    }

    /** Uniform between 0.5 and 2. */
    static double[] positive(long seed, int count) {
        return new Random(seed).doubles(count).map(x -> (float) (0.5 + 1.5 * x)).toArray();
    }

    /** An array of {@link #signed} numbers. */
    static NdArray array(Precision precision, long seed, int... dims) {
        return precision.of(signed(seed, Shape.of(dims).size()), dims);
    }
}

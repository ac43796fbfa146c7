package twingrad.tensor;

/**
 * The most that one thread of this processor computes in float32: fused multiply-adds on registers alone, a measure for
 * everything else. Without the vector module there is nothing to measure by, as Java's loops on registers are not made
 * into vectors.
 */
public final class Peak {
    private Peak() {}

    /**
     * Computes for a while, in proportion to {@code rounds}.
     *
     * @param rounds at least 1; a million take some milliseconds
     * @return how many floating-point operations that were; an fma counts as 2
     * @throws IllegalStateException without the module {@code jdk.incubator.vector}, see {@link Machine#vectorModule()}
     */
    public static long compute(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("peak: expected at least 1 round, got " + rounds);
        }
        if (!Machine.vectorModule()) {
            throw new IllegalStateException("peak: expected the module jdk.incubator.vector, got plain loops;"
                    + " start java with --add-modules jdk.incubator.vector");
        }
        float result = VectorPeak.compute(rounds);
        // The result stays above 0: it is asked so that no compiler drops the loop.
        return result > 0 ? (long) rounds * VectorPeak.OPERATIONS_A_ROUND : 0;
    }
}

package twingrad.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Peak}'s loop. Loaded only where {@code jdk.incubator.vector} is resolved, see {@link Machine}. */
final class VectorPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /**
     * Sums that do not wait for one another: more than an fma takes cycles on two ports, and no more than registers.
     */
    private static final int SUMS = 12;

    /** Floating-point operations of one round. */
    static final int OPERATIONS_A_ROUND = 2 * SUMS * SPECIES.length();

    private VectorPeak() {}

    /** Each sum goes to 1 by c = 0.999·c + 0.001, round by round; returns about as many ones as there are sums. */
    static float compute(int rounds) {
        var a = FloatVector.broadcast(SPECIES, 0.999f);
        var b = FloatVector.broadcast(SPECIES, 0.001f);
        var c0 = b;
        var c1 = b;
        var c2 = b;
        var c3 = b;
        var c4 = b;
        var c5 = b;
        var c6 = b;
        var c7 = b;
        var c8 = b;
        var c9 = b;
        var c10 = b;
        var c11 = b;
        for (int round = 0; round < rounds; round++) {
            c0 = c0.fma(a, b);
            c1 = c1.fma(a, b);
            c2 = c2.fma(a, b);
            c3 = c3.fma(a, b);
            c4 = c4.fma(a, b);
            c5 = c5.fma(a, b);
            c6 = c6.fma(a, b);
            c7 = c7.fma(a, b);
            c8 = c8.fma(a, b);
            c9 = c9.fma(a, b);
            c10 = c10.fma(a, b);
            c11 = c11.fma(a, b);
        }
        var first = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
        var second = c6.add(c7).add(c8).add(c9).add(c10).add(c11);
        return first.add(second).lane(0);
    }
}

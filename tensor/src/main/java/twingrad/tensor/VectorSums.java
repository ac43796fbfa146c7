package twingrad.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The partial sums of {@link FloatSums} by the Vector API, one a lane, so the same bits. Loaded only where {@code
 * jdk.incubator.vector} is resolved, see {@link Machine}.
 */
final class VectorSums {
    /** The machine's vectors, or a part of them that holds no more than all partial sums. */
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > FloatSums.PARTIALS
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    private static final int LANES = SPECIES.length();

    private VectorSums() {}

    /** Sets the partial sums to those of n elements less the last n mod 16, and says how many it summed. */
    static int partials(float[] a, int from, int n, float[] partials) {
        int done = n / FloatSums.PARTIALS * FloatSums.PARTIALS;
        for (int at = 0; at < FloatSums.PARTIALS; at += LANES) {
            var sums = FloatVector.zero(SPECIES);
            for (int i = from + at; i < from + done; i += FloatSums.PARTIALS) {
                sums = sums.add(FloatVector.fromArray(SPECIES, a, i));
            }
            sums.intoArray(partials, at);
        }
        return done;
    }
}

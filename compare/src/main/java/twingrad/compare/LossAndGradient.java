package twingrad.compare;

import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/**
 * What a witness says: the loss and its gradient at one θ on one batch.
 *
 * @param loss J, regularization included
 * @param gradient dJ/dθ in θ's order
 * @param limits where the witness cannot see, present for difference quotients only
 */
public record LossAndGradient(double loss, double[] gradient, Optional<Limits> limits) {

    public LossAndGradient {
        Objects.requireNonNull(gradient, "witness: expected a gradient, got null");
        Objects.requireNonNull(limits, "witness: expected limits or none, got null");
    }

    /** An evaluation that stands behind every entry. */
    public LossAndGradient(double loss, double[] gradient) {
        this(loss, gradient, Optional.empty());
    }

    /**
     * Where a difference quotient cannot see.
     *
     * @param kinks entries for which a unit changes side within the quotient's step: it means nothing there
     * @param unsampled entries that were left out, because all would be too many
     * @param noise the rounding noise of one entry, estimated
     * @param truncation the relative error of the formula itself, stated
     */
    public record Limits(BitSet kinks, BitSet unsampled, double noise, double truncation) {

        /** Whether an entry may be compared. */
        boolean sees(int entry) {
            return !kinks.get(entry) && !unsampled.get(entry);
        }
    }
}

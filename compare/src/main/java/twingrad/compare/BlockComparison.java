package twingrad.compare;

import java.util.List;
import java.util.Optional;

/**
 * One block of the gradient in two witnesses.
 *
 * @param witnesses the two names; the first is the reference
 * @param name the block, as in {@code layers.0.weight}
 * @param compared how many entries were compared
 * @param kinks how many were left out because a unit or an L1 penalty changes side there
 * @param unsampled how many were left out because all would be too many
 * @param relativeDifference ‖a-b‖/(‖a‖+‖b‖) over the compared entries; 0 when both are 0
 * @param bound what rounding (or the quotient's own error) can explain of it; at most 1, which explains anything
 * @param verdict what follows
 * @param worst the entry with the largest difference
 * @param diagnosis for a block that disagrees, what the difference looks like, with the share of it that this leaves
 *     unexplained; or that no known mistake fits
 */
public record BlockComparison(
        List<String> witnesses,
        String name,
        int compared,
        int kinks,
        int unsampled,
        double relativeDifference,
        double bound,
        Verdict verdict,
        Worst worst,
        Optional<String> diagnosis) {

    public BlockComparison {
        witnesses = List.copyOf(witnesses);
    }

    /** This comparison with another verdict and its reason. */
    public BlockComparison judged(Verdict judgment, Optional<String> reason) {
        return new BlockComparison(
                witnesses, name, compared, kinks, unsampled, relativeDifference, bound, judgment, worst, reason);
    }

    /** This comparison with the worst entry's index as somebody else counts. */
    public BlockComparison at(List<Integer> index) {
        var moved = new Worst(index, worst.a, worst.b, worst.ulps);
        return new BlockComparison(
                witnesses, name, compared, kinks, unsampled, relativeDifference, bound, verdict, moved, diagnosis);
    }

    /** This block with what its difference looks like. */
    BlockComparison diagnosed(String words) {
        return new BlockComparison(
                witnesses,
                name,
                compared,
                kinks,
                unsampled,
                relativeDifference,
                bound,
                verdict,
                worst,
                Optional.of(words));
    }

    /**
     * The entry with the largest difference.
     *
     * @param index [row, column] of a weight, [row] of a bias
     * @param a the reference's value
     * @param b the other's
     * @param ulps |a-b| in units in the last place of the coarser precision
     */
    public record Worst(List<Integer> index, double a, double b, double ulps) {

        /** The index as printed: {@code [0,2]}. */
        public String place() {
            return index.toString().replace(" ", "");
        }
    }
}

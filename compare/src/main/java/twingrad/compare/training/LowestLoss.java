package twingrad.compare.training;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The lowest dev loss of a training so far, and how long a lower one has been waited for.
 *
 * @param best θ that had it; none before the first epoch whose dev loss was finite
 */
record LowestLoss(Optional<Checkpoint.Best> best) {

    /** After one more epoch. A loss that is not finite is no improvement. */
    LowestLoss after(EpochReport report, double[] theta) {
        double loss = report.devLoss().orElse(Double.NaN);
        boolean isLower = best.isEmpty() || loss < best.get().devLoss();
        return Double.isFinite(loss) && isLower
                ? new LowestLoss(Optional.of(new Checkpoint.Best(report.epoch(), loss, theta)))
                : this;
    }

    /** Whether none of as many epochs as there is patience, up to this one counted from 1, had a lower loss. */
    boolean isOutOf(OptionalInt patience, int epoch) {
        int last = best.map(Checkpoint.Best::epoch).orElse(0);
        return patience.isPresent() && epoch - last >= patience.getAsInt();
    }
}

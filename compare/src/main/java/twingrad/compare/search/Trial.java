package twingrad.compare.search;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import twingrad.compare.training.Session.End;

/**
 * One training of a search and how it ended.
 *
 * @param settings the hyperparameters that were set, in the order of the search, as typed
 * @param end why it ended
 * @param epochs so many
 * @param devAccuracy 0 to 1, at the end
 * @param devLoss mean loss over the dev set at the end, without penalties; NaN where a number was not finite
 * @param trainLoss of the last epoch; NaN where there was none
 * @param seconds of training
 */
public record Trial(
        Map<String, String> settings,
        End end,
        int epochs,
        double devAccuracy,
        double devLoss,
        double trainLoss,
        double seconds) {

    /** By dev accuracy, then by dev loss, which no penalty is part of; those that did not stay finite last. */
    public static final Comparator<Trial> BEST_FIRST = Comparator.comparing(Trial::isDiverged)
            .thenComparing(Comparator.comparingDouble(Trial::devAccuracy).reversed())
            .thenComparingDouble(Trial::devLoss);

    public Trial {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        Objects.requireNonNull(end, "trial: expected an end, got null");
    }

    /** Whether a number of it was not finite. */
    public boolean isDiverged() {
        return end == End.NOT_FINITE || !Double.isFinite(devLoss);
    }
}

package twingrad.compare.files;

import java.util.Locale;
import java.util.Map;
import twingrad.compare.search.Trial;
import twingrad.compare.training.Session.End;

/**
 * A search's trial as it is written.
 *
 * @param settings the hyperparameters that were set, as typed
 * @param end finished, stopped-early or not-finite
 * @param epochs so many
 * @param devAccuracy 0 to 1
 * @param devLoss J over the dev set; NaN where a number was not finite
 * @param trainLoss of the last epoch; NaN where there was none
 * @param seconds of training
 */
public record TrialJson(
        Map<String, String> settings,
        String end,
        int epochs,
        double devAccuracy,
        double devLoss,
        double trainLoss,
        double seconds) {

    /** The figures of a trial. */
    public static TrialJson of(Trial trial) {
        return new TrialJson(
                trial.settings(),
                trial.end().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                trial.epochs(),
                trial.devAccuracy(),
                trial.devLoss(),
                trial.trainLoss(),
                trial.seconds());
    }

    /** The trial; IllegalArgumentException if it ended in a way that there is not. */
    Trial trial() {
        End ended = End.valueOf(end.toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Trial(settings, ended, epochs, devAccuracy, devLoss, trainLoss, seconds);
    }
}

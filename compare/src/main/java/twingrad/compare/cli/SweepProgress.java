package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import twingrad.compare.report.TrialTable;
import twingrad.compare.search.Trial;

/**
 * How far a search is: one line drawn over itself where somebody watches, else a line a trial, and of many trials a
 * line now and then.
 */
final class SweepProgress {

    /** Most lines that stay. */
    private static final int LINES = 100;

    private final PrintWriter text;
    private final boolean isWatched;
    private final int trials;
    private final List<String> searched;
    private int done;
    private double best;
    private int shown;

    /**
     * A search that has not begun.
     *
     * @param searched the hyperparameters that tell its trials apart
     */
    SweepProgress(PrintWriter text, boolean isWatched, int trials, List<String> searched) {
        this.text = text;
        this.isWatched = isWatched;
        this.trials = trials;
        this.searched = List.copyOf(searched);
    }

    /** Counts a trial. */
    void accept(Trial trial) {
        done++;
        best = trial.isDiverged() ? best : Math.max(best, trial.devAccuracy());
        if (isWatched) {
            String line = soFar();
            text.print("\r" + line);
            shown = line.length();
        } else if (trials <= LINES) {
            String setting = searched.isEmpty() ? "" : SweepRun.setting(trial, searched) + ": ";
            text.println("trial " + done + " of " + trials + ": " + setting + came(trial));
        } else if (done % ((trials - 1) / LINES + 1) == 0) {
            text.println(soFar());
        }
        text.flush();
    }

    private String soFar() {
        return String.format(
                Locale.ROOT, "%d of %d trials, best dev accuracy so far %.2f %%", done, trials, 100 * best);
    }

    private static String came(Trial trial) {
        return trial.isDiverged()
                ? "diverged " + TrialTable.where(trial)
                : String.format(
                        Locale.ROOT,
                        "dev accuracy %.2f %%, dev loss %.4g, %.3g s",
                        100 * trial.devAccuracy(),
                        trial.devLoss(),
                        trial.seconds());
    }

    /** Wipes the line away. */
    void clear() {
        if (shown > 0) {
            text.print("\r" + " ".repeat(shown) + "\r");
            text.flush();
        }
    }
}

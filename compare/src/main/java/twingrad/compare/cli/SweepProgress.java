package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.Locale;
import twingrad.compare.search.Trial;

/** How far a search is: one line drawn over itself where somebody watches, else a line now and then. */
final class SweepProgress {

    /** Between lines that stay; a short search has none. */
    private static final long PAUSE_NANOS = 10_000_000_000L;

    private final PrintWriter text;
    private final boolean isWatched;
    private final int trials;
    private int done;
    private double best;
    private int shown;
    private long last = System.nanoTime();

    SweepProgress(PrintWriter text, boolean isWatched, int trials) {
        this.text = text;
        this.isWatched = isWatched;
        this.trials = trials;
    }

    /** Counts a trial. */
    void accept(Trial trial) {
        done++;
        best = trial.isDiverged() ? best : Math.max(best, trial.devAccuracy());
        String line = String.format(
                Locale.ROOT, "%d of %d trials, best dev accuracy so far %.2f %%", done, trials, 100 * best);
        if (isWatched) {
            text.print("\r" + line);
            shown = line.length();
        } else if (System.nanoTime() - last > PAUSE_NANOS) {
            last = System.nanoTime();
            text.println(line);
        }
        text.flush();
    }

    /** Wipes the line away. */
    void clear() {
        if (shown > 0) {
            text.print("\r" + " ".repeat(shown) + "\r");
            text.flush();
        }
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import twingrad.compare.training.BatchReport;

/**
 * Where a training stands, for somebody who watches: one line, drawn over itself, that is gone when a line of the text
 * is due.
 */
final class ProgressBar {

    /** At most ten drawings a second. */
    private static final long PAUSE_NANOS = 100_000_000L;

    /** The widest that the bar itself gets, and the least that is worth drawing, in columns. */
    private static final int WIDEST = 24;

    private static final int NARROWEST = 3;

    /** Columns of the ^C that a terminal writes behind the line when the keys are pressed. */
    private static final int ECHO = 2;

    /** From here on the time that is left is no use to anybody. */
    private static final double LONGEST_SECONDS = 1e7;

    private final PrintWriter text;
    private final int columns;
    private final LongSupplier nanos;
    private int shown;
    private long lastDrawn;

    /**
     * A bar that draws nothing yet.
     *
     * @param columns of the terminal; the last one stays free, as some terminals go on to the next line after it
     * @param nanos the clock
     */
    ProgressBar(PrintWriter text, int columns, LongSupplier nanos) {
        this.text = text;
        this.columns = columns;
        this.nanos = nanos;
        lastDrawn = nanos.getAsLong();
    }

    /** Draws where it stands in batches of this size, unless the last drawing is too fresh. */
    void show(BatchReport report, int batchSize) {
        long now = nanos.getAsLong();
        if (now - lastDrawn < PAUSE_NANOS) {
            return;
        }
        lastDrawn = now;
        String line = line(report, batchSize, columns - 1);
        text.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        text.flush();
        shown = line.length();
    }

    /** Wipes the bar away. */
    void clear() {
        if (shown > 0) {
            text.print("\r" + " ".repeat(Math.min(shown + ECHO, columns - 1)) + "\r");
            text.flush();
            shown = 0;
        }
    }

    /** The line in so many columns at most. */
    static String line(BatchReport report, int batchSize, int width) {
        int batch = batches(report.samplesDone(), batchSize);
        String head = "epoch " + report.epoch() + "/" + report.epochs() + " ";
        String tail = String.format(
                Locale.ROOT,
                "%d/%d  loss %.4g  accuracy %.1f%%  %.0f/s  %s left",
                batch,
                batch + batches(report.samples() - report.samplesDone(), batchSize),
                report.loss(),
                100 * report.accuracy(),
                report.samplesPerSecond(),
                clock(report.secondsLeft()));
        int room = Math.min(WIDEST, width - head.length() - tail.length() - "[] ".length());
        String line = room < NARROWEST ? head + tail : head + bar(report, room) + tail;
        return line.length() <= width ? line : line.substring(0, width);
    }

    private static int batches(int samples, int batchSize) {
        return samples / batchSize + (samples % batchSize == 0 ? 0 : 1);
    }

    private static String bar(BatchReport report, int room) {
        int full = (int) ((long) room * report.samplesDone() / report.samples());
        return "[" + "=".repeat(full) + " ".repeat(room - full) + "] ";
    }

    /** Seconds as a clock shows them: {@code 0:07}, {@code 12:03}, {@code 1:02:03}. */
    private static String clock(double seconds) {
        if (!(seconds < LONGEST_SECONDS)) {
            return "?";
        }
        long whole = Math.round(seconds);
        long hours = whole / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}

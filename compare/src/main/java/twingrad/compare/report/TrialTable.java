package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.search.Trial;
import twingrad.compare.training.Session.End;

/** The trials of a search as text, the best first. */
public final class TrialTable {

    private static final String FIGURES = "%4s  %12s  %10s  %10s";

    /** As wide, with one text over both losses. */
    private static final String DIVERGED = "%4s  %12s  %22s";

    private TrialTable() {}

    /**
     * The lines, without line breaks.
     *
     * @param ranked the best first
     * @param names the hyperparameters that differ between trials, a column each
     * @param most rows; how many are left out is said
     */
    public static List<String> lines(List<Trial> ranked, List<String> names, int most) {
        List<Trial> shown = ranked.subList(0, Math.min(most, ranked.size()));
        String settings =
                names.stream().map(name -> "  %-" + width(shown, name) + "s").collect(Collectors.joining());
        var lines = new ArrayList<String>();
        lines.add((String.format(FIGURES, "rank", "dev accuracy", "dev loss", "train loss")
                        + String.format(settings, names.toArray()))
                .stripTrailing());
        for (int rank = 1; rank <= shown.size(); rank++) {
            Trial trial = shown.get(rank - 1);
            Object[] values = names.stream().map(trial.settings()::get).toArray();
            lines.add((figures(rank, trial) + String.format(settings, values)).stripTrailing());
        }
        long diverged = ranked.stream().filter(Trial::isDiverged).count();
        if (shown.size() < ranked.size()) {
            lines.add("… and " + (ranked.size() - shown.size()) + " more"
                    + (diverged == 0 ? "" : "; " + diverged + " of " + ranked.size() + " diverged"));
        }
        return lines;
    }

    private static int width(List<Trial> trials, String name) {
        return IntStream.concat(
                        IntStream.of(name.length()),
                        trials.stream()
                                .mapToInt(trial -> trial.settings().get(name).length()))
                .max()
                .orElseThrow();
    }

    private static String figures(int rank, Trial trial) {
        return trial.isDiverged()
                ? String.format(DIVERGED, rank, "diverged", where(trial))
                : String.format(
                        Locale.ROOT,
                        FIGURES,
                        rank,
                        String.format(Locale.ROOT, "%.2f %%", 100 * trial.devAccuracy()),
                        String.format(Locale.ROOT, "%.4g", trial.devLoss()),
                        String.format(Locale.ROOT, "%.4g", trial.trainLoss()));
    }

    /** The epoch in which a training diverged, or the last one, where only what was measured after it is not finite. */
    public static String where(Trial trial) {
        return trial.end() == End.NOT_FINITE ? "in epoch " + (trial.epochs() + 1) : "after epoch " + trial.epochs();
    }
}

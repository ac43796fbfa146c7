package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import twingrad.compare.search.XorStudy;
import twingrad.compare.search.XorStudy.Cell;

/** How often XOR was solved, a line a kind of network, since each takes seconds to train. */
public final class XorTable {

    private static final String LINE = "%-10s  %6s  %6s  %7s  %6s  %9s   %9s  %7s  %6s  %s";

    private XorTable() {}

    /** What was done, and what the columns are. */
    public static List<String> head(XorStudy study) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "XOR, networks 2-H-1: seeds %d to %d, SGD, learning rate %s, full batch, %d steps, float64",
                study.firstSeed(),
                study.firstSeed() + study.seeds() - 1,
                study.learningRate(),
                study.steps()));
        lines.add("");
        lines.add(String.format(LINE, "", "", "solved", "", "", "", "of the unsolved:", "", "", "")
                .stripTrailing());
        lines.add(String.format(
                LINE, "activation", "hidden", "4/4", "share", "±", "published", "dead unit", "at rest", "moving", ""));
        return lines.stream().map(String::stripTrailing).toList();
    }

    /** One kind of network and what became of it. */
    public static String line(XorStudy study, Cell cell) {
        OptionalDouble published = XorStudy.published(cell.activation(), cell.hidden());
        return String.format(
                        LINE,
                        cell.activation(),
                        cell.hidden(),
                        cell.solved(),
                        percent(cell.share()),
                        cell.standardError() > 0 ? percent(cell.standardError()) : "",
                        published.isPresent() ? percent(published.getAsDouble()) : "",
                        count(cell.dead()),
                        count(cell.atRest()),
                        count(cell.underWay()),
                        study.isAsPublished(cell) ? "" : "NOT as published")
                .stripTrailing();
    }

    /** What the words of the columns mean. */
    public static List<String> legend() {
        return List.of(
                "±:         standard error of the share: other seeds often differ by so much",
                "dead unit: a ReLU unit that no point turns on, and so gets no gradient any more",
                "at rest:   the gradient is below 0.001: a local minimum or a plateau",
                "moving:    neither, more steps may help");
    }

    private static String count(int networks) {
        return networks == 0 ? "" : String.valueOf(networks);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}

package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import twingrad.compare.Block;
import twingrad.compare.BlockComparison;
import twingrad.compare.CheckReport;
import twingrad.compare.CheckReport.LossComparison;
import twingrad.compare.Verdict;

/** A {@link CheckReport} as text: a row for each block and witness, and below what follows from them. */
public final class CheckTable {

    private static final String ROW = "%-16s  %-18s  %10s  %8s  %-24s  %s";

    /** More than this many ulps are no rounding, and no measure that anybody reads. */
    private static final double MOST_ULPS = 1e5;

    private CheckTable() {}

    /** The lines, without line breaks; {@code data} says on what. */
    public static List<String> lines(String data, CheckReport report) {
        String reference = report.losses().get(0).witness();
        var lines = new ArrayList<String>();
        lines.add("%s: %d parameters; %s: %d samples"
                .formatted(report.network(), report.network().parameterCount(), data, report.samples()));
        lines.add("difference |a-b|/(|a|+|b|) from the " + reference + " engine's gradient, block by block");
        lines.add("");
        lines.add(row("block", "witness", "difference", "bound", "worst entry", "verdict"));
        report.losses().forEach(loss -> lines.add(row(report, loss)));
        for (Block block : report.network().blocks()) {
            String name = block.name();
            for (BlockComparison comparison : report.blocks()) {
                if (comparison.name().equals(block.name())) {
                    lines.add(row(name, comparison));
                    name = "";
                }
            }
        }
        lines.add("");
        lines.addAll(findings(report));
        return lines;
    }

    private static String row(CheckReport report, LossComparison loss) {
        LossComparison reference = report.losses().get(0);
        boolean first = loss == reference;
        return row(
                first ? "loss" : "",
                loss.witness(),
                first ? "" : scientific(loss.relativeDifference(reference.loss())),
                first ? "" : scientific(loss.relativeBound(reference.loss())),
                String.format(Locale.ROOT, "J = %.9g", loss.loss()),
                first ? "" : loss.verdict().toString());
    }

    private static String row(String name, BlockComparison block) {
        boolean seen = block.compared() > 0;
        String place = index(block) + " " + apart(block.worst());
        return row(
                name,
                block.witnesses().get(1),
                seen ? scientific(block.relativeDifference()) : "",
                seen ? scientific(block.bound()) : "",
                seen ? place : "",
                block.verdict() + remark(block));
    }

    private static String index(BlockComparison block) {
        return block.worst().index().toString().replace(" ", "");
    }

    private static String remark(BlockComparison block) {
        if (block.verdict() == Verdict.KINK) {
            return ": all " + block.kinks() + " entries sit at one";
        }
        return (block.kinks() > 0 ? ", " + block.kinks() + " at a kink left out" : "")
                + (block.unsampled() > 0 ? ", " + block.compared() + " sampled" : "");
    }

    private static String row(String... cells) {
        return ROW.formatted((Object[]) cells).stripTrailing();
    }

    private static String scientific(double x) {
        return x == 0 ? "0" : String.format(Locale.ROOT, "%.1e", x);
    }

    /** How far apart: in ulps where rounding is the measure, else as a number. */
    private static String apart(BlockComparison.Worst worst) {
        return worst.ulps() < MOST_ULPS
                ? String.format(Locale.ROOT, "%.0f ulp", worst.ulps())
                : scientific(Math.abs(worst.a() - worst.b())) + " apart";
    }

    private static List<String> findings(CheckReport report) {
        if (report.verdict() == Verdict.AGREE) {
            return report.unproven().isEmpty()
                    ? List.of("All agree.")
                    : List.of("None disagrees, but of " + String.join(", ", report.unproven())
                            + " nothing is shown: rounding (or kinks) hides all of it.");
        }
        var lines = new ArrayList<String>();
        String odd = String.join(", ", report.oddOnesOut());
        String reference = report.losses().get(0).witness();
        lines.add(
                report.oddOnesOut().size() == 1
                        ? "DISAGREE: " + odd + " is alone with its numbers."
                        : "DISAGREE: " + odd + " contradict " + reference + ".");
        for (BlockComparison block : report.blocks()) {
            if (block.verdict() == Verdict.DISAGREE) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %s: difference %.8g; worst at %s: %s %.9g, %s %.9g%s",
                        block.name(),
                        block.relativeDifference(),
                        index(block),
                        block.witnesses().get(0),
                        block.worst().a(),
                        block.witnesses().get(1),
                        block.worst().b(),
                        block.diagnosis().map(found -> "; " + found).orElse("")));
            }
        }
        return lines;
    }
}

package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import twingrad.compare.Block;
import twingrad.compare.BlockComparison;
import twingrad.compare.CheckReport;
import twingrad.compare.CheckReport.LossComparison;
import twingrad.compare.Verdict;

/** A {@link CheckReport} as text: a row for each block and witness, and below what follows from them. */
public final class CheckTable {

    private static final String ROW = "%-16s  %-18s  %10s  %8s  %8s  %-24s  %s";

    /** What stands in a row, here and in a page. */
    static final List<String> HEADER =
            List.of("block", "witness", "difference", "bound", "of bound", "worst entry", "verdict");

    /** More than this many ulps are no rounding, and no measure that anybody reads. */
    private static final double MOST_ULPS = 1e5;

    private CheckTable() {}

    /** The lines, without line breaks; {@code data} says on what, {@code ink} whether verdicts are colored. */
    public static List<String> lines(String data, CheckReport report, Ink ink) {
        String reference = report.losses().get(0).witness();
        var lines = new ArrayList<String>();
        lines.add("%s: %d parameters; %s: %d samples"
                .formatted(report.network(), report.network().parameterCount(), data, report.samples()));
        lines.add("difference |a-b|/(|a|+|b|) from the " + reference + " engine's gradient, block by block");
        lines.add("");
        lines.add(line(HEADER, Ink.PLAIN));
        String above = "";
        for (List<String> row : rows(report)) {
            var shown = new ArrayList<String>(row);
            if (row.get(0).equals(above)) {
                shown.set(0, "");
            }
            above = row.get(0);
            lines.add(line(shown, ink));
        }
        lines.add("");
        lines.addAll(findings(report));
        return lines;
    }

    private static String line(List<String> cells, Ink ink) {
        var inked = new ArrayList<String>(cells);
        inked.set(cells.size() - 1, ink.verdict(cells.get(cells.size() - 1)));
        return ROW.formatted(inked.toArray()).stripTrailing();
    }

    /** The cells below {@link #HEADER}: the losses, then each block against every witness. */
    static List<List<String>> rows(CheckReport report) {
        var rows = new ArrayList<List<String>>();
        report.losses().forEach(loss -> rows.add(row(report, loss)));
        for (Block block : report.network().blocks()) {
            report.blocks().stream()
                    .filter(comparison -> comparison.name().equals(block.name()))
                    .forEach(comparison -> rows.add(row(comparison)));
        }
        return rows;
    }

    private static List<String> row(CheckReport report, LossComparison loss) {
        LossComparison reference = report.losses().get(0);
        String value = String.format(Locale.ROOT, "J = %.9g", loss.loss());
        if (loss == reference) {
            return List.of("loss", loss.witness(), "", "", "", value, "");
        }
        double difference = loss.relativeDifference(reference.loss());
        double bound = loss.relativeBound(reference.loss());
        return List.of(
                "loss",
                loss.witness(),
                scientific(difference),
                scientific(bound),
                share(difference, bound),
                value,
                loss.verdict().toString());
    }

    private static List<String> row(BlockComparison block) {
        String verdict = block.verdict() + remark(block);
        if (block.compared() == 0) {
            return List.of(block.name(), block.witnesses().get(1), "", "", "", "", verdict);
        }
        return List.of(
                block.name(),
                block.witnesses().get(1),
                scientific(block.relativeDifference()),
                scientific(block.bound()),
                share(block.relativeDifference(), block.bound()),
                block.worst().place() + " " + apart(block.worst()),
                verdict);
    }

    private static String remark(BlockComparison block) {
        if (block.verdict() == Verdict.KINK) {
            return ": all " + block.kinks() + " entries sit at one";
        }
        return (block.kinks() > 0 ? ", " + block.kinks() + " at a kink left out" : "")
                + (block.unsampled() > 0 ? ", " + block.compared() + " sampled" : "");
    }

    private static String scientific(double x) {
        return x == 0 ? "0" : String.format(Locale.ROOT, "%.1e", x);
    }

    /** How much of the bound is used up; more than 1 is beyond it. */
    private static String share(double difference, double bound) {
        double share = difference == 0 ? 0 : difference / bound;
        return share == 0 || share >= 1e4 ? scientific(share) : String.format(Locale.ROOT, "%.2g", share);
    }

    /** How far apart: in ulps where rounding is the measure, else as a number. */
    private static String apart(BlockComparison.Worst worst) {
        return worst.ulps() < MOST_ULPS
                ? String.format(Locale.ROOT, "%.0f ulp", worst.ulps())
                : scientific(Math.abs(worst.a() - worst.b())) + " apart";
    }

    /** That all agree, or of whom it is not shown. */
    private static List<String> hidden(CheckReport report) {
        var lines = new ArrayList<String>();
        List<String> witnesses = report.blocks().stream()
                .map(block -> block.witnesses().get(1))
                .distinct()
                .toList();
        for (String witness : witnesses) {
            List<String> hidden = report.hidden().stream()
                    .filter(block -> block.witnesses().get(1).equals(witness))
                    .map(BlockComparison::name)
                    .toList();
            if (!hidden.isEmpty()) {
                lines.add("NOT SHOWN: of " + witness + ", " + hidden.size() + " of "
                        + report.network().blocks().size() + " blocks could be wrong within their bounds: "
                        + String.join(", ", hidden));
            } else if (report.unproven().contains(witness)) {
                lines.add("NOT SHOWN: of " + witness + ", anything: noise (or kinks) hides every block.");
            }
        }
        return lines.isEmpty() ? List.of("All agree.") : lines;
    }

    static List<String> findings(CheckReport report) {
        if (report.verdict() == Verdict.AGREE) {
            return hidden(report);
        }
        var lines = new ArrayList<String>();
        String odd = String.join(", ", report.oddOnesOut());
        String reference = report.losses().get(0).witness();
        lines.add(
                report.oddOnesOut().size() == 1
                        ? "DISAGREE: " + odd + " is alone with its numbers."
                        : "DISAGREE: " + odd + " contradict " + reference + ".");
        for (LossComparison loss : report.losses()) {
            if (loss.verdict() == Verdict.DISAGREE) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  loss: %s %.9g, %s %.9g%s",
                        reference,
                        report.losses().get(0).loss(),
                        loss.witness(),
                        loss.loss(),
                        loss.diagnosis().map(found -> "; " + found).orElse("")));
            }
        }
        Optional<String> cause = common(report);
        cause.ifPresent(words -> lines.add("  every block: " + words));
        for (BlockComparison block : report.blocks()) {
            if (block.verdict() == Verdict.DISAGREE) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %s: difference %.8g; worst at %s: %s %.9g, %s %.9g%s",
                        block.name(),
                        block.relativeDifference(),
                        block.worst().place(),
                        block.witnesses().get(0),
                        block.worst().a(),
                        block.witnesses().get(1),
                        block.worst().b(),
                        block.diagnosis()
                                .filter(found -> cause.isEmpty())
                                .map(found -> "; " + found)
                                .orElse("")));
            }
        }
        return lines;
    }

    /** What is said of every block of the one witness that disagrees, but for how well it fits. */
    private static Optional<String> common(CheckReport report) {
        List<BlockComparison> wrong = report.blocks().stream()
                .filter(block -> block.verdict() == Verdict.DISAGREE)
                .toList();
        List<String> words = wrong.stream()
                .map(block -> block.diagnosis().orElse("").replaceAll(" \\(residual .*\\)$", ""))
                .distinct()
                .toList();
        boolean everywhere = report.oddOnesOut().size() == 1
                && wrong.size() == report.network().blocks().size();
        return everywhere && words.size() == 1
                ? Optional.of(words.get(0)).filter(said -> !said.isEmpty())
                : Optional.empty();
    }
}

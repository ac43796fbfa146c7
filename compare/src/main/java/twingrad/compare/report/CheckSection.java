package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import twingrad.compare.CheckReport;
import twingrad.compare.Verdict;

/** A {@link CheckReport} as a section of a page: what follows from it, then a row for each block and witness. */
public final class CheckSection {

    private CheckSection() {}

    /** Adds the section to a page; {@code heading} says at which θ, {@code data} on what. */
    public static void add(HtmlReport page, String heading, String data, CheckReport report) {
        page.section(heading);
        page.text("%s: %d parameters; %s: %d samples. Differences |a-b|/(|a|+|b|) are from the %s engine's gradient."
                .formatted(
                        report.network(),
                        report.network().parameterCount(),
                        data,
                        report.samples(),
                        report.losses().get(0).witness()));
        CheckTable.findings(report).forEach(line -> page.outcome(line.strip(), outcome(report)));
        page.table(
                verdictFirst(CheckTable.HEADER),
                CheckTable.rows(report).stream().map(CheckSection::verdictFirst).toList());
    }

    /** The verdict behind the two names, where a narrow screen shows it. */
    private static List<String> verdictFirst(List<String> cells) {
        int last = cells.size() - 1;
        var reordered = new ArrayList<String>(cells.subList(0, 2));
        reordered.add(cells.get(last));
        reordered.addAll(cells.subList(2, last));
        return reordered;
    }

    private static Verdict outcome(CheckReport report) {
        boolean isShown = report.hidden().isEmpty() && report.unproven().isEmpty();
        return report.verdict() == Verdict.AGREE && !isShown ? Verdict.UNPROVEN : report.verdict();
    }
}

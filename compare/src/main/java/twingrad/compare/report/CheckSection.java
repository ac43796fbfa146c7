package twingrad.compare.report;

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
        CheckTable.findings(report).forEach(line -> page.outcome(line.strip(), report.verdict() == Verdict.AGREE));
        page.table(CheckTable.HEADER, CheckTable.rows(report));
    }
}

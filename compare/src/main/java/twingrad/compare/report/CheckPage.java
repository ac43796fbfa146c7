package twingrad.compare.report;

import java.util.List;
import java.util.Optional;
import twingrad.compare.CheckReport;
import twingrad.compare.StepSweep;

/** The page of one check: what it says, and the sweep and the values where they were asked for. */
public final class CheckPage {

    private CheckPage() {}

    /**
     * The page.
     *
     * @param data on what, in words
     * @param columns the gradients side by side; none leaves them out
     */
    public static HtmlReport of(
            String data, CheckReport report, Optional<StepSweep> sweep, List<ValuesTable.Column> columns) {
        var page = new HtmlReport(
                report.network() + ": whose gradient is right?",
                "The same gradient from witnesses that share no code, block by block,"
                        + " against what rounding can explain.");
        CheckSection.add(page, "The check", data, report);
        sweep.ifPresent(steps -> page.section("Difference quotients by their step")
                .text(SweepTable.best(steps))
                .chart(SweepChart.of("Error of difference quotients", steps))
                .table(SweepTable.HEADER, SweepTable.rows(steps)));
        if (!columns.isEmpty()) {
            page.section("The gradients side by side")
                    .table(ValuesTable.header(columns), ValuesTable.rows(report.network(), columns));
        }
        return page;
    }
}

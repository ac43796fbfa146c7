package twingrad.compare.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import twingrad.compare.bench.Figure;
import twingrad.compare.bench.Result;
import twingrad.compare.bench.Row;
import twingrad.compare.bench.Spread;

/** The bench's table, a line at a time, since each takes seconds to measure. */
public final class BenchTable {

    private static final String LINE = "%-29s  %7s  %-9s  %-16s  %7s  %s";

    private static final MathContext THREE_DIGITS = new MathContext(3);

    private BenchTable() {}

    /** What the columns are. */
    public static String head() {
        return LINE.formatted("row/threads", "median", "unit", "least .. most", "of peak", "of what");
    }

    /** A row and what became of it. */
    public static String line(Row row, Result result) {
        return result.figure()
                .map(figure -> line(row, figure))
                .orElseGet(() -> "%-29s  not measured: %s".formatted(row.name(), result.failure()));
    }

    private static String line(Row row, Figure figure) {
        Spread spread = figure.spread();
        return LINE.formatted(
                row.name(),
                digits(spread.median()),
                figure.unit(),
                digits(spread.least()) + " .. " + digits(spread.most()),
                figure.shareOfPeak().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.0f %%",
                                100 * figure.shareOfPeak().getAsDouble())
                        : "",
                row.what() + (spread.unsettled() ? "; unsettled: the machine was busy" : ""));
    }

    /** To three significant digits, but never without those before the point. */
    private static String digits(double x) {
        BigDecimal rounded = new BigDecimal(x).round(THREE_DIGITS);
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}

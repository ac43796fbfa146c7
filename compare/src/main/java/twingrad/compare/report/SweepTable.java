package twingrad.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import twingrad.compare.StepSweep;

/** A {@link StepSweep} as text: a row for each step, and below which step is best. */
public final class SweepTable {

    private static final String ROW = "%10s  %10s  %10s  %8s  %s";

    static final List<String> HEADER = List.of("step ε", "central", "Richardson", "entries", "left out at kinks");

    private SweepTable() {}

    /** The lines, without line breaks. */
    public static List<String> lines(StepSweep sweep) {
        var lines = new ArrayList<String>();
        lines.add("difference |a-b|/(|a|+|b|) of difference quotients from the engine's gradient, by their step");
        lines.add("");
        lines.add(ROW.formatted(HEADER.toArray()));
        rows(sweep).forEach(row -> lines.add(ROW.formatted(row.toArray()).stripTrailing()));
        lines.add("");
        lines.add(best(sweep));
        return lines;
    }

    /** The cells below {@link #HEADER}. */
    static List<List<String>> rows(StepSweep sweep) {
        return sweep.points().stream()
                .map(point -> List.of(
                        scientific(point.step()),
                        scientific(point.central()),
                        scientific(point.richardson()),
                        String.valueOf(point.compared()),
                        String.valueOf(point.kinks())))
                .toList();
    }

    /** Which step is best, in words. */
    static String best(StepSweep sweep) {
        return "Best: " + best("central", sweep, StepSweep.Point::central) + "; "
                + best("Richardson", sweep, StepSweep.Point::richardson)
                + ". Larger steps err by the formula, smaller ones by rounding.";
    }

    private static String best(String name, StepSweep sweep, ToDoubleFunction<StepSweep.Point> formula) {
        StepSweep.Point best = sweep.best(formula);
        return name + " " + scientific(formula.applyAsDouble(best)) + " at ε = " + scientific(best.step());
    }

    private static String scientific(double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.1e", x);
    }
}

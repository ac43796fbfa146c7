package twingrad.compare.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import twingrad.compare.report.Curves.Line;
import twingrad.compare.training.EpochReport;

/**
 * A training by epoch: above the loss, below the accuracy, of the training set as met on the way and of the
 * development set at the epoch's end, or, where there is none, of the test set. The epoch of the lowest development
 * loss is marked: its parameters are those that early stopping restores.
 */
public final class HistoryChart {

    /** Least span of the accuracies' axis: differences smaller than this are nothing to look at. */
    private static final double LEAST_SPAN = 0.02;

    private HistoryChart() {}

    /** The chart. IllegalArgumentException without an epoch. */
    public static Picture of(String title, List<EpochReport> reports) {
        var epochs = new EpochCurves("history", reports);
        boolean developed = reports.stream().anyMatch(report -> report.devLoss().isPresent());
        XYPlot loss = losses(epochs, developed);
        XYPlot accuracy = accuracies(epochs, developed);
        best(reports).ifPresent(best -> {
            String text = "lowest dev loss: epoch " + best.epoch();
            epochs.mark(loss, best.epoch(), text);
            epochs.mark(accuracy, best.epoch(), "");
        });
        epochs.markNotFinite(loss, EpochReport::trainLoss);
        var combined = new CombinedDomainXYPlot(Curves.epochs());
        combined.setGap(18);
        combined.add(loss, 1);
        combined.add(accuracy, 1);
        combined.setFixedLegendItems(accuracy.getLegendItems());
        var chart = new JFreeChart(title, combined);
        combined.getSubplots().forEach(plot -> Png.dress(plot));
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT * 5 / 4);
    }

    private static XYPlot losses(EpochCurves epochs, boolean developed) {
        Curve train = epochs.curve("train, as met on the way", EpochReport::trainLoss);
        Curve dev = epochs.curve("dev", report -> report.devLoss().orElse(Double.NaN));
        var lines = new ArrayList<>(List.of(EpochCurves.lines(train, EpochCurves.TRAIN, EpochCurves.BROAD)));
        if (developed) {
            lines.add(EpochCurves.lines(dev, EpochCurves.DEV, EpochCurves.NARROW));
        }
        return EpochCurves.plot(lines, null, EpochCurves.axis("loss", List.of(train, dev)));
    }

    private static XYPlot accuracies(EpochCurves epochs, boolean developed) {
        Curve train = epochs.curve("train, as met on the way", EpochReport::trainAccuracy);
        List<Line> held = developed
                ? EpochCurves.lines(
                        epochs.curve("dev", report -> report.devAccuracy().orElse(Double.NaN)),
                        EpochCurves.DEV,
                        EpochCurves.NARROW)
                : EpochCurves.lines(
                        epochs.curve("test", EpochReport::testAccuracy), EpochCurves.TEST, EpochCurves.NARROW);
        var axis = new NumberAxis("accuracy");
        axis.setAutoRangeIncludesZero(false);
        axis.setAutoRangeMinimumSize(LEAST_SPAN);
        axis.setNumberFormatOverride(new DecimalFormat("0.# %", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return EpochCurves.plot(
                List.of(EpochCurves.lines(train, EpochCurves.TRAIN, EpochCurves.BROAD), held), null, axis);
    }

    private static Optional<EpochReport> best(List<EpochReport> reports) {
        return reports.stream()
                .filter(report -> Double.isFinite(report.devLoss().orElse(Double.NaN)))
                .min(Comparator.comparingDouble(report -> report.devLoss().orElseThrow()));
    }
}

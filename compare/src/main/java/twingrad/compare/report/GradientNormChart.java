package twingrad.compare.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import twingrad.compare.report.Curves.Line;
import twingrad.compare.training.EpochReport;

/**
 * How long each layer's gradient is at the last step of each epoch, on a log scale: gradients that vanish towards the
 * inputs, or explode, show at once. A norm of 0, which no log scale has, stands on a line of its own at the bottom.
 */
public final class GradientNormChart {

    private GradientNormChart() {}

    /**
     * The chart. IllegalArgumentException unless there is an epoch and each has a norm for each layer.
     *
     * @param layers what to call the layers, from the inputs on
     */
    public static Picture of(String title, List<EpochReport> reports, List<String> layers) {
        reports.forEach(report -> {
            if (report.gradientNorms().size() != layers.size()) {
                throw new IllegalArgumentException("gradient norms: expected " + layers.size() + " in epoch "
                        + report.epoch() + ", one a layer, got "
                        + report.gradientNorms().size());
            }
        });
        var epochs = new EpochCurves("gradient norms", reports);
        List<Line> lines = IntStream.range(0, layers.size())
                .mapToObj(layer -> new Line(
                        epochs.curve(
                                layers.get(layer),
                                report -> report.gradientNorms().get(layer)),
                        Palette.color(layer),
                        Palette.dashes(layer),
                        true))
                .toList();
        PowerAxis axis = PowerAxis.over(
                "gradient norm ‖dJ/d(W, b)‖ on the epoch's last batch, log scale",
                reports.stream().flatMapToDouble(GradientNormChart::norms));
        XYPlot plot = Curves.lines(lines, Curves.epochs(), axis);
        epochs.markNotFinite(plot, report -> norms(report).sum());
        var chart = new JFreeChart(title, plot);
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT);
    }

    private static DoubleStream norms(EpochReport report) {
        return report.gradientNorms().stream().mapToDouble(norm -> norm);
    }
}

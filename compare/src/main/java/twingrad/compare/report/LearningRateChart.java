package twingrad.compare.report;

import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import twingrad.compare.training.EpochReport;

/**
 * The learning rate of each epoch's last step, on a log scale where it spans decades; in steps where it stays as it is
 * from one epoch to the next, else as a line through what also changes within epochs.
 */
public final class LearningRateChart {

    private LearningRateChart() {}

    /** The chart. IllegalArgumentException without an epoch. */
    public static Picture of(String title, List<EpochReport> reports) {
        var epochs = new EpochCurves("learning rate", reports);
        Curve curve = epochs.curve("learning rate", EpochReport::learningRate);
        var plot = Curves.plot(List.of(curve), Curves.epochs(), EpochCurves.axis("learning rate", List.of(curve)));
        if (isStepped(curve.y())) {
            plot.setRenderer(steps());
        }
        var chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT);
    }

    private static boolean isStepped(double[] rates) {
        return IntStream.range(1, rates.length).anyMatch(epoch -> rates[epoch] == rates[epoch - 1]);
    }

    /** From each epoch on, the rate is that epoch's until the next one begins. */
    private static XYStepRenderer steps() {
        var renderer = new XYStepRenderer();
        renderer.setSeriesPaint(0, Palette.curve(0));
        renderer.setSeriesStroke(0, Palette.LINE);
        return renderer;
    }
}

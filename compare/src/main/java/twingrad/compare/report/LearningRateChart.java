package twingrad.compare.report;

import java.util.List;
import org.jfree.chart.JFreeChart;
import twingrad.compare.training.EpochReport;

/** The learning rate of each epoch's last step; on a log scale where it spans decades. */
public final class LearningRateChart {

    private LearningRateChart() {}

    /** The chart. IllegalArgumentException without an epoch. */
    public static Picture of(String title, List<EpochReport> reports) {
        var epochs = new EpochCurves("learning rate", reports);
        Curve curve = epochs.curve("learning rate", EpochReport::learningRate);
        var plot = Curves.plot(List.of(curve), Curves.epochs(), EpochCurves.axis("learning rate", List.of(curve)));
        var chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT);
    }
}

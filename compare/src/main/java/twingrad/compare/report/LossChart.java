package twingrad.compare.report;

import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;

/** Loss curves laid over each other, by epoch; on a log scale where they span more than thirtyfold. */
public final class LossChart {

    /** From this factor between the largest and the smallest loss on, a log scale shows more. */
    private static final int DECADES = 30;

    private LossChart() {}

    /** Writes the chart as PNG. */
    public static void save(Path file, String title, List<Curve> curves) {
        Png.save(file, chart(title, curves));
    }

    static JFreeChart chart(String title, List<Curve> curves) {
        var chart = new JFreeChart(title, plot(curves, Curves.epochs()));
        Png.dress(chart);
        return chart;
    }

    /** The curves over an axis of epochs, none where it is shared. */
    static XYPlot plot(List<Curve> curves, NumberAxis epochs) {
        NumberAxis range = spansDecades(curves)
                ? new PowerAxis("training loss (nats a sample, log scale)")
                : new NumberAxis("training loss (nats a sample)");
        return Curves.plot(curves, epochs, range);
    }

    private static boolean spansDecades(List<Curve> curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Curve curve : curves) {
            for (double loss : curve.y()) {
                low = Math.min(low, loss);
                high = Math.max(high, loss);
            }
        }
        return low > 0 && high > DECADES * low;
    }
}

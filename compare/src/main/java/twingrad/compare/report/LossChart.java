package twingrad.compare.report;

import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

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
        var data = new XYSeriesCollection();
        for (Curve curve : curves) {
            var series = new XYSeries(curve.name());
            for (int epoch = 1; epoch <= curve.losses().length; epoch++) {
                series.add(epoch, curve.losses()[epoch - 1]);
            }
            data.addSeries(series);
        }
        JFreeChart chart = ChartFactory.createXYLineChart(title, "epoch", "training loss (nats a sample)", data);
        var renderer = new XYLineAndShapeRenderer(true, curves.get(0).losses().length <= 20);
        for (int i = 0; i < curves.size(); i++) {
            renderer.setSeriesPaint(i, Palette.curve(i));
            renderer.setSeriesStroke(i, curves.size() == 1 ? Palette.LINE : Palette.stroke(i));
        }
        renderer.setDrawSeriesLineAsPath(true);
        chart.getXYPlot().setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        chart.getXYPlot().setRenderer(renderer);
        chart.getXYPlot().getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        if (spansDecades(curves)) {
            chart.getXYPlot().setRangeAxis(logarithmic());
        }
        Png.dress(chart);
        return chart;
    }

    private static boolean spansDecades(List<Curve> curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Curve curve : curves) {
            for (double loss : curve.losses()) {
                low = Math.min(low, loss);
                high = Math.max(high, loss);
            }
        }
        return low > 0 && high > DECADES * low;
    }

    private static NumberAxis logarithmic() {
        var axis = new LogarithmicAxis("training loss (nats a sample, log scale)");
        axis.setAllowNegativesFlag(false);
        axis.setExpTickLabelsFlag(false);
        axis.setLog10TickLabelsFlag(false);
        return axis;
    }
}

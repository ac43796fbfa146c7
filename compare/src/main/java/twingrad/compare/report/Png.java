package twingrad.compare.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** One look and one size for every chart. */
final class Png {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    private Png() {}

    /** Plain white, thin grid, letters that can be read at 100 %. */
    static void dress(JFreeChart chart) {
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        chart.getLegend().setItemFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        dress(chart.getXYPlot());
    }

    /** The same for a plot within a chart. */
    static void dress(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        dress(plot.getDomainAxis());
        dress(plot.getRangeAxis());
    }

    private static void dress(ValueAxis axis) {
        if (axis != null) {
            axis.setLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
            axis.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        }
    }

    /** Writes a chart. */
    static void save(Path file, JFreeChart chart) {
        try {
            ChartUtils.saveChartAsPNG(file.toFile(), chart, WIDTH, HEIGHT);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a picture that can be written, got " + e, e);
        }
    }
}

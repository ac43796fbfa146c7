package twingrad.compare.report;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.ClusteredXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import twingrad.compare.UlpHistogram;

/** How many entries are how many floats apart: bars by powers of 2. */
public final class UlpChart {

    /**
     * One row of bars.
     *
     * @param name in the legend
     * @param counts how many entries, by distance
     */
    public record Bars(String name, UlpHistogram counts) {}

    private static final double BAR = 0.85;

    private UlpChart() {}

    /** The chart of one or more histograms side by side. */
    public static Picture of(String title, List<Bars> histograms) {
        int bins = histograms.stream()
                .mapToInt(bars -> bars.counts().counts().size())
                .max()
                .orElse(0);
        var data = new XYSeriesCollection();
        for (Bars bars : histograms) {
            var series = new XYSeries(bars.name());
            for (int bin = 0; bin < bars.counts().counts().size(); bin++) {
                series.add(bin, bars.counts().counts().get(bin));
            }
            data.addSeries(series);
        }
        var labels = new String[bins];
        for (int bin = 0; bin < bins; bin++) {
            labels[bin] = UlpHistogram.label(bin);
        }
        var entries = new NumberAxis("entries");
        entries.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        var distance = new SymbolAxis("distance in ulps of float32", labels);
        distance.setGridBandsVisible(false);
        var renderer = new ClusteredXYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        for (int i = 0; i < histograms.size(); i++) {
            renderer.setSeriesPaint(i, Palette.curve(i));
        }
        var chart = new JFreeChart(title, new XYPlot(new XYBarDataset(data, BAR), distance, entries, renderer));
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT);
    }
}

package twingrad.compare.report;

import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.title.TextTitle;

/** Colors of a chart's paper, letters and grid; its curves keep theirs, save what is drawn in ink. */
enum ChartTheme {
    LIGHT(Color.WHITE, Color.BLACK, Color.LIGHT_GRAY),
    /** The colors of the pages' dark scheme. */
    DARK(new Color(0x1C2128), new Color(0xE6E9EE), new Color(0x363D48));

    private final Color paper;
    private final Color ink;
    private final Color grid;

    ChartTheme(Color paper, Color ink, Color grid) {
        this.paper = paper;
        this.ink = ink;
        this.grid = grid;
    }

    /** Colors the whole chart. */
    void dress(JFreeChart chart) {
        chart.setBackgroundPaint(paper);
        chart.getTitle().setPaint(ink);
        if (chart.getLegend() != null) {
            chart.getLegend().setBackgroundPaint(paper);
            chart.getLegend().setItemPaint(ink);
        }
        for (XYPlot plot : plots(chart.getXYPlot())) {
            dress(plot);
        }
    }

    /** A plot and those within it. */
    private static List<XYPlot> plots(XYPlot plot) {
        var plots = new ArrayList<XYPlot>(List.of(plot));
        if (plot instanceof CombinedDomainXYPlot combined) {
            plots.addAll(combined.getSubplots());
        } else if (plot instanceof CombinedRangeXYPlot combined) {
            plots.addAll(combined.getSubplots());
        }
        return plots;
    }

    private void dress(XYPlot plot) {
        plot.setBackgroundPaint(paper);
        plot.setDomainGridlinePaint(grid);
        plot.setRangeGridlinePaint(grid);
        plot.setOutlinePaint(grid);
        dress(plot.getDomainAxis());
        dress(plot.getRangeAxis());
        if (plot.getFixedLegendItems() != null) {
            for (int i = 0; i < plot.getFixedLegendItems().getItemCount(); i++) {
                LegendItem item = plot.getFixedLegendItems().get(i);
                item.setLinePaint(inked(item.getLinePaint()));
                item.setFillPaint(inked(item.getFillPaint()));
            }
        }
        if (plot.getRenderer() instanceof AbstractRenderer renderer) {
            for (int i = 0; i < plot.getSeriesCount(); i++) {
                renderer.setSeriesPaint(i, inked(renderer.getSeriesPaint(i)));
            }
        }
        for (Object annotation : plot.getAnnotations()) {
            if (annotation instanceof XYTitleAnnotation heading && heading.getTitle() instanceof TextTitle title) {
                title.setPaint(ink);
                title.setBackgroundPaint(paper);
            }
        }
    }

    private void dress(ValueAxis axis) {
        if (axis != null) {
            axis.setLabelPaint(ink);
            axis.setTickLabelPaint(ink);
            axis.setAxisLinePaint(grid);
            axis.setTickMarkPaint(grid);
        }
    }

    /** What is drawn in some theme's ink is drawn in this one's. */
    private Paint inked(Paint paint) {
        return LIGHT.ink.equals(paint) || DARK.ink.equals(paint) ? ink : paint;
    }
}

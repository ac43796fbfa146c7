package twingrad.compare.report;

import java.awt.Paint;
import java.awt.Stroke;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Curves laid over each other such that those on top of each other all show. */
final class Curves {

    /** Up to so many points, each is marked. */
    private static final int MARKED = 20;

    /** Room for the first and the last epoch's point, but for no tick of an epoch that never was. */
    private static final double BESIDE = 0.01;

    private Curves() {}

    /**
     * How a curve is drawn.
     *
     * @param named whether it is in the legend
     */
    record Line(Curve curve, Paint paint, Stroke stroke, boolean named) {}

    /** A plot of curves on top of each other, such that all show. */
    static XYPlot plot(List<Curve> curves, NumberAxis domain, NumberAxis range) {
        return lines(
                IntStream.range(0, curves.size())
                        .mapToObj(i -> new Line(
                                curves.get(i),
                                Palette.curve(i),
                                curves.size() == 1 ? Palette.LINE : Palette.stroke(i),
                                true))
                        .toList(),
                domain,
                range);
    }

    /** A plot of lines, the first at the bottom; a number that an axis cannot show leaves a gap. */
    static XYPlot lines(List<Line> lines, NumberAxis domain, NumberAxis range) {
        var data = new XYSeriesCollection();
        boolean few = true;
        var renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            data.addSeries(series(i, line.curve(), domain, range));
            renderer.setSeriesPaint(i, line.paint());
            renderer.setSeriesStroke(i, line.stroke());
            renderer.setSeriesShape(i, Palette.shape(0));
            renderer.setSeriesVisibleInLegend(i, line.named());
            few &= line.curve().y().length <= MARKED;
        }
        renderer.setDefaultShapesVisible(few);
        renderer.setLegendItemLabelGenerator((all, i) -> lines.get(i).curve().name());
        renderer.setDrawSeriesLineAsPath(true);
        var plot = new XYPlot(data, domain, range, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        return plot;
    }

    private static XYSeries series(int i, Curve curve, NumberAxis domain, NumberAxis range) {
        var series = new XYSeries(i, false);
        series.setDescription(curve.name());
        for (int k = 0; k < curve.y().length; k++) {
            series.add(place(curve.x()[k], domain), place(curve.y()[k], range));
        }
        return series;
    }

    /** Whole epochs, from left to right. */
    static NumberAxis epochs() {
        var axis = new NumberAxis("epoch");
        axis.setAutoRangeIncludesZero(false);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setLowerMargin(BESIDE);
        axis.setUpperMargin(BESIDE);
        return axis;
    }

    /** Where a number stands on an axis; NaN where it cannot be shown. */
    static double place(double x, NumberAxis axis) {
        if (axis instanceof PowerAxis powers) {
            return powers.place(x);
        }
        return Double.isFinite(x) ? x : Double.NaN;
    }
}

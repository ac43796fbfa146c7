package twingrad.compare.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.LogarithmicAxis;
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

    private Curves() {}

    /** A plot of the curves; what is no number on a logarithmic axis is left out. */
    static XYPlot plot(List<Curve> curves, NumberAxis domain, NumberAxis range) {
        var data = new XYSeriesCollection();
        boolean few = true;
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            var series = new XYSeries(i, false);
            series.setDescription(curve.name());
            for (int k = 0; k < curve.y().length; k++) {
                if (!isLogarithmic(range) || isDrawable(curve.y()[k])) {
                    series.add(place(curve.x()[k], domain), place(curve.y()[k], range));
                }
            }
            data.addSeries(series);
            few &= curve.y().length <= MARKED;
        }
        var renderer = new XYLineAndShapeRenderer(true, few);
        for (int i = 0; i < curves.size(); i++) {
            renderer.setSeriesPaint(i, Palette.curve(i));
            renderer.setSeriesStroke(i, curves.size() == 1 ? Palette.LINE : Palette.stroke(i));
        }
        renderer.setLegendItemLabelGenerator((all, i) -> curves.get(i).name());
        renderer.setDrawSeriesLineAsPath(true);
        var plot = new XYPlot(data, domain, range, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        return plot;
    }

    /** Whole epochs, from left to right. */
    static NumberAxis epochs() {
        var axis = new NumberAxis("epoch");
        axis.setAutoRangeIncludesZero(false);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        return axis;
    }

    /** An axis by factors of 10, its numbers written out. */
    static NumberAxis logarithmic(String label) {
        var axis = new LogarithmicAxis(label);
        axis.setAllowNegativesFlag(false);
        axis.setStrictValuesFlag(false);
        axis.setExpTickLabelsFlag(false);
        axis.setLog10TickLabelsFlag(false);
        return axis;
    }

    /** An axis over many powers of 10: its ticks are exponents, and so are the places of what is drawn over it. */
    static NumberAxis powers(String label) {
        var axis = new PowerAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setNumberFormatOverride(new DecimalFormat("'1e'0;'1e-'0", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }

    private static double place(double x, NumberAxis axis) {
        return axis instanceof PowerAxis ? StrictMath.log10(x) : x;
    }

    private static boolean isLogarithmic(NumberAxis axis) {
        return axis instanceof LogarithmicAxis || axis instanceof PowerAxis;
    }

    private static boolean isDrawable(double x) {
        return x > 0 && x < Double.MAX_VALUE;
    }

    /** What {@link #powers} makes, so that a plot can tell it. */
    private static final class PowerAxis extends NumberAxis {
        private static final long serialVersionUID = 1;

        PowerAxis(String label) {
            super(label);
        }
    }
}

package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import twingrad.compare.report.HeatMap.Axis;
import twingrad.compare.report.HeatMap.Trial;

/** A {@link HeatMap} of trials anywhere: each a dot at its place, the better over the worse, the best in a ring. */
final class HeatDots {

    private static final Shape DOT = new Ellipse2D.Double(-9, -9, 18, 18);

    private static final Shape RING = new Ellipse2D.Double(-14, -14, 28, 28);

    private static final Shape CROSS = ShapeUtils.createDiagonalCross(6, 1.5f);

    /** From this factor between the largest and the smallest place on, an axis goes by factors of 10. */
    private static final double DECADE = 10;

    /** What names below have at least, in pixels, beside those at the left and the scale. */
    private static final int ACROSS = Png.WIDTH * 3 / 5;

    /** What an axis around 0 alone spans, times {@link #DECADE}. */
    private static final double LEAST = 1;

    private final XYSeriesCollection places = new XYSeriesCollection();
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    private final Scores scores;

    private HeatDots(Scores scores) {
        this.scores = scores;
    }

    static Picture picture(String title, Axis x, Axis y, Scores scores) {
        return new HeatDots(scores).picture(title, x, y);
    }

    private Picture picture(String title, Axis x, Axis y) {
        NumberAxis across = axis(x, Trial::x);
        NumberAxis up = axis(y, Trial::y);
        for (Trial trial : scores.worstFirst()) {
            mark(trial, Curves.place(trial.x(), across), Curves.place(trial.y(), up));
        }
        scores.best().ifPresent(best -> ring(best, Curves.place(best.x(), across), Curves.place(best.y(), up)));
        renderer.setDrawOutlines(true);
        renderer.setUseOutlinePaint(true);
        renderer.setLegendItemLabelGenerator((all, i) -> places.getSeries(i).getDescription());
        var plot = new XYPlot(places, across, up, renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        var chart = new JFreeChart(title, plot);
        scores.explain(chart);
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT);
    }

    private void mark(Trial trial, double x, double y) {
        boolean first = places.getSeries().isEmpty();
        if (trial.failed()) {
            add(x, y, CROSS, Color.DARK_GRAY, first ? "failed" : "");
        } else {
            add(x, y, DOT, scores.color(trial), "");
        }
        renderer.setSeriesShapesFilled(places.getSeriesCount() - 1, true);
    }

    private void ring(Trial best, double x, double y) {
        add(x, y, RING, Color.BLACK, "best: " + Numbers.score(best.score()));
        renderer.setSeriesShapesFilled(places.getSeriesCount() - 1, false);
    }

    /** A series of its own for each trial; in the legend if it is named. */
    private void add(double x, double y, Shape shape, Paint paint, String name) {
        int i = places.getSeriesCount();
        var series = new XYSeries(i);
        series.setDescription(name);
        series.add(x, y);
        places.addSeries(series);
        renderer.setSeriesShape(i, shape);
        renderer.setSeriesPaint(i, paint);
        renderer.setSeriesOutlinePaint(i, Color.BLACK);
        renderer.setSeriesOutlineStroke(i, new BasicStroke(shape == RING ? 2.5f : 1));
        renderer.setSeriesVisibleInLegend(i, !name.isEmpty());
    }

    private NumberAxis axis(Axis axis, ToDoubleFunction<Trial> place) {
        if (!axis.isNumbers()) {
            return Cells.axis(
                    axis.name(), axis.choices(), ACROSS / axis.choices().size());
        }
        double low = scores.trials().stream().mapToDouble(place).min().orElseThrow();
        double high = scores.trials().stream().mapToDouble(place).max().orElseThrow();
        if (low > 0 && (high >= DECADE * low || high == low)) {
            return new PowerAxis(axis.name() + " (log scale)");
        }
        var linear = new NumberAxis(axis.name());
        linear.setAutoRangeIncludesZero(false);
        linear.setAutoRangeMinimumSize(Math.max(Math.abs(high), LEAST) / DECADE);
        return linear;
    }
}

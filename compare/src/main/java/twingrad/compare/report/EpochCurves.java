package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import twingrad.compare.report.Curves.Line;
import twingrad.compare.training.EpochReport;

/** What epochs report, as lines over them; one that is long and restless is smoothed, itself pale behind. */
final class EpochCurves {

    /** Lines of a training: what it learns from, and what it is held against. */
    static final Color TRAIN = Palette.color(1);

    static final Color DEV = Palette.color(4);

    static final Color TEST = Palette.color(2);

    /** Those of the training set are broad enough to show beneath the others. */
    static final Stroke BROAD = new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

    static final Stroke NARROW = new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

    private static final Stroke FINE = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);

    private static final Stroke DASHES =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 5}, 0);

    private static final Color CLEAR = new Color(255, 255, 255, 0);

    /** Up to so many epochs, every point counts and nothing is smoothed. */
    private static final int LONG = 100;

    /** A line that turns round at more than this share of its points is noise around a course. */
    private static final double RESTLESS = 0.25;

    /** Over about ten epochs. */
    private static final ExponentialAverage AVERAGE = new ExponentialAverage(0.9);

    /** From this factor between the largest and the smallest number on, a log scale shows more. */
    private static final double DECADES = 30;

    private final List<EpochReport> reports;

    /** IllegalArgumentException without an epoch: there is nothing to see. */
    EpochCurves(String chart, List<EpochReport> reports) {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException(chart + ": expected at least 1 epoch, got none");
        }
        this.reports = List.copyOf(reports);
    }

    /** One figure of each epoch. */
    Curve curve(String name, ToDoubleFunction<EpochReport> figure) {
        return new Curve(
                name,
                reports.stream().mapToDouble(EpochReport::epoch).toArray(),
                reports.stream().mapToDouble(figure).toArray());
    }

    /** A curve in a color, smoothed if need be: one line or two. */
    static List<Line> lines(Curve curve, Color color, Stroke stroke) {
        if (!isRestless(curve.y())) {
            return List.of(new Line(curve, color, stroke, true));
        }
        String name = curve.name() + ", smoothed (β = " + AVERAGE.beta() + ")";
        var smooth = new Curve(name, curve.x(), AVERAGE.of(curve.y()));
        return List.of(new Line(curve, Palette.pale(color), FINE, false), new Line(smooth, color, stroke, true));
    }

    private static boolean isRestless(double[] y) {
        long turns = IntStream.range(1, y.length - 1)
                .filter(i -> (y[i] - y[i - 1]) * (y[i + 1] - y[i]) < 0)
                .count();
        return y.length > LONG && turns > RESTLESS * y.length;
    }

    /** Lines over an axis; on top of each other the smoothed ones. */
    static XYPlot plot(List<List<Line>> lines, NumberAxis epochs, NumberAxis range) {
        var all = new ArrayList<Line>();
        lines.stream().flatMap(List::stream).filter(line -> !line.named()).forEach(all::add);
        lines.stream().flatMap(List::stream).filter(Line::named).forEach(all::add);
        return Curves.lines(all, epochs, range);
    }

    /** A log scale where the numbers are positive and span decades, else a linear one. */
    static NumberAxis axis(String label, List<Curve> curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Curve curve : curves) {
            for (double y : curve.y()) {
                low = Double.isFinite(y) ? Math.min(low, y) : low;
                high = Double.isFinite(y) ? Math.max(high, y) : high;
            }
        }
        if (low > 0 && high > DECADES * low) {
            return new PowerAxis(label + ", log scale");
        }
        return new NumberAxis(label);
    }

    /** A line across a plot at an epoch, with what is to be said of it on the side that has more room. */
    void mark(XYPlot plot, int epoch, String text) {
        int first = reports.get(0).epoch();
        int last = reports.get(reports.size() - 1).epoch();
        boolean early = 2 * epoch < first + last;
        var marker = new ValueMarker(epoch, Color.DARK_GRAY, DASHES);
        marker.setLabel(text);
        marker.setLabelFont(Png.TICK);
        marker.setLabelPaint(Color.DARK_GRAY);
        marker.setLabelBackgroundColor(CLEAR);
        marker.setLabelOffset(new RectangleInsets(4, 6, 4, 6));
        marker.setLabelAnchor(early ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(early ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
        plot.addDomainMarker(marker, Layer.FOREGROUND);
    }

    /** Says where a figure is not finite for the first time. */
    void markNotFinite(XYPlot plot, ToDoubleFunction<EpochReport> figure) {
        reports.stream()
                .filter(report -> !Double.isFinite(figure.applyAsDouble(report)))
                .findFirst()
                .ifPresent(report -> mark(plot, report.epoch(), "not finite from epoch " + report.epoch()));
    }
}

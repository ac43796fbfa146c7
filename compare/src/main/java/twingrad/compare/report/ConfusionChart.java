package twingrad.compare.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import twingrad.compare.report.Cells.Cell;
import twingrad.compare.report.Cells.Heads;
import twingrad.compare.training.Confusion;

/**
 * Which class was taken for which: in each cell how many samples, and their share of the true class, which is also its
 * color. A perfect classifier fills the diagonal alone.
 */
public final class ConfusionChart {

    /** Up to so many classes, a cell says the share in per cent besides the count. */
    private static final int SHARED = 16;

    /** Up to so many classes, a cell says the count. */
    private static final int COUNTED = 40;

    private ConfusionChart() {}

    /**
     * The chart. IllegalArgumentException unless there is a name for each class.
     *
     * @param classNames what to call the classes, in order
     */
    public static Picture of(String title, Confusion confusion, List<String> classNames) {
        int classes = confusion.classes();
        if (classNames.size() != classes) {
            throw new IllegalArgumentException(
                    "confusion: expected a name for each of " + classes + " classes, got " + classNames);
        }
        ColorScale scale = ColorScale.shares();
        List<List<Cell>> rows = IntStream.range(0, classes)
                .mapToObj(label -> IntStream.range(0, classes)
                        .mapToObj(predicted -> cell(confusion, label, predicted, scale))
                        .toList())
                .toList();
        int width = width(classes);
        int height = width * 3 / 4;
        JFreeChart chart = Cells.chart(
                title,
                new Heads("predicted class", classNames),
                new Heads("true class", classNames),
                rows,
                width,
                height);
        var shares = new NumberAxis("share of the true class");
        shares.setTickUnit(
                new NumberTickUnit(0.2, new DecimalFormat("0 %", DecimalFormatSymbols.getInstance(Locale.ROOT))));
        Cells.explain(chart, scale, shares);
        return Picture.around(chart, classes * width, classes * height);
    }

    /** Of a cell, in pixels: with numbers in it as wide as they need, without them as narrow as keeps the names apart. */
    private static int width(int classes) {
        if (classes <= SHARED) {
            return Math.max(64, 400 / classes);
        }
        return classes <= COUNTED ? 44 : Math.max(1, Math.min(16, 1200 / classes));
    }

    private static Cell cell(Confusion confusion, int label, int predicted, ColorScale scale) {
        int count = confusion.count(label, predicted);
        double share = count == 0 ? 0 : (double) count / confusion.samples(label);
        List<String> lines = List.of();
        if (count > 0 && confusion.classes() <= COUNTED) {
            lines = confusion.classes() <= SHARED
                    ? List.of(Integer.toString(count), String.format(Locale.ROOT, "%.1f %%", 100 * share))
                    : List.of(Integer.toString(count));
        }
        return new Cell(scale.color(share), lines);
    }
}

package twingrad.compare.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import twingrad.compare.Network;
import twingrad.compare.data.Splits;
import twingrad.datasets.Dataset;
import twingrad.datasets.Standardization;

/** Which class a network gives to each place of the plane, with the samples on it; one panel a network. */
public final class BoundaryChart {

    /** Places a side at which the network is asked. */
    private static final int GRID = 240;

    /** Pixels of one panel's width and of what stands beside the panels; with the usual height, a panel is square. */
    private static final int PANEL = 490;

    private static final int FRAME = 70;

    /** White space around the samples, as a share of their extent. */
    private static final double MARGIN = 0.12;

    /** An axis on which the samples span less than one part in so many of what they span on the other has its own scale. */
    private static final double FLAT = 4;

    /** Half the side of the picture where all samples lie in one place. */
    private static final double LONELY_MARGIN = 1;

    /**
     * A network in a panel.
     *
     * @param title in the panel, unless it is the only one
     * @param network which says what class an output means
     * @param outputs (rows, inputs (rows x 2)) -> outputs (rows x O), row-major
     */
    public record Panel(String title, Network network, BiFunction<Integer, double[], double[]> outputs) {}

    private final Dataset samples;
    private final List<String> classNames;
    private final List<String> inputNames;
    private final Optional<Standardization> standardization;
    private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private BoundaryChart(Splits data) {
        samples = data.train();
        classNames = data.classNames();
        inputNames = data.columnNames().isEmpty() ? List.of("input 0", "input 1") : data.columnNames();
        standardization = data.standardization();
        for (int row = 0; row < samples.size(); row++) {
            double[] point = point(row);
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], point[axis]);
                high[axis] = Math.max(high[axis], point[axis]);
            }
        }
        double widest = Math.max(high[0] - low[0], high[1] - low[1]);
        for (int axis = 0; axis < 2; axis++) {
            // Equal scales on both axes, so that a circle is drawn as one, unless that would flatten one of them.
            double extent = high[axis] - low[axis];
            double drawn = extent * FLAT < widest ? extent : widest;
            double half = drawn > 0 ? (0.5 + MARGIN) * drawn : LONELY_MARGIN;
            double center = (low[axis] + high[axis]) / 2;
            low[axis] = center - half;
            high[axis] = center + half;
        }
    }

    /** A sample as it was before it was standardized. */
    private double[] point(int row) {
        var point = new double[2];
        samples.copyInputs(row, point, 0);
        standardization.ifPresent(applied -> applied.undoInPlace(point));
        return point;
    }

    /** Whether a dataset can be drawn: it has two inputs. */
    public static boolean canDraw(Dataset samples) {
        return samples.features() == 2;
    }

    /** The chart. IllegalArgumentException unless the dataset {@linkplain #canDraw can be drawn}. */
    public static Picture picture(String title, Dataset samples, List<Panel> panels) {
        return picture(title, Splits.of(samples, Optional.empty(), samples), panels);
    }

    /**
     * The chart of the samples to train on, under their names and in their own units, as they were before they were
     * standardized. IllegalArgumentException unless they {@linkplain #canDraw can be drawn}.
     */
    public static Picture picture(String title, Splits data, List<Panel> panels) {
        Dataset samples = data.train();
        if (!canDraw(samples)) {
            throw new IllegalArgumentException(
                    "boundary: expected samples of 2 inputs, got " + samples.features() + " in " + samples.name());
        }
        int width = FRAME + panels.size() * PANEL;
        return new Picture(new BoundaryChart(data).chart(title, panels), width, Png.HEIGHT);
    }

    private JFreeChart chart(String title, List<Panel> panels) {
        var rangeAxis = new NumberAxis(inputNames.get(1));
        rangeAxis.setRange(low[1], high[1]);
        var combined = new CombinedRangeXYPlot(rangeAxis);
        combined.setGap(20);
        for (Panel panel : panels) {
            combined.add(plot(panel, panels.size() == 1), 1);
        }
        combined.setFixedLegendItems(combined.getSubplots().get(0).getLegendItems());
        int classes = samples.classes();
        boolean told = classes <= Palette.looks();
        String repeated = classes <= Palette.colors()
                ? ""
                : " (" + classes + " classes, colors repeat" + (told ? ", shapes differ)" : ", no legend)");
        var chart = new JFreeChart(title + repeated, JFreeChart.DEFAULT_TITLE_FONT, combined, told);
        combined.getSubplots().forEach(plot -> Png.dress(plot));
        Png.dress(chart);
        return chart;
    }

    private XYPlot plot(Panel panel, boolean alone) {
        var points = new XYSeriesCollection();
        for (int label = 0; label < samples.classes(); label++) {
            points.addSeries(new XYSeries(label, false));
        }
        for (int row = 0; row < samples.size(); row++) {
            double[] point = point(row);
            points.getSeries(samples.label(row)).add(point[0], point[1]);
        }
        var renderer = new XYLineAndShapeRenderer(false, true);
        for (int label = 0; label < samples.classes(); label++) {
            renderer.setSeriesPaint(label, Palette.color(label));
            renderer.setSeriesShape(label, Palette.shape(label));
        }
        renderer.setLegendItemLabelGenerator((all, label) -> named(classNames.get(label)));
        renderer.addAnnotation(
                new XYDataImageAnnotation(regions(panel), low[0], low[1], high[0] - low[0], high[1] - low[1], true),
                Layer.BACKGROUND);
        var domainAxis = new NumberAxis(inputNames.get(0));
        domainAxis.setRange(low[0], high[0]);
        var plot = new XYPlot(points, domainAxis, null, renderer);
        if (!alone) {
            plot.addAnnotation(heading(panel.title()));
        }
        return plot;
    }

    private static String named(String className) {
        return className.chars().allMatch(Character::isDigit) ? "class " + className : Cells.shortened(className);
    }

    private static XYTitleAnnotation heading(String text) {
        var title = new TextTitle(text, Png.LABEL);
        title.setBackgroundPaint(Color.WHITE);
        title.setPadding(2, 8, 2, 8);
        return new XYTitleAnnotation(0.5, 0.985, title, RectangleAnchor.TOP);
    }

    /** The plane colored by the class that each place is given. */
    private BufferedImage regions(Panel panel) {
        var inputs = new double[GRID * GRID * 2];
        for (int place = 0; place < GRID * GRID; place++) {
            inputs[2 * place] = low[0] + (place % GRID + 0.5) / GRID * (high[0] - low[0]);
            inputs[2 * place + 1] = high[1] - (place / GRID + 0.5) / GRID * (high[1] - low[1]);
        }
        standardization.ifPresent(applied -> standardize(applied, inputs));
        double[] outputs = panel.outputs().apply(GRID * GRID, inputs);
        int units = panel.network().outputs();
        var image = new BufferedImage(GRID, GRID, BufferedImage.TYPE_INT_RGB);
        for (int place = 0; place < GRID * GRID; place++) {
            int label = panel.network().predict(outputs, place * units);
            image.setRGB(place % GRID, place / GRID, Palette.light(label).getRGB());
        }
        return image;
    }

    private static void standardize(Standardization applied, double[] inputs) {
        for (int place = 0; place < inputs.length; place += 2) {
            double[] point = {inputs[place], inputs[place + 1]};
            applied.applyInPlace(point);
            System.arraycopy(point, 0, inputs, place, 2);
        }
    }
}

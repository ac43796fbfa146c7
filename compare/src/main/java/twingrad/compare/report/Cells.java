package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;

/** A table of colored cells as a chart: its columns named below, its rows at the left, the first row on top. */
final class Cells {

    /**
     * One cell.
     *
     * @param ground its color
     * @param lines what is written in it, from the top
     */
    record Cell(Color ground, List<String> lines) {}

    /**
     * What the columns or the rows are.
     *
     * @param title of all of them
     * @param names one each
     */
    record Heads(String title, List<String> names) {}

    /** A name is cut beyond so many letters. */
    private static final int NAME = 28;

    private static final int LARGEST_LETTERS = 15;

    /** Cells at least so high, in pixels, have a line between them. */
    private static final int SEPARATED = 20;

    private static final Stroke HAIR = new BasicStroke(1);

    private static final Color BETWEEN = new Color(0xE4E4E4);

    private final List<List<Cell>> rows;
    private final int cellHeight;

    private Cells(List<List<Cell>> rows, int cellHeight) {
        this.rows = rows;
        this.cellHeight = cellHeight;
    }

    /** The table; {@code width} and {@code height} are a cell's, in pixels. */
    static JFreeChart chart(
            String title, Heads columnHeads, Heads rowHeads, List<List<Cell>> rows, int width, int height) {
        var table = new Cells(rows, height);
        var names = new ArrayList<String>(rowHeads.names());
        Collections.reverse(names);
        var plot = new XYPlot(
                new XYSeriesCollection(),
                axis(columnHeads.title(), columnHeads.names(), width),
                axis(rowHeads.title(), names, Integer.MAX_VALUE),
                new XYLineAndShapeRenderer());
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        table.fill(plot);
        table.separate(plot);
        var chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        Png.dress(chart);
        return chart;
    }

    /** What the colors mean, beside a chart: {@code axis} names it. */
    static void explain(JFreeChart chart, ColorScale scale, NumberAxis axis) {
        axis.setLabelFont(Png.LABEL);
        axis.setTickLabelFont(Png.TICK);
        var legend = new PaintScaleLegend(scale, axis);
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setStripWidth(18);
        legend.setSubdivisionCount(200);
        legend.setMargin(new RectangleInsets(20, 16, 20, 4));
        chart.addSubtitle(legend);
    }

    /** A name that leaves room for others: its middle is cut, since classes often begin alike. */
    static String shortened(String name) {
        if (name.length() <= NAME) {
            return name;
        }
        int end = NAME / 3;
        return name.substring(0, NAME - 1 - end) + "…" + name.substring(name.length() - end);
    }

    /** Names along an axis; upright where one is wider than the room it has, in pixels. */
    static SymbolAxis axis(String title, List<String> fullNames, int room) {
        List<String> names = fullNames.stream().map(Cells::shortened).toList();
        var axis = new SymbolAxis(title, names.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, names.size() - 0.5);
        axis.setVerticalTickLabels(names.stream().anyMatch(name -> Png.width(name, Png.TICK) > room - 4));
        return axis;
    }

    private void fill(XYPlot plot) {
        int columns = rows.get(0).size();
        var grounds = new BufferedImage(columns, rows.size(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                Cell cell = rows.get(row).get(column);
                grounds.setRGB(column, row, cell.ground().getRGB());
                write(plot, cell, row, column);
            }
        }
        plot.getRenderer()
                .addAnnotation(
                        new XYDataImageAnnotation(grounds, -0.5, -0.5, columns, rows.size(), false), Layer.BACKGROUND);
    }

    /** Lines between the cells, where cells are more than a few pixels. */
    private void separate(XYPlot plot) {
        int columns = rows.get(0).size();
        if (cellHeight < SEPARATED) {
            return;
        }
        for (int column = 1; column < columns; column++) {
            plot.addAnnotation(
                    new XYLineAnnotation(column - 0.5, -0.5, column - 0.5, rows.size() - 0.5, HAIR, BETWEEN));
        }
        for (int row = 1; row < rows.size(); row++) {
            plot.addAnnotation(new XYLineAnnotation(-0.5, row - 0.5, columns - 0.5, row - 0.5, HAIR, BETWEEN));
        }
    }

    private void write(XYPlot plot, Cell cell, int row, int column) {
        int lines = cell.lines().size();
        int letters = Math.min(LARGEST_LETTERS, cellHeight * 2 / 3 / Math.max(2, lines));
        double step = letters * 1.25 / cellHeight;
        for (int line = 0; line < lines; line++) {
            double y = rows.size() - 1 - row - (line - (lines - 1) / 2.0) * step;
            var text = new XYTextAnnotation(cell.lines().get(line), column, y);
            text.setFont(new Font(Font.SANS_SERIF, line == 0 ? Font.BOLD : Font.PLAIN, letters));
            text.setPaint(ColorScale.ink(cell.ground()));
            plot.addAnnotation(text);
        }
    }
}

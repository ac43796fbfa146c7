package twingrad.compare.report;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeriesCollection;

/** Small images in rows, each with a few words below it, at whole multiples of their pixels. */
final class Tiles {

    /**
     * One image.
     *
     * @param image as large as the others
     * @param lines what is said of it, from the top
     */
    record Tile(BufferedImage image, List<String> lines) {}

    /** Pixels between tiles. */
    private static final int GAP = 12;

    /** Height of a line of letters, in pixels. */
    private static final int LINE = 16;

    private static final Font LETTERS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final List<Tile> tiles;
    private final int columns;
    private final int scale;
    private final int pitchAcross;
    private final int pitchDown;

    /**
     * A grid of tiles.
     *
     * @param side about how many pixels an image's longer side gets
     */
    Tiles(List<Tile> tiles, int columns, int side) {
        this.tiles = tiles;
        this.columns = Math.min(columns, tiles.size());
        BufferedImage first = tiles.get(0).image();
        scale = Math.max(1, side / Math.max(first.getWidth(), first.getHeight()));
        int letters = (int) Math.ceil(tiles.stream()
                .flatMap(tile -> tile.lines().stream())
                .mapToDouble(line -> Png.width(line, LETTERS))
                .max()
                .orElse(0));
        pitchAcross = Math.max(first.getWidth() * scale, letters) + GAP;
        pitchDown = first.getHeight() * scale + tiles.get(0).lines().size() * LINE + GAP;
    }

    int width() {
        return columns * pitchAcross;
    }

    int height() {
        return (tiles.size() + columns - 1) / columns * pitchDown;
    }

    /** The grid as a chart; its plot measures {@link #width} times {@link #height}, a pixel a unit. */
    JFreeChart chart(String title) {
        var plot = new XYPlot(new XYSeriesCollection(), axis(width()), axis(height()), new XYLineAndShapeRenderer());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        for (int i = 0; i < tiles.size(); i++) {
            put(plot, tiles.get(i), i % columns * pitchAcross, height() - i / columns * pitchDown);
        }
        var chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        Png.dress(chart);
        return chart;
    }

    private static NumberAxis axis(int length) {
        var axis = new NumberAxis();
        axis.setRange(0, length);
        axis.setVisible(false);
        return axis;
    }

    private void put(XYPlot plot, Tile tile, int left, int top) {
        int width = tile.image().getWidth() * scale;
        int height = tile.image().getHeight() * scale;
        int x = left + (pitchAcross - width) / 2;
        int y = top - GAP / 2 - height;
        plot.addAnnotation(new XYDataImageAnnotation(tile.image(), x, y, width, height));
        for (int line = 0; line < tile.lines().size(); line++) {
            var text = new XYTextAnnotation(tile.lines().get(line), left + pitchAcross / 2.0, y - 2 - line * LINE);
            text.setFont(LETTERS);
            text.setTextAnchor(TextAnchor.TOP_CENTER);
            plot.addAnnotation(text);
        }
    }
}

package twingrad.compare.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import twingrad.compare.files.WholeFile;

/** One look and one size for every chart. */
final class Png {

    static final int WIDTH = 1000;
    static final int HEIGHT = 600;

    /** The font of whatever names an axis, a curve or a panel. */
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

    /** The font of an axis' numbers. */
    static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private Png() {}

    /** How wide a text is, in pixels. */
    static double width(String text, Font font) {
        return font.getStringBounds(text, new FontRenderContext(null, true, true))
                .getWidth();
    }

    /** Thin grid, letters that can be read at 100 %, on white. */
    static void dress(JFreeChart chart) {
        chart.setPadding(new RectangleInsets(8, 4, 4, 20));
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(LABEL);
        }
        dress(chart.getXYPlot());
        ChartTheme.LIGHT.dress(chart);
    }

    /** The same letters for a plot within a chart. */
    static void dress(XYPlot plot) {
        dress(plot.getDomainAxis());
        dress(plot.getRangeAxis());
    }

    private static void dress(ValueAxis axis) {
        if (axis != null) {
            axis.setLabelFont(LABEL);
            axis.setTickLabelFont(TICK);
        }
    }

    /** Writes a chart in the usual size. */
    static void save(Path file, JFreeChart chart) {
        save(file, chart, WIDTH, HEIGHT);
    }

    /** Writes a chart in a size of its own, in pixels. */
    static void save(Path file, JFreeChart chart, int width, int height) {
        save(file, chart.createBufferedImage(width, height));
    }

    /** Writes a picture, whole or not at all. */
    static void save(Path file, BufferedImage image) {
        WholeFile.write(file, encoded(image));
    }

    /** A picture as a PNG file holds it; made in memory alone, where Java's own way would need room on a disk. */
    static byte[] encoded(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("picture: expected one that can be encoded, got " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }
}

package twingrad.compare.report;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Base64;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;

/** A finished chart: written as a PNG file, or set into a page, light and dark. */
public final class Picture {

    /** Pixels of the picture to one of the page, so that letters are sharp on a fine screen and on paper. */
    private static final int FINENESS = 2;

    private final JFreeChart chart;
    private final int width;
    private final int height;

    Picture(JFreeChart chart, int width, int height) {
        this.chart = chart;
        this.width = width;
        this.height = height;
    }

    /** A chart whose plot has just this size, in pixels: what stands around it depends on names and letters. */
    static Picture around(JFreeChart chart, int plotWidth, int plotHeight) {
        int width = plotWidth;
        int height = plotHeight;
        // The second time, since a title that is broken into lines is higher.
        for (int round = 0; round < 3; round++) {
            var drawn = new ChartRenderingInfo();
            chart.createBufferedImage(width + 1, height + 1, drawn);
            Rectangle2D plot = drawn.getPlotInfo().getDataArea();
            width += plotWidth - (int) Math.round(plot.getWidth());
            height += plotHeight - (int) Math.round(plot.getHeight());
        }
        return new Picture(chart, width, height);
    }

    JFreeChart chart() {
        return chart;
    }

    /** What it shows. */
    public String title() {
        return chart.getTitle().getText();
    }

    /** Writes it as PNG, on white. */
    public void save(Path file) {
        ChartTheme.LIGHT.dress(chart);
        Png.save(file, chart, width, height);
    }

    /** Its width in pixels of the page: smaller than a file, its letters as large. */
    int pageWidth() {
        return width * 4 / 5;
    }

    int pageHeight() {
        return height * 4 / 5;
    }

    /** The picture as a {@code data:} address. */
    String address(ChartTheme theme) {
        theme.dress(chart);
        BufferedImage image = chart.createBufferedImage(
                FINENESS * pageWidth(), FINENESS * pageHeight(), pageWidth(), pageHeight(), null);
        ChartTheme.LIGHT.dress(chart);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encoded(image));
    }
}

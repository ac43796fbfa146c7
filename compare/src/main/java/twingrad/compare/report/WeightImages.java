package twingrad.compare.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import twingrad.compare.report.Tiles.Tile;
import twingrad.datasets.ImageSize;

/**
 * What each unit of the first layer looks for: its weights as an image, one a pixel of the input. Red where a bright
 * pixel drives the unit up, blue where it drives it down, white where it does not matter; one scale for all units.
 */
public final class WeightImages {

    /** At most so many units are shown, the first ones. */
    private static final int SHOWN = 64;

    /** About how many pixels a unit's longer side gets. */
    private static final int SIDE = 100;

    private WeightImages() {}

    /**
     * The images. IllegalArgumentException unless the weight has a number for each pixel of each unit.
     *
     * @param weight (units x pixels), row-major
     */
    public static Picture of(String title, double[] weight, int units, ImageSize size) {
        if (units < 1 || weight.length != (long) units * size.pixels()) {
            throw new IllegalArgumentException("weights: expected " + size + " numbers for each of " + units
                    + " units, at least 1, got " + weight.length);
        }
        int shown = Math.min(units, SHOWN);
        double extent = IntStream.range(0, shown * size.pixels())
                .mapToDouble(i -> Math.abs(weight[i]))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        ColorScale scale = ColorScale.diverging(extent > 0 ? extent : 1);
        List<Tile> images = IntStream.range(0, shown)
                .mapToObj(unit -> new Tile(image(weight, unit, size, scale), List.of("unit " + unit)))
                .toList();
        var tiles = new Tiles(images, (int) Math.ceil(Math.sqrt(shown)), SIDE);
        JFreeChart chart = tiles.chart(shown < units ? title + " (" + shown + " of " + units + " units)" : title);
        var axis = new NumberAxis("weight");
        axis.setTickUnit(new RoundTickUnit(scale.high() - scale.low()));
        Cells.explain(chart, scale, axis);
        return Picture.around(chart, tiles.width(), tiles.height());
    }

    private static BufferedImage image(double[] weight, int unit, ImageSize size, ColorScale scale) {
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            double w = weight[unit * size.pixels() + pixel];
            int color = (Double.isFinite(w) ? scale.color(w) : Scores.FAILED).getRGB();
            image.setRGB(pixel % size.width(), pixel / size.width(), color);
        }
        return image;
    }
}

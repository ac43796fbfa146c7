package twingrad.compare.report;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.report.Tiles.Tile;
import twingrad.datasets.Dataset;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/**
 * The images of a set that cost a classifier most: those whose true class it gave the least probability, with both, and
 * the class it gave the most. Some are mislabelled, some no human could read, and some are its own mistakes.
 */
public final class MostWrong {

    private static final int SHOWN = 24;

    private static final int COLUMNS = 6;

    /** About how many pixels an image's longer side gets. */
    private static final int SIDE = 112;

    private final Dataset images;
    private final double[] probabilities;
    private final List<String> classNames;
    private final ImageSize size;
    private final Optional<Standardization> standardization;

    private MostWrong(
            Dataset images,
            double[] probabilities,
            List<String> classNames,
            ImageSize size,
            Optional<Standardization> standardization) {
        this.images = images;
        this.probabilities = probabilities;
        this.classNames = classNames;
        this.size = size;
        this.standardization = standardization;
    }

    /**
     * The picture. IllegalArgumentException unless there is an image, and a probability for each image and class.
     *
     * @param probabilities (m x C), row-major
     * @param classNames what to call the C classes, in order
     * @param standardization what was applied to the images: they are shown as they were before
     */
    public static Picture of(
            String title,
            Dataset images,
            double[] probabilities,
            List<String> classNames,
            ImageSize size,
            Optional<Standardization> standardization) {
        int classes = classNames.size();
        if (images.size() == 0 || images.features() != size.pixels()) {
            throw new IllegalArgumentException(
                    "most wrong: expected at least 1 image of " + size + " pixels, got " + images);
        }
        if (probabilities.length != (long) images.size() * classes || images.classes() > classes) {
            throw new IllegalArgumentException("most wrong: expected a probability for each of " + images.classes()
                    + " classes of " + images.size() + " images, got " + probabilities.length + " for " + classNames);
        }
        var wrong = new MostWrong(images, probabilities, classNames, size, standardization);
        List<Tile> tiles = wrong.rows().stream().limit(SHOWN).map(wrong::tile).toList();
        var grid = new Tiles(tiles, COLUMNS, SIDE);
        return Picture.around(grid.chart(title), grid.width(), grid.height());
    }

    /** The images, those of the least probable true class first; what is not finite is the worst. */
    private List<Integer> rows() {
        return IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> {
                    double p = ofTrueClass(row);
                    return Double.isNaN(p) ? -1 : p;
                }))
                .toList();
    }

    private double probability(int row, int label) {
        return probabilities[row * classNames.size() + label];
    }

    private double ofTrueClass(int row) {
        return probability(row, images.label(row));
    }

    private int predicted(int row) {
        int best = 0;
        for (int label = 1; label < classNames.size(); label++) {
            best = probability(row, label) > probability(row, best) ? label : best;
        }
        return best;
    }

    private Tile tile(int row) {
        int predicted = predicted(row);
        return new Tile(
                image(row),
                List.of(
                        "true " + said(row, images.label(row)),
                        predicted == images.label(row) ? "predicted: right" : "predicted " + said(row, predicted)));
    }

    private String said(int row, int label) {
        return Cells.shortened(classNames.get(label)) + ": " + Numbers.percent(probability(row, label));
    }

    private BufferedImage image(int row) {
        var pixels = new double[size.pixels()];
        images.copyInputs(row, pixels, 0);
        standardization.ifPresent(applied -> applied.undoInPlace(pixels));
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            int gray = (int) Math.round(255 * Math.min(Math.max(pixels[pixel], 0), 1));
            image.setRGB(pixel % size.width(), pixel / size.width(), gray * 0x010101);
        }
        return image;
    }
}

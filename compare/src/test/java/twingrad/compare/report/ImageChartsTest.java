package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.datasets.Dataset;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/** The charts that are grids of small images. */
class ImageChartsTest {

    /** Higher than wide, so that a transposition would show. */
    private static final ImageSize SIZE = new ImageSize(3, 2);

    private static final Dataset IMAGES = Dataset.of(
            "images",
            new double[][] {{0, 1, 0.5, 0, 0, 1}, {1, 1, 1, 1, 1, 1}, {0.25, 0, 0, 0, 0, 0}},
            new int[] {0, 1, 1},
            2);

    private static List<String> captions(Picture picture) {
        var captions = new ArrayList<String>();
        for (Object annotation : picture.chart().getXYPlot().getAnnotations()) {
            if (annotation instanceof XYTextAnnotation text) {
                captions.add(text.getText());
            }
        }
        return captions;
    }

    private static BufferedImage drawn(Picture picture, Path folder) throws IOException {
        Path file = folder.resolve("images.png");
        picture.save(file);
        return ImageIO.read(file.toFile());
    }

    /** Where the plot begins in a drawn picture. */
    private static java.awt.Point corner(Picture picture, BufferedImage image) {
        var info = new ChartRenderingInfo();
        picture.chart().createBufferedImage(image.getWidth(), image.getHeight(), info);
        var plot = info.getPlotInfo().getDataArea();
        return new java.awt.Point((int) Math.round(plot.getX()), (int) Math.round(plot.getY()));
    }

    @Test
    void a_unit_s_weights_are_its_pixels_blue_below_0_and_red_above_on_one_scale(@TempDir Path folder)
            throws IOException {
        double[] weight = {0, 1, -2, 0.5, 0, 0, 0, 0, 0, 0, 0, 2};

        Picture picture = WeightImages.of("two units", weight, 2, SIZE);

        assertThat(captions(picture)).containsExactly("unit 0", "unit 1");
        ColorScale scale = ColorScale.diverging(2);
        BufferedImage image = drawn(picture, folder);
        var corner = corner(picture, image);
        // 33 pixels a weight: 100 pixels for the longer side, of 3.
        int left = corner.x + 6;
        int top = corner.y + 6;
        for (int pixel = 0; pixel < 6; pixel++) {
            int x = left + pixel % 2 * 33 + 16;
            int y = top + pixel / 2 * 33 + 16;
            assertThat(image.getRGB(x, y))
                    .as("weight %d", pixel)
                    .isEqualTo(scale.color(weight[pixel]).getRGB());
        }
        assertThat(scale.color(-2).getBlue()).isGreaterThan(scale.color(-2).getRed());
        assertThat(scale.color(2).getRed()).isGreaterThan(scale.color(2).getBlue());
    }

    @Test
    void of_many_units_64_are_shown_and_the_title_says_so() {
        Picture many = WeightImages.of("first layer", new double[100 * 6], 100, SIZE);

        assertThat(captions(many)).hasSize(64);
        assertThat(many.title()).isEqualTo("first layer (64 of 100 units)");
        assertThat(WeightImages.of("one", new double[] {Double.NaN, 0, 0, 0, 0, 1}, 1, SIZE)
                        .title())
                .isEqualTo("one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightImages.of("short", new double[11], 2, SIZE))
                .withMessage("weights: expected 3x2 numbers for each of 2 units, at least 1, got 11");
    }

    @Test
    void the_least_probable_true_class_comes_first_with_what_it_was_taken_for(@TempDir Path folder) throws IOException {
        double[] probabilities = {0.9, 0.1, 0.99997, 0.00003, 0.6, 0.4};

        Picture picture = wrong(IMAGES, probabilities, Optional.empty());

        assertThat(captions(picture))
                .containsExactly(
                        "true dog: 0.0030 %",
                        "predicted cat: 100.0 %",
                        "true dog: 40.0 %",
                        "predicted cat: 60.0 %",
                        "true cat: 90.0 %",
                        "predicted: right");
        BufferedImage image = drawn(picture, folder);
        assertThat(grays(picture, image, 0)).containsExactly(255, 255, 255, 255, 255, 255);
        assertThat(grays(picture, image, 1)).containsExactly(64, 0, 0, 0, 0, 0);
        assertThat(grays(picture, image, 2)).containsExactly(0, 255, 128, 0, 0, 255);
    }

    /** The grays of the pixels of a tile in the first row, line by line. */
    private static int[] grays(Picture picture, BufferedImage image, int tile) {
        var corner = corner(picture, image);
        int pitch = (int) Math.round(picture.chart().getXYPlot().getDomainAxis().getUpperBound()) / 3;
        int side = 112 / 3;
        var grays = new int[6];
        for (int pixel = 0; pixel < 6; pixel++) {
            int x = corner.x + tile * pitch + (pitch - 2 * side) / 2 + pixel % 2 * side + side / 2;
            int y = corner.y + 6 + pixel / 2 * side + side / 2;
            grays[pixel] = image.getRGB(x, y) & 0xFF;
        }
        return grays;
    }

    @Test
    void standardized_images_are_shown_as_they_were(@TempDir Path folder) throws IOException {
        Standardization standardization = Standardization.of(IMAGES);
        double[] probabilities = {0.1, 0.9, 0.2, 0.8, 0.3, 0.7};

        Picture picture = wrong(standardization.apply(IMAGES), probabilities, Optional.of(standardization));

        assertThat(captions(picture)).startsWith("true cat: 10.0 %");
        assertThat(grays(picture, drawn(picture, folder), 0)).containsExactly(0, 255, 128, 0, 0, 255);
    }

    @Test
    void a_probability_that_is_not_a_number_is_the_worst_of_all() {
        assertThat(captions(wrong(IMAGES, new double[] {0.9, 0.1, 0.9, 0.1, Double.NaN, Double.NaN}, Optional.empty())))
                .startsWith("true dog: NaN", "predicted cat: NaN");
    }

    @Test
    void what_is_no_image_or_has_no_probability_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong(IMAGES.slice(0, 0), new double[0], Optional.empty()))
                .withMessageStartingWith("most wrong: expected at least 1 image of 3x2 pixels, got images: 0 samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wrong(IMAGES, new double[5], Optional.empty()))
                .withMessage("most wrong: expected a probability for each of 2 classes of 3 images, got 5 for"
                        + " [cat, dog]");
    }

    private static Picture wrong(Dataset images, double[] probabilities, Optional<Standardization> standardization) {
        return MostWrong.of("wrong", images, probabilities, List.of("cat", "dog"), SIZE, standardization);
    }
}

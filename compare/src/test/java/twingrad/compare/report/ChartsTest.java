package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.data.Splits;
import twingrad.compare.report.BoundaryChart.Panel;
import twingrad.datasets.Dataset;
import twingrad.datasets.Standardization;
import twingrad.datasets.ToyDatasets;

class ChartsTest {

    private static final List<Curve> CURVES = List.of(
            Curve.byEpoch("scalar", new double[] {1, 0.5, 0.01}),
            Curve.byEpoch("tensor-f64", new double[] {1, 0.4, 0.02}));

    @Test
    void the_same_curves_give_the_same_bytes(@TempDir Path folder) throws IOException {
        LossChart.save(folder.resolve("a.png"), "twice", CURVES);
        LossChart.save(folder.resolve("b.png"), "twice", CURVES);

        assertThat(Files.readAllBytes(folder.resolve("a.png"))).isEqualTo(Files.readAllBytes(folder.resolve("b.png")));
    }

    @Test
    void axes_are_labelled_and_wide_spans_are_logarithmic() {
        JFreeChart wide = LossChart.chart("wide", CURVES);
        JFreeChart narrow = LossChart.chart("narrow", List.of(Curve.byEpoch("scalar", new double[] {1, 0.5})));

        assertThat(wide.getXYPlot().getDomainAxis().getLabel()).isEqualTo("epoch");
        assertThat(wide.getXYPlot().getRangeAxis()).isInstanceOf(PowerAxis.class);
        assertThat(wide.getXYPlot().getRangeAxis().getLabel()).isEqualTo("training loss (nats a sample, log scale)");
        assertThat(wide.getXYPlot().getLegendItems().getItemCount()).isEqualTo(2);
        assertThat(narrow.getXYPlot().getRangeAxis()).isNotInstanceOf(PowerAxis.class);
        assertThat(narrow.getXYPlot().getRangeAxis().getLabel()).isEqualTo("training loss (nats a sample)");
    }

    @Test
    void a_loss_that_is_zero_or_not_a_number_still_draws(@TempDir Path folder) {
        Path file = folder.resolve("odd.png");

        LossChart.save(file, "odd", List.of(Curve.byEpoch("diverged", new double[] {1, 0, Double.NaN, 1e300})));

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void the_plane_shows_the_class_of_each_place(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("xor.png");
        Dataset xor = ToyDatasets.xor();
        Network network = Network.classifier(xor, List.of(2), Activation.TANH);

        Panel panel = new Panel("by hand", network, ChartsTest::rightOfHalf);
        BoundaryChart.picture("left against right", xor, List.of(panel)).save(file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(new Color(image.getRGB(200, 250))).isEqualTo(Palette.light(0));
        assertThat(new Color(image.getRGB(420, 250))).isEqualTo(Palette.light(1));
    }

    private static double[] rightOfHalf(int rows, double[] inputs) {
        var outputs = new double[rows];
        for (int row = 0; row < rows; row++) {
            outputs[row] = inputs[2 * row] - 0.5;
        }
        return outputs;
    }

    @Test
    void standardized_samples_are_shown_in_their_own_units_with_their_classes_names() {
        Dataset raw =
                Dataset.of("cars", new double[][] {{1, 10_000}, {3, 30_000}, {2, 50_000}}, new int[] {0, 1, 0}, 2);
        Standardization standardization = Standardization.of(raw);
        Network network = Network.classifier(raw, List.of(2), Activation.TANH);
        var asked = new ArrayList<double[]>();

        Picture picture = BoundaryChart.picture(
                "cars",
                new Splits(
                        standardization.apply(raw),
                        Optional.empty(),
                        raw,
                        Optional.of(standardization),
                        List.of("0", "estate"),
                        List.of("doors", "price", "kind"),
                        Optional.empty(),
                        List.of()),
                List.of(new Panel("any", network, (rows, inputs) -> {
                    asked.add(inputs);
                    return new double[rows];
                })));

        XYPlot plot = ((CombinedRangeXYPlot) picture.chart().getXYPlot())
                .getSubplots()
                .get(0);
        assertThat(plot.getDataset().getXValue(1, 0)).isCloseTo(3, within(1e-9));
        assertThat(plot.getDataset().getYValue(1, 0)).isCloseTo(30_000, within(1e-6));
        assertThat(picture.chart().getXYPlot().getRangeAxis().getRange().getLength())
                .isGreaterThan(40_000);
        assertThat(plot.getDomainAxis().getRange().getLength()).isLessThan(3);
        assertThat(DoubleStream.of(asked.get(0))).allMatch(input -> Math.abs(input) < 3);
        assertThat(plot.getLegendItems().get(0).getLabel()).isEqualTo("class 0");
        assertThat(plot.getLegendItems().get(1).getLabel()).isEqualTo("estate");
        assertThat(plot.getDomainAxis().getLabel()).isEqualTo("doors");
        assertThat(picture.chart().getXYPlot().getRangeAxis().getLabel()).isEqualTo("price");
    }

    @ParameterizedTest(name = "{0} classes")
    @CsvSource(
            delimiter = '|',
            value = {
                "5  | true  | plane",
                "6  | true  | 'plane (6 classes, colors repeat, shapes differ)'",
                "31 | false | 'plane (31 classes, colors repeat, no legend)'",
            })
    void classes_that_cannot_be_told_apart_have_no_legend(int classes, boolean hasLegend, String title) {
        double[][] inputs = IntStream.range(0, classes)
                .mapToObj(row -> new double[] {row, row % 3})
                .toArray(double[][]::new);
        Dataset data = Dataset.of("many", inputs, IntStream.range(0, classes).toArray(), classes);
        Network network = Network.classifier(data, List.of(2), Activation.TANH);

        Picture picture = BoundaryChart.picture(
                "plane", data, List.of(new Panel("zero", network, (rows, in) -> new double[rows * classes])));

        assertThat(picture.chart().getLegend() != null).isEqualTo(hasLegend);
        assertThat(picture.chart().getTitle().getText()).isEqualTo(title);
    }

    @Test
    void thirty_classes_differ_in_color_or_shape() {
        var looks = new HashSet<List<Object>>();
        for (int label = 0; label < 30; label++) {
            looks.add(List.of(Palette.color(label), Palette.shape(label)));
        }

        assertThat(looks).hasSize(30);
    }

    @Test
    void samples_without_an_extent_are_drawn(@TempDir Path folder) {
        Dataset point = Dataset.of("point", new double[][] {{3, 0}, {3, 0}}, new int[] {0, 1}, 2);
        Network network = Network.classifier(point, List.of(2), Activation.TANH);
        Path file = folder.resolve("point.png");

        BoundaryChart.picture("one place", point, List.of(new Panel("zero", network, (rows, in) -> new double[rows])))
                .save(file);

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void more_than_a_plane_is_refused() {
        Dataset cube = Dataset.of("cube", new double[][] {{0, 0, 0}}, new int[] {0}, 2);

        assertThatThrownBy(() -> BoundaryChart.picture("cube", cube, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("boundary: expected samples of 2 inputs, got 3 in cube");
    }

    @Test
    void a_picture_that_cannot_be_written_is_told_by_name(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("loss.png");

        assertThatThrownBy(() -> LossChart.save(file, "nowhere", CURVES))
                .hasMessage(file + ": expected the folder " + file.getParent() + " to write it into, got none");
    }
}

package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.report.HeatMap.Axis;
import twingrad.compare.report.HeatMap.Measure;
import twingrad.compare.report.HeatMap.Trial;
import twingrad.compare.training.Confusion;

/** The charts that are tables of colored cells. */
class CellChartsTest {

    private static final Axis RATE = Axis.numbers("learning rate");

    private static final Axis HIDDEN = Axis.choices("hidden", List.of("4", "16,16"));

    private static final Measure ACCURACY = new Measure("dev accuracy", true);

    /** Two columns of an odd one out: not square, so that a transposition would show. */
    private static final List<Trial> GRID = List.of(
            new Trial(0.001, 0, 0.5),
            new Trial(0.01, 0, 0.75),
            new Trial(0.1, 0, Double.NaN),
            new Trial(0.001, 1, 0.6),
            new Trial(0.01, 1, 0.9),
            new Trial(0.1, 1, Double.POSITIVE_INFINITY));

    /** What is written in the cells, as {@code text at column, row from the top}. */
    private static List<String> written(Picture picture, int rows) {
        var written = new ArrayList<String>();
        for (Object annotation : picture.chart().getXYPlot().getAnnotations()) {
            if (annotation instanceof XYTextAnnotation text) {
                written.add(text.getText() + " at " + Math.round(text.getX()) + ", "
                        + (rows - 1 - Math.round(text.getY())));
            }
        }
        return written;
    }

    private static List<String> names(Object axis) {
        return List.of(((SymbolAxis) axis).getSymbols());
    }

    /** The color of a cell, near its upper left corner, where nothing is written. */
    private static Color color(Picture picture, Path folder, int columns, int rows, int column, int row)
            throws IOException {
        Path file = folder.resolve("cells.png");
        picture.save(file);
        BufferedImage image = ImageIO.read(file.toFile());
        var drawn = new ChartRenderingInfo();
        picture.chart().createBufferedImage(image.getWidth(), image.getHeight(), drawn);
        Rectangle2D plot = drawn.getPlotInfo().getDataArea();
        return new Color(image.getRGB((int) (plot.getX() + (column + 0.1) * plot.getWidth() / columns), (int)
                (plot.getY() + (row + 0.1) * plot.getHeight() / rows)));
    }

    @Test
    void a_confusion_says_count_and_share_of_the_true_class_the_first_class_on_top(@TempDir Path folder)
            throws IOException {
        Confusion confusion = Confusion.of(3, new int[] {0, 0, 0, 0, 1, 2}, new int[] {0, 0, 0, 1, 1, 0});

        Picture picture = ConfusionChart.of("three", confusion, List.of("a", "b", "c"));

        assertThat(written(picture, 3))
                .containsExactlyInAnyOrder(
                        "3 at 0, 0",
                        "75.0 % at 0, 0",
                        "1 at 1, 0",
                        "25.0 % at 1, 0",
                        "1 at 1, 1",
                        "100.0 % at 1, 1",
                        "1 at 0, 2",
                        "100.0 % at 0, 2");
        XYPlot plot = picture.chart().getXYPlot();
        assertThat(names(plot.getDomainAxis())).containsExactly("a", "b", "c");
        assertThat(names(plot.getRangeAxis())).containsExactly("c", "b", "a");
        assertThat(plot.getDomainAxis().getLabel()).isEqualTo("predicted class");
        assertThat(plot.getRangeAxis().getLabel()).isEqualTo("true class");
        assertThat(color(picture, folder, 3, 3, 0, 0))
                .isEqualTo(ColorScale.shares().color(0.75));
        assertThat(color(picture, folder, 3, 3, 1, 0))
                .isEqualTo(ColorScale.shares().color(0.25));
        assertThat(color(picture, folder, 3, 3, 0, 2))
                .isEqualTo(ColorScale.shares().color(1));
        assertThat(color(picture, folder, 3, 3, 2, 2)).isEqualTo(Color.WHITE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 17, 40, 41})
    void a_confusion_of_any_number_of_classes_has_room_for_its_letters(int classes) {
        int[] labels = IntStream.range(0, classes).toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();

        Picture picture = ConfusionChart.of("any", Confusion.of(classes, labels, labels), names);

        int lines = classes <= 16 ? 2 : classes <= 40 ? 1 : 0;
        assertThat(written(picture, classes)).hasSize(lines * classes);
        for (Object annotation : picture.chart().getXYPlot().getAnnotations()) {
            if (annotation instanceof XYTextAnnotation text) {
                assertThat(text.getFont().getSize()).isGreaterThanOrEqualTo(10);
            }
        }
    }

    @Test
    void long_names_are_cut_in_the_middle_and_stand_upright_below() {
        List<String> names = List.of("Iris setosa of the northern shore", "Iris setosa of the southern coast", "c");

        XYPlot plot = ConfusionChart.of("long", Confusion.of(3, new int[] {0}, new int[] {1}), names)
                .chart()
                .getXYPlot();
        XYPlot brief = ConfusionChart.of("brief", Confusion.of(2, new int[] {0}, new int[] {1}), List.of("a", "b"))
                .chart()
                .getXYPlot();

        assertThat(names(plot.getDomainAxis()))
                .containsExactly("Iris setosa of the…ern shore", "Iris setosa of the…ern coast", "c");
        assertThat(plot.getDomainAxis().isVerticalTickLabels()).isTrue();
        assertThat(brief.getDomainAxis().isVerticalTickLabels()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionChart.of("few", Confusion.of(4, new int[0], new int[0]), names))
                .withMessage("confusion: expected a name for each of 4 classes, got " + names);
    }

    @Test
    void a_grid_of_trials_is_cells_with_scores_the_best_named_and_the_failed_shown(@TempDir Path folder)
            throws IOException {
        Picture picture = HeatMap.of("grid", RATE, HIDDEN, ACCURACY, GRID);

        assertThat(written(picture, 2))
                .containsExactlyInAnyOrder(
                        "0.6000 at 0, 0",
                        "0.9000 at 1, 0",
                        "best at 1, 0",
                        "failed at 2, 0",
                        "0.5000 at 0, 1",
                        "0.7500 at 1, 1",
                        "failed at 2, 1");
        assertThat(names(picture.chart().getXYPlot().getDomainAxis())).containsExactly("0.001", "0.01", "0.1");
        assertThat(names(picture.chart().getXYPlot().getRangeAxis())).containsExactly("4", "16,16");
        ColorScale scale = ColorScale.sequential(0.5, 0.9, true);
        assertThat(color(picture, folder, 3, 2, 1, 0)).isEqualTo(scale.color(0.9));
        assertThat(color(picture, folder, 3, 2, 0, 1)).isEqualTo(scale.color(0.5));
        assertThat(color(picture, folder, 3, 2, 2, 0)).isEqualTo(Scores.FAILED);
    }

    @Test
    void of_several_trials_in_a_cell_the_best_shows_and_of_losses_the_lowest_is_the_best() {
        var trials = new ArrayList<>(GRID);
        trials.add(new Trial(0.001, 1, 0.2));
        trials.add(new Trial(0.1, 1, 0.8));

        List<String> losses = written(HeatMap.of("loss", RATE, HIDDEN, new Measure("dev loss", false), trials), 2);
        List<String> accuracies = written(HeatMap.of("accuracy", RATE, HIDDEN, ACCURACY, trials), 2);

        assertThat(losses)
                .contains("0.2000 at 0, 0", "best at 0, 0", "0.8000 at 2, 0")
                .doesNotContain("failed at 2, 0");
        assertThat(accuracies).contains("0.6000 at 0, 0", "best at 1, 0");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {"relu;tanh;sigmoid;leaky-relu | false", "a;b;c;d;e;momentum-averaged | true"})
    void choices_below_dots_stand_upright_where_they_would_touch(String names, boolean areUpright) {
        var choices = Axis.choices("x", List.of(names.split(";")));
        List<Trial> trials = List.of(new Trial(0, 0.1, 0.9), new Trial(1, 0.2, 0.5));

        var below = HeatMap.of("random", choices, RATE, ACCURACY, trials)
                .chart()
                .getXYPlot()
                .getDomainAxis();

        assertThat(names(below)).containsExactly(names.split(";"));
        assertThat(below.isVerticalTickLabels()).isEqualTo(areUpright);
    }

    @Test
    void trials_anywhere_are_dots_at_their_exponents_the_worst_at_the_bottom() {
        List<Trial> trials = List.of(
                new Trial(0.1, 1e-4, 0.9),
                new Trial(0.001, 1e-2, 0.5),
                new Trial(1, 1e-3, Double.NaN),
                new Trial(0.01, 1e-5, 0.7));

        XYPlot plot = HeatMap.of("random", RATE, Axis.numbers("l2"), ACCURACY, trials)
                .chart()
                .getXYPlot();

        assertThat(IntStream.range(0, plot.getSeriesCount())
                        .mapToObj(i -> plot.getDataset().getXValue(i, 0) + " "
                                + plot.getDataset().getYValue(i, 0)))
                .containsExactly("0.0 -3.0", "-3.0 -2.0", "-2.0 -5.0", "-1.0 -4.0", "-1.0 -4.0");
        assertThat(plot.getLegendItems().get(0).getLabel()).isEqualTo("failed");
        assertThat(plot.getLegendItems().get(1).getLabel()).isEqualTo("best: 0.9000");
        assertThat(plot.getLegendItems().getItemCount()).isEqualTo(2);
    }

    @Test
    void one_hyperparameter_one_trial_and_none_that_went_well_are_drawn(@TempDir Path folder) {
        Axis none = Axis.choices("", List.of(""));

        HeatMap.of("row", RATE, none, ACCURACY, GRID.subList(0, 3)).save(folder.resolve("row.png"));
        HeatMap.of("one", RATE, none, ACCURACY, GRID.subList(0, 1)).save(folder.resolve("one.png"));
        HeatMap.of("failed", RATE, HIDDEN, ACCURACY, GRID.subList(2, 3)).save(folder.resolve("failed.png"));

        assertThat(folder.resolve("row.png")).isNotEmptyFile();
        assertThat(folder.resolve("one.png")).isNotEmptyFile();
        assertThat(folder.resolve("failed.png")).isNotEmptyFile();
    }

    @Test
    void no_trial_and_a_place_beside_its_axis_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.of("none", RATE, HIDDEN, ACCURACY, List.of()))
                .withMessage("heat map: expected at least 1 trial, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.of("beside", RATE, HIDDEN, ACCURACY, List.of(new Trial(1, 2, 0))))
                .withMessage("heat map: expected indices from 0 to 1 on the axis hidden, got 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMap.of("nan", RATE, HIDDEN, ACCURACY, List.of(new Trial(Double.NaN, 0, 0))))
                .withMessage("heat map: expected finite numbers on the axis learning rate, got NaN");
    }

    @Test
    void letters_are_black_on_bright_and_white_on_dark() {
        assertThat(ColorScale.ink(new Color(0xFDE725))).isEqualTo(Color.BLACK);
        assertThat(ColorScale.ink(Color.WHITE)).isEqualTo(Color.BLACK);
        assertThat(ColorScale.ink(new Color(0x08488A))).isEqualTo(Color.WHITE);
        assertThat(ColorScale.ink(new Color(0x440154))).isEqualTo(Color.WHITE);
    }
}

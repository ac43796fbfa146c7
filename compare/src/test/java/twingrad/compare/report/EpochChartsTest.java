package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.junit.jupiter.api.Test;
import twingrad.compare.training.EpochReport;

/** The charts that are drawn over epochs. */
class EpochChartsTest {

    private static final List<String> TWO_LAYERS = List.of("first", "second");

    private static EpochReport report(int epoch, double learningRate, double loss, double devLoss, Double... norms) {
        OptionalDouble dev = devLoss > 0 ? OptionalDouble.of(devLoss) : OptionalDouble.empty();
        OptionalDouble devAccuracy = devLoss > 0 ? OptionalDouble.of(0.9) : OptionalDouble.empty();
        return new EpochReport(epoch, epoch, learningRate, loss, 0.8, dev, devAccuracy, 0.7, 1, List.of(norms));
    }

    private static List<EpochReport> epochs(int number, IntFunction<EpochReport> each) {
        return IntStream.rangeClosed(1, number).mapToObj(each).toList();
    }

    private static List<XYPlot> panels(Picture picture) {
        return ((CombinedDomainXYPlot) picture.chart().getXYPlot()).getSubplots();
    }

    private static double[] numbers(XYPlot plot, int series) {
        return IntStream.range(0, plot.getDataset().getItemCount(series))
                .mapToDouble(i -> plot.getDataset().getYValue(series, i))
                .toArray();
    }

    private static List<String> legend(XYPlot plot) {
        return IntStream.range(0, plot.getLegendItems().getItemCount())
                .mapToObj(i -> plot.getLegendItems().get(i).getLabel())
                .toList();
    }

    @SuppressWarnings("unchecked") // JFreeChart gives a raw collection.
    private static List<ValueMarker> marks(XYPlot plot) {
        Collection<ValueMarker> marks = (Collection<ValueMarker>) plot.getDomainMarkers(Layer.FOREGROUND);
        return marks == null ? List.of() : List.copyOf(marks);
    }

    @Test
    void the_history_has_loss_above_and_accuracy_below_with_the_lowest_dev_loss_marked_in_both() {
        double[] dev = {0.9, 0.5, 0.6};
        List<XYPlot> panels = panels(HistoryChart.of("three", epochs(3, e -> report(e, 0.1, 1.0 / e, dev[e - 1]))));

        assertThat(numbers(panels.get(0), 0)).containsExactly(1, 0.5, 1.0 / 3);
        assertThat(numbers(panels.get(0), 1)).containsExactly(dev);
        assertThat(numbers(panels.get(1), 0)).containsExactly(0.8, 0.8, 0.8);
        assertThat(numbers(panels.get(1), 1)).containsExactly(0.9, 0.9, 0.9);
        assertThat(legend(panels.get(1))).containsExactly("train, as met on the way", "dev");
        assertThat(marks(panels.get(0))).singleElement().satisfies(mark -> {
            assertThat(mark.getValue()).isEqualTo(2);
            assertThat(mark.getLabel()).isEqualTo("lowest dev loss: epoch 2");
        });
        assertThat(marks(panels.get(1))).singleElement().returns(2.0, ValueMarker::getValue);
    }

    @Test
    void without_a_dev_set_the_test_set_is_held_against_training_and_no_epoch_is_the_best() {
        List<XYPlot> panels = panels(HistoryChart.of("two", epochs(2, e -> report(e, 0.1, 1.0 / e, 0))));

        assertThat(panels.get(0).getSeriesCount()).isEqualTo(1);
        assertThat(legend(panels.get(1))).containsExactly("train, as met on the way", "test");
        assertThat(numbers(panels.get(1), 1)).containsExactly(0.7, 0.7);
        assertThat(marks(panels.get(0))).isEmpty();
    }

    @Test
    void a_loss_over_decades_stands_at_its_exponent() {
        XYPlot loss = panels(HistoryChart.of("wide", epochs(3, e -> report(e, 0.1, StrictMath.pow(10, -e), 0))))
                .get(0);

        assertThat(loss.getRangeAxis()).isInstanceOf(PowerAxis.class);
        assertThat(loss.getRangeAxis().getLabel()).isEqualTo("loss, log scale");
        assertThat(numbers(loss, 0)).containsExactly(-1, -2, -3);
    }

    @Test
    void a_loss_that_is_not_finite_is_a_gap_with_a_mark_where_it_begins() {
        double[] losses = {2, 9, Double.NaN, Double.POSITIVE_INFINITY};
        XYPlot loss = panels(HistoryChart.of("diverged", epochs(4, e -> report(e, 0.1, losses[e - 1], 0))))
                .get(0);

        assertThat(numbers(loss, 0)).containsExactly(2, 9, Double.NaN, Double.NaN);
        assertThat(marks(loss)).singleElement().satisfies(mark -> {
            assertThat(mark.getValue()).isEqualTo(3);
            assertThat(mark.getLabel()).isEqualTo("not finite from epoch 3");
        });
    }

    @Test
    void a_long_restless_curve_is_smoothed_over_itself_and_a_long_calm_one_is_not() {
        List<EpochReport> restless = epochs(200, e -> report(e, 0.1, 2 + (e % 2 == 0 ? 1 : -1), 0));
        List<EpochReport> calm = epochs(200, e -> report(e, 0.1, 200 - e, 0));

        XYPlot smoothed = panels(HistoryChart.of("restless", restless)).get(0);

        assertThat(smoothed.getSeriesCount()).isEqualTo(2);
        assertThat(numbers(smoothed, 0)).startsWith(1, 3, 1, 3);
        assertThat(numbers(smoothed, 1)[199]).isBetween(1.9, 2.1);
        assertThat(legend(smoothed)).containsExactly("train, as met on the way, smoothed (β = 0.9)");
        assertThat(panels(HistoryChart.of("calm", calm)).get(0).getSeriesCount())
                .isEqualTo(1);
    }

    @Test
    void a_learning_rate_is_linear_until_it_spans_decades() {
        XYPlot narrow = LearningRateChart.of("steps", epochs(3, e -> report(e, 0.1 / e, 1, 0)))
                .chart()
                .getXYPlot();
        XYPlot wide = LearningRateChart.of("powers", epochs(3, e -> report(e, StrictMath.pow(10, -e), 1, 0)))
                .chart()
                .getXYPlot();

        assertThat(narrow.getRangeAxis()).isNotInstanceOf(PowerAxis.class);
        assertThat(numbers(narrow, 0)).containsExactly(0.1, 0.05, 0.1 / 3);
        assertThat(numbers(wide, 0)).containsExactly(-1, -2, -3);
    }

    @Test
    void a_learning_rate_that_stays_for_epochs_changes_in_steps_and_ends_with_the_last_epoch() {
        XYPlot stepped = LearningRateChart.of("steps", epochs(60, e -> report(e, e < 30 ? 0.1 : 0.05, 1, 0)))
                .chart()
                .getXYPlot();
        XYPlot sloped = LearningRateChart.of("cosine", epochs(60, e -> report(e, 0.1 / e, 1, 0)))
                .chart()
                .getXYPlot();

        assertThat(stepped.getRenderer()).isInstanceOf(XYStepRenderer.class);
        assertThat(sloped.getRenderer()).isNotInstanceOf(XYStepRenderer.class);
        assertThat(stepped.getDomainAxis().getUpperBound()).isBetween(60.0, 60.9);
        assertThat(stepped.getDomainAxis().getLowerBound()).isBetween(0.1, 1.0);
    }

    @Test
    void gradient_norms_stand_by_layer_and_a_zero_on_a_line_below_all_others() {
        XYPlot plot = GradientNormChart.of(
                        "norms",
                        epochs(3, e -> report(e, 0.1, 1, 0, StrictMath.pow(10, -e), e == 2 ? 0.0 : 1.0)),
                        TWO_LAYERS)
                .chart()
                .getXYPlot();

        assertThat(legend(plot)).isEqualTo(TWO_LAYERS);
        assertThat(numbers(plot, 0)).containsExactly(-1, -2, -3);
        assertThat(numbers(plot, 1)).containsExactly(0, -4, 0);
        plot.getRangeAxis().setRange(-4.2, 0.2);
        assertThat(((PowerAxis) plot.getRangeAxis()).ticks(TextAnchor.CENTER_RIGHT))
                .extracting(tick -> tick.getText() + " at " + tick.getValue())
                .containsExactly("0 at -4.0", "0.001 at -3.0", "0.01 at -2.0", "0.1 at -1.0", "1 at 0.0");
    }

    @Test
    void a_norm_that_is_not_finite_is_marked_and_all_zeros_still_draw() {
        XYPlot exploded = GradientNormChart.of(
                        "exploded",
                        epochs(2, e -> report(e, 0.1, 1, 0, e == 2 ? Double.POSITIVE_INFINITY : 1.0, 1.0)),
                        TWO_LAYERS)
                .chart()
                .getXYPlot();
        XYPlot still = GradientNormChart.of("still", epochs(2, e -> report(e, 0.1, 1, 0, 0.0, 0.0)), TWO_LAYERS)
                .chart()
                .getXYPlot();

        assertThat(marks(exploded)).singleElement().returns("not finite from epoch 2", ValueMarker::getLabel);
        assertThat(numbers(still, 0)).containsExactly(-1, -1);
    }

    @Test
    void a_training_without_an_epoch_or_with_other_layers_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryChart.of("none", List.of()))
                .withMessage("history: expected at least 1 epoch, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientNormChart.of("one", epochs(1, e -> report(e, 1, 1, 0, 1.0)), TWO_LAYERS))
                .withMessage("gradient norms: expected 2 in epoch 1, one a layer, got 1");
    }
}

package twingrad.compare.report;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import twingrad.compare.report.HeatMap.Measure;
import twingrad.compare.report.HeatMap.Trial;

/** The trials of a {@link HeatMap} and their colors: the brighter, the better; grey if failed. */
final class Scores {

    static final Color FAILED = new Color(0xD9D9D9);

    /** Of all scores where they are equal, so that there is no scale. */
    private static final Color ONLY = new Color(0xFDE725);

    /** From this factor between the largest and the smallest score on, the colors go by powers of 10. */
    private static final double DECADES = 30;

    private final Measure measure;
    private final List<Trial> trials;
    private final boolean logarithmic;
    private final Optional<ColorScale> scale;

    Scores(Measure measure, List<Trial> trials) {
        this.measure = measure;
        this.trials = List.copyOf(trials);
        DoubleSummaryStatistics finite = trials.stream()
                .filter(trial -> !trial.failed())
                .mapToDouble(Trial::score)
                .summaryStatistics();
        logarithmic = finite.getMin() > 0 && finite.getMax() > DECADES * finite.getMin();
        double low = shown(finite.getMin());
        double high = shown(finite.getMax());
        scale = high > low ? Optional.of(ColorScale.sequential(low, high, measure.highIsGood())) : Optional.empty();
    }

    private double shown(double score) {
        return logarithmic ? StrictMath.log10(score) : score;
    }

    List<Trial> trials() {
        return trials;
    }

    Color color(Trial trial) {
        return trial.failed()
                ? FAILED
                : scale.map(colors -> colors.color(shown(trial.score()))).orElse(ONLY);
    }

    /** The better of two; the first if they are as good. */
    Trial better(Trial one, Trial other) {
        return measure.better(other, one) ? other : one;
    }

    /** The first of the best; none if all failed. */
    Optional<Trial> best() {
        return trials.stream().reduce(this::better).filter(trial -> !trial.failed());
    }

    /** The trials in the order in which the better lies over the worse; those that failed come first. */
    List<Trial> worstFirst() {
        return trials.stream()
                .sorted((one, other) -> measure.better(one, other) ? 1 : measure.better(other, one) ? -1 : 0)
                .toList();
    }

    /** Says beside the chart which color is what, where there is more than one. */
    void explain(JFreeChart chart) {
        scale.ifPresent(colors -> {
            NumberAxis axis = logarithmic ? new PowerAxis(measure.name()) : new NumberAxis(measure.name());
            axis.setTickUnit(new RoundTickUnit(colors.high() - colors.low()));
            Cells.explain(chart, colors, axis);
        });
    }
}

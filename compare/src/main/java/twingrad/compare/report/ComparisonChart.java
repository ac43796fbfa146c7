package twingrad.compare.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;

/**
 * Trainings of one network over their epochs, in up to three panels: the loss curves laid over each other; below, how
 * far each loss is from the first curve's, on a log scale; below that, how far its parameters are from the first one's.
 */
public final class ComparisonChart {

    private static final int PANEL = 250;

    private ComparisonChart() {}

    /**
     * The chart. A panel in which there would be nothing to see, since all is equal, is left out.
     *
     * @param losses the first is what the others are compared with
     * @param lossDifferences |loss - the first's| of the others
     * @param parameterDistances ‖θ-θ'‖/(‖θ‖+‖θ'‖) of the others
     */
    public static Picture of(
            String title, List<Curve> losses, List<Curve> lossDifferences, List<Curve> parameterDistances) {
        var combined = new CombinedDomainXYPlot(Curves.epochs());
        combined.setGap(18);
        combined.add(LossChart.plot(losses, null), 3);
        addDistances(combined, "loss difference", losses, lossDifferences);
        addDistances(combined, "parameter distance", losses, parameterDistances);
        var legend = LossChart.plot(losses, null).getLegendItems();
        combined.setFixedLegendItems(legend);
        var chart = new JFreeChart(title, combined);
        combined.getSubplots().forEach(plot -> Png.dress(plot));
        Png.dress(chart);
        int panels = combined.getSubplots().size();
        return new Picture(chart, Png.WIDTH, Png.HEIGHT + (panels - 1) * PANEL - (panels > 1 ? PANEL / 2 : 0));
    }

    private static DoubleStream numbers(List<Curve> curves) {
        return curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y()));
    }

    /** The curves in the colors that they bear above: an empty one stands for each that has none here. */
    private static void addDistances(
            CombinedDomainXYPlot combined, String label, List<Curve> above, List<Curve> distances) {
        if (numbers(distances).anyMatch(y -> y > 0)) {
            List<Curve> colored = above.stream()
                    .map(curve -> distances.stream()
                            .filter(distance -> distance.name().equals(curve.name()))
                            .findFirst()
                            .orElse(new Curve(curve.name(), new double[0], new double[0])))
                    .toList();
            combined.add(Curves.plot(colored, null, PowerAxis.over(label, numbers(distances))), 2);
        }
    }
}

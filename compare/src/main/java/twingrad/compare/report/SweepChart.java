package twingrad.compare.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import twingrad.compare.StepSweep;

/** The U-curve: the error of difference quotients over their step, both on log scales. */
public final class SweepChart {

    private SweepChart() {}

    /** The chart of a sweep. */
    public static Picture of(String title, StepSweep sweep) {
        var chart = new JFreeChart(
                title,
                Curves.plot(
                        List.of(
                                curve("central (J(θ+ε) - J(θ-ε))/2ε", sweep, StepSweep.Point::central),
                                curve("Richardson, of ε and ε/2", sweep, StepSweep.Point::richardson)),
                        new PowerAxis("step ε"),
                        new PowerAxis("difference |a-b|/(|a|+|b|) from the engine's gradient")));
        Png.dress(chart);
        return new Picture(chart, Png.WIDTH, Png.HEIGHT);
    }

    private static Curve curve(String name, StepSweep sweep, ToDoubleFunction<StepSweep.Point> error) {
        return new Curve(
                name,
                sweep.points().stream().mapToDouble(StepSweep.Point::step).toArray(),
                sweep.points().stream().mapToDouble(error).toArray());
    }
}

package twingrad.compare.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A log scale: its places are exponents of 10, its ticks are labelled with the numbers. Over few powers, 2 and 5 times
 * each have a tick, too. A place may stand for 0, which has no logarithm.
 */
final class PowerAxis extends NumberAxis {

    private static final long serialVersionUID = 1;

    /** Over so many powers of 10, their doubles and fivefolds are labelled. */
    private static final double FEW = 2.5;

    /** At most about so many labels. */
    private static final int LABELS = 12;

    /** Powers that are shown at least: three labels or more. */
    private static final double SHORTEST = 1.1;

    /** Where 0 stands. No axis is serialized here, though the library's are made for it. */
    private final transient OptionalDouble zero;

    /** An axis without 0. */
    PowerAxis(String label) {
        this(label, OptionalDouble.empty());
    }

    /** An axis that shows 0 at the place {@code zero}, below all exponents. */
    PowerAxis(String label, OptionalDouble zero) {
        super(label);
        this.zero = zero;
        setAutoRangeIncludesZero(false);
        setAutoRangeMinimumSize(SHORTEST);
    }

    /** An axis for numbers of 0 or more: where there is a 0, it stands a power below the smallest other. */
    static PowerAxis over(String label, DoubleStream numbers) {
        double[] all = numbers.toArray();
        if (DoubleStream.of(all).noneMatch(x -> x == 0)) {
            return new PowerAxis(label);
        }
        double smallest = DoubleStream.of(all)
                .filter(x -> x > 0 && Double.isFinite(x))
                .min()
                .orElse(1);
        return new PowerAxis(label, OptionalDouble.of(Math.floor(StrictMath.log10(smallest)) - 1));
    }

    /** Where a number stands; NaN where it cannot be shown. */
    double place(double x) {
        if (x == 0) {
            return zero.orElse(Double.NaN);
        }
        return x > 0 && x < Double.MAX_VALUE ? StrictMath.log10(x) : Double.NaN;
    }

    /** The labelled places within the range, with the numbers that they stand for. */
    List<NumberTick> ticks(TextAnchor anchor) {
        double low = getRange().getLowerBound();
        double high = getRange().getUpperBound();
        int step = (int) Math.max(1, Math.ceil((high - low) / LABELS));
        var ticks = new ArrayList<NumberTick>();
        zero.ifPresent(place -> ticks.add(tick(place, 0, anchor)));
        int first = Math.floorDiv((int) Math.floor(low), step) * step;
        for (int power = first; power <= high; power += step) {
            for (int factor : high - low <= FEW ? new int[] {1, 2, 5} : new int[] {1}) {
                double number = factor * StrictMath.pow(10, power);
                double place = StrictMath.log10(number);
                if (place >= low && place <= high && place > zero.orElse(Double.NEGATIVE_INFINITY)) {
                    ticks.add(tick(place, number, anchor));
                }
            }
        }
        return ticks;
    }

    private static NumberTick tick(double place, double number, TextAnchor anchor) {
        return new NumberTick(place, Numbers.rounded(number), anchor, TextAnchor.CENTER, 0);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        if (RectangleEdge.isTopOrBottom(edge)) {
            return ticks(edge == RectangleEdge.TOP ? TextAnchor.BOTTOM_CENTER : TextAnchor.TOP_CENTER);
        }
        return ticks(edge == RectangleEdge.RIGHT ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT);
    }
}

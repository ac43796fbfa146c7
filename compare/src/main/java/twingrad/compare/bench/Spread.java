package twingrad.compare.bench;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What several measurements of one quantity gave.
 *
 * @param least the smallest
 * @param median the middle one; the mean of the two middle ones of an even number
 * @param most the largest
 * @param samples how many there were
 */
public record Spread(double least, double median, double most, int samples) {

    /** The spread of at least one measurement. Not modified. */
    public static Spread of(double... measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("spread: expected at least 1 measurement, got 0");
        }
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1], sorted.length);
    }

    /** Whether they differ more than twofold: something else ran meanwhile, and the median means little. */
    public boolean unsettled() {
        return most > 2 * least;
    }

    /** The same measurements in another unit, by a function that only rises or only falls, such as seconds to rates. */
    public Spread map(DoubleUnaryOperator unit) {
        double one = unit.applyAsDouble(least);
        double other = unit.applyAsDouble(most);
        return new Spread(Math.min(one, other), unit.applyAsDouble(median), Math.max(one, other), samples);
    }
}

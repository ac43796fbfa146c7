package twingrad.compare.report;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Numbers over an axis, such as a loss by epoch.
 *
 * @param name in the legend
 * @param x where each number stands
 * @param y the numbers, as many
 */
public record Curve(String name, double[] x, double[] y) {

    /** IllegalArgumentException unless there are as many places as numbers. */
    public Curve {
        Objects.requireNonNull(name, "curve: expected a name, got null");
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "curve " + name + ": expected a place for each of " + y.length + " numbers, got " + x.length);
        }
    }

    /** Numbers of epoch 1, 2, … */
    public static Curve byEpoch(String name, double[] y) {
        return new Curve(
                name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
    }
}

package twingrad.compare.bench;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A measured figure.
 *
 * @param spread of the measurements
 * @param unit in which they are, as it is printed
 * @param shareOfPeak of what this processor can compute in the same number of threads at the same time, 0 to 1; median
 *     of the pairs; empty where that says nothing
 */
public record Figure(Spread spread, String unit, OptionalDouble shareOfPeak) {

    public Figure {
        Objects.requireNonNull(spread, "figure: expected a spread, got null");
        Objects.requireNonNull(unit, "figure: expected a unit, got null");
        Objects.requireNonNull(shareOfPeak, "figure: expected a share or none, got null");
    }

    /** A figure that no peak is a measure for. */
    static Figure of(Spread spread, String unit) {
        return new Figure(spread, unit, OptionalDouble.empty());
    }
}

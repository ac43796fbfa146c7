package twingrad.scalar;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one edge adds to the gradient of its input in a {@link Step}: gradient of the node times local derivative.
 *
 * @param input the node that receives
 * @param partial the local derivative d node / d input
 * @param amount what is added
 * @param before the input's gradient before, empty if it was not computed yet
 * @param after the input's gradient after
 */
public record Contribution(Value input, double partial, double amount, OptionalDouble before, OptionalDouble after) {
    public Contribution {
        Objects.requireNonNull(input, "Contribution: expected an input, got null");
        Objects.requireNonNull(before, "Contribution: expected a gradient or empty before, got null");
        Objects.requireNonNull(after, "Contribution: expected a gradient or empty after, got null");
    }
}

package twingrad.scalar;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an optimizer keeps from step to step: with it and the parameters, training goes on as if it had never stopped.
 *
 * @param steps how many steps were taken, where the optimizer counts them; else 0
 * @param slots numbers by what they are, in each one for every parameter, in the order of θ. Copied; not to be modified.
 */
public record OptimizerState(long steps, Map<String, double[]> slots) {
    /** That of an optimizer that keeps nothing. */
    public static final OptimizerState NONE = new OptimizerState(0, Map.of());

    public OptimizerState {
        if (steps < 0) {
            throw new IllegalArgumentException("OptimizerState: expected 0 steps or more, got " + steps);
        }
        var copies = new TreeMap<String, double[]>();
        slots.forEach((name, numbers) -> copies.put(name, numbers.clone()));
        slots = Collections.unmodifiableMap(copies);
    }

    /** The numbers of one slot, which there must be. Not to be modified. */
    double[] slot(String name) {
        return slots.get(name);
    }

    /** IllegalArgumentException unless these are the slots, each with so many numbers. */
    void requireSlots(String op, int size, String... names) {
        var expected = new TreeMap<>(Stream.of(names).collect(Collectors.toMap(name -> name, name -> size)));
        var actual = new TreeMap<String, Integer>();
        slots.forEach((name, numbers) -> actual.put(name, numbers.length));
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException(
                    "%s: expected a state of %s numbers, got %s; it fits the same optimizer of the same network alone"
                            .formatted(op, expected, actual));
        }
    }
}

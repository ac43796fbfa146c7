package twingrad.compare.bench;

import java.util.Objects;

/**
 * One row of the bench.
 *
 * @param name to ask for it by: its group, what it is about, and after the last slash the number of threads, such as
 *     {@code epoch/784-128-10/sgd/2}
 * @param what it measures, in words
 * @param quick whether a quick run has it too
 * @param measurement how
 */
public record Row(String name, String what, boolean quick, Measurement measurement) {

    public Row {
        Objects.requireNonNull(name, "row: expected a name, got null");
        Objects.requireNonNull(what, "row: expected what it measures, got null");
        Objects.requireNonNull(measurement, "row: expected a measurement, got null");
    }

    /** Whether it is meant by a name: its own, or one that its own begins with, up to a slash. */
    public boolean isMeantBy(String asked) {
        return name.equals(asked) || name.startsWith(asked + "/");
    }
}

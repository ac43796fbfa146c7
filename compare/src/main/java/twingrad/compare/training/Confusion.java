package twingrad.compare.training;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How often a sample of one class was taken for another.
 *
 * @param counts (C x C): a row is a true class, a column the class it was taken for
 */
public record Confusion(List<List<Integer>> counts) {

    /** IllegalArgumentException unless there are as many columns as rows, at least one, and no count is negative. */
    public Confusion {
        counts = counts.stream().map(List::copyOf).toList();
        int classes = counts.size();
        if (classes == 0
                || counts.stream()
                        .anyMatch(row -> row.size() != classes || row.stream().anyMatch(count -> count < 0))) {
            throw new IllegalArgumentException(
                    "confusion: expected as many columns as rows, at least 1, of counts of 0 or more, got " + counts);
        }
    }

    /**
     * Counts the samples of a set. IllegalArgumentException unless each label has a prediction, both from 0 to
     * classes - 1.
     *
     * @param labels the true classes
     * @param predicted what each sample was taken for
     */
    public static Confusion of(int classes, int[] labels, int[] predicted) {
        if (labels.length != predicted.length) {
            throw new IllegalArgumentException("confusion: expected a prediction for each of " + labels.length
                    + " labels, got " + predicted.length);
        }
        var counts = new int[classes][classes];
        for (int row = 0; row < labels.length; row++) {
            if (Math.min(labels[row], predicted[row]) < 0 || Math.max(labels[row], predicted[row]) >= classes) {
                throw new IllegalArgumentException("confusion: expected classes from 0 to " + (classes - 1) + ", got "
                        + labels[row] + " taken for " + predicted[row] + " in row " + row);
            }
            counts[labels[row]][predicted[row]]++;
        }
        return new Confusion(IntStream.range(0, classes)
                .mapToObj(label -> IntStream.of(counts[label]).boxed().toList())
                .toList());
    }

    /** C. */
    public int classes() {
        return counts.size();
    }

    /** How many samples of a class were taken for another, or for itself. */
    public int count(int label, int predicted) {
        return counts.get(label).get(predicted);
    }

    /** Samples of a class. */
    public int samples(int label) {
        return counts.get(label).stream().mapToInt(count -> count).sum();
    }

    /** Share of all samples whose class was found, 0 to 1; none where there are no samples. */
    public OptionalDouble accuracy() {
        return share(
                IntStream.range(0, classes()).map(label -> count(label, label)).sum(),
                IntStream.range(0, classes()).map(this::samples).sum());
    }

    /** Share of the samples taken for a class that are of it, 0 to 1; none where no sample was taken for it. */
    public OptionalDouble precision(int label) {
        return share(
                count(label, label),
                counts.stream().mapToInt(row -> row.get(label)).sum());
    }

    /** Share of a class's samples that were found, 0 to 1; none where it has no sample. */
    public OptionalDouble recall(int label) {
        return share(count(label, label), samples(label));
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}

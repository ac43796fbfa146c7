package twingrad.compare.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well trainings went by two of their hyperparameters. Trials that fill a grid are cells with their scores written
 * in; others are dots at their places. A trial that failed is shown as one, never left out.
 */
public final class HeatMap {

    /** A grid has at most so many columns and rows. */
    private static final int GRID = 30;

    /** Share of a grid's cells that have a trial; random places on two axes fill far fewer. */
    private static final double FILLED = 0.6;

    /**
     * A hyperparameter.
     *
     * @param name what stands beside its axis
     * @param choices its values by name, where they are no numbers: a trial's place is then an index; empty: numbers
     */
    public record Axis(String name, List<String> choices) {

        public Axis {
            Objects.requireNonNull(name, "heat map: expected an axis' name, got null");
            choices = List.copyOf(choices);
        }

        /** Numbers, on a log scale where they are positive and span more than a decade. */
        public static Axis numbers(String name) {
            return new Axis(name, List.of());
        }

        /** Choices; a trial's place is the index of one. */
        public static Axis choices(String name, List<String> choices) {
            return new Axis(name, choices);
        }

        boolean isNumbers() {
            return choices.isEmpty();
        }

        /** The places of a grid's lines: each choice, or each number that there is. */
        private double[] lines(DoubleStream places) {
            return isNumbers()
                    ? places.sorted().distinct().toArray()
                    : IntStream.range(0, choices.size()).asDoubleStream().toArray();
        }

        private void requireHolds(double place) {
            boolean held =
                    isNumbers() ? Double.isFinite(place) : place == (int) place && place >= 0 && place < choices.size();
            if (!held) {
                String expected = isNumbers() ? "finite numbers" : "indices from 0 to " + (choices.size() - 1);
                throw new IllegalArgumentException(
                        "heat map: expected " + expected + " on the axis " + name + ", got " + place);
            }
        }
    }

    /**
     * One training.
     *
     * @param x its place on the first axis
     * @param y its place on the second
     * @param score what it reached; not finite: it failed
     */
    public record Trial(double x, double y, double score) {

        boolean failed() {
            return !Double.isFinite(score);
        }
    }

    /**
     * What a score is.
     *
     * @param name as in {@code dev accuracy}
     * @param highIsGood whether the largest is the best, as for an accuracy, or the smallest, as for a loss
     */
    public record Measure(String name, boolean highIsGood) {

        public Measure {
            Objects.requireNonNull(name, "heat map: expected a measure's name, got null");
        }

        /** Whether one trial is better than another; a failed one never is. */
        boolean better(Trial one, Trial other) {
            return !one.failed()
                    && (other.failed() || (highIsGood ? one.score() > other.score() : one.score() < other.score()));
        }
    }

    private HeatMap() {}

    /**
     * The map. Where several trials share a place, the best shows. IllegalArgumentException without a trial, or for one
     * whose place is not on its axis.
     */
    public static Picture of(String title, Axis x, Axis y, Measure measure, List<Trial> trials) {
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("heat map: expected at least 1 trial, got none");
        }
        trials.forEach(trial -> {
            x.requireHolds(trial.x());
            y.requireHolds(trial.y());
        });
        double[] columns = x.lines(trials.stream().mapToDouble(Trial::x));
        double[] rows = y.lines(trials.stream().mapToDouble(Trial::y));
        long filled = trials.stream()
                .map(trial -> List.of(trial.x(), trial.y()))
                .distinct()
                .count();
        boolean grid = Math.max(columns.length, rows.length) <= GRID && filled >= FILLED * columns.length * rows.length;
        var scores = new Scores(measure, trials);
        return grid ? HeatGrid.picture(title, x, columns, y, rows, scores) : HeatDots.picture(title, x, y, scores);
    }
}

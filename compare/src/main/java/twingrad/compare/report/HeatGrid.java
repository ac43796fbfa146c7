package twingrad.compare.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import twingrad.compare.report.Cells.Cell;
import twingrad.compare.report.Cells.Heads;
import twingrad.compare.report.HeatMap.Axis;
import twingrad.compare.report.HeatMap.Trial;

/** A {@link HeatMap} of a grid: a cell a pair of values, the second one's smallest at the bottom. */
final class HeatGrid {

    /** Pixels of a cell that holds a score. */
    private static final int WIDTH = 88;

    private static final int HEIGHT = 52;

    /** Pixels that few columns and few rows share, so that the title and the scale have room. */
    private static final int LEAST_WIDTH = 360;

    private static final int LEAST_HEIGHT = 130;

    private HeatGrid() {}

    static Picture picture(String title, Axis x, double[] columns, Axis y, double[] rows, Scores scores) {
        var cells = new ArrayList<List<Cell>>();
        for (int row = rows.length - 1; row >= 0; row--) {
            double down = rows[row];
            cells.add(Arrays.stream(columns)
                    .mapToObj(across -> cell(across, down, scores))
                    .toList());
        }
        int width = Math.max(WIDTH, LEAST_WIDTH / columns.length);
        int height = Math.max(HEIGHT, LEAST_HEIGHT / rows.length);
        JFreeChart chart = Cells.chart(title, heads(x, columns), heads(y, reversed(rows)), cells, width, height);
        scores.explain(chart);
        return Picture.around(chart, columns.length * width, rows.length * height);
    }

    private static double[] reversed(double[] rows) {
        var reversed = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            reversed[row] = rows[rows.length - 1 - row];
        }
        return reversed;
    }

    private static Heads heads(Axis axis, double[] lines) {
        return new Heads(
                axis.name(),
                Arrays.stream(lines)
                        .mapToObj(line -> axis.isNumbers()
                                ? Numbers.rounded(line)
                                : axis.choices().get((int) line))
                        .toList());
    }

    private static Cell cell(double x, double y, Scores scores) {
        Optional<Trial> best = scores.trials().stream()
                .filter(trial -> trial.x() == x && trial.y() == y)
                .reduce(scores::better);
        if (best.isEmpty()) {
            return new Cell(Color.WHITE, List.of());
        }
        Trial trial = best.orElseThrow();
        var lines = new ArrayList<String>(List.of(trial.failed() ? "failed" : Numbers.score(trial.score())));
        if (scores.best().filter(trial::equals).isPresent()) {
            lines.add("best");
        }
        return new Cell(scores.color(trial), lines);
    }
}

package twingrad.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Samples that can be told apart: the first feature is ten times the number of the row. */
final class NumberedRows {
    static final Dataset FIVE_BY_THREE = Dataset.of(
            "five",
            new double[][] {{0, 1, 2}, {10, 11, 12}, {20, 21, 22}, {30, 31, 32}, {40, 41, 42}},
            new int[] {0, 1, 2, 3, 0},
            5);

    private NumberedRows() {}

    /** Samples of two features, the first of which is ten times the row's number. */
    static Dataset numbered(int samples) {
        double[][] inputs = new double[samples][];
        Arrays.setAll(inputs, row -> new double[] {10 * row, 1});
        return Dataset.of("numbered", inputs, new int[samples], 1);
    }

    /** The rows' numbers, as the first feature tells them. */
    static List<Integer> ids(Dataset data) {
        return IntStream.range(0, data.size())
                .mapToObj(row -> (int) inputs(data, row)[0] / 10)
                .toList();
    }

    static int[] labels(Dataset data) {
        return IntStream.range(0, data.size()).map(data::label).toArray();
    }

    static double[] inputs(Dataset data, int row) {
        double[] into = new double[data.features()];
        data.copyInputs(row, into, 0);
        return into;
    }

    static float[] floatInputs(Dataset data, int row) {
        float[] into = new float[data.features()];
        data.copyInputs(row, into, 0);
        return into;
    }
}

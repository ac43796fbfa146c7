package twingrad.compare.trust;

import java.util.Arrays;
import twingrad.tensor.Batches;

/** As many samples as are asked for, of numbers that are made up on the spot: no memory is theirs. */
record MadeUp(int size, int features, int classes) implements Batches {
    @Override
    public void fill(int[] rows, int from, int to, float[] inputs, int[] labels) {
        for (int i = from; i < to; i++) {
            Arrays.fill(inputs, (i - from) * features, (i - from + 1) * features, rows[i] % 7 - 3);
            labels[i - from] = rows[i] % classes;
        }
    }

    @Override
    public void fill(int[] rows, int from, int to, double[] inputs, int[] labels) {
        for (int i = from; i < to; i++) {
            Arrays.fill(inputs, (i - from) * features, (i - from + 1) * features, rows[i] % 7 - 3);
            labels[i - from] = rows[i] % classes;
        }
    }
}

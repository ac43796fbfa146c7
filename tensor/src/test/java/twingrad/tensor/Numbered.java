package twingrad.tensor;

/** Samples whose only feature and label are their number. */
record Numbered(int size) implements Batches {
    @Override
    public int features() {
        return 1;
    }

    @Override
    public void fill(int[] rows, int from, int to, float[] inputs, int[] labels) {
        for (int row = from; row < to; row++) {
            inputs[row - from] = rows[row];
            labels[row - from] = rows[row];
        }
    }

    @Override
    public void fill(int[] rows, int from, int to, double[] inputs, int[] labels) {
        for (int row = from; row < to; row++) {
            inputs[row - from] = rows[row];
            labels[row - from] = rows[row];
        }
    }
}

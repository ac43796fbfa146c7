package twingrad.compare.training;

import twingrad.datasets.Dataset;
import twingrad.tensor.Batches;

/**
 * A dataset as the tensor engine's trainer takes it; pixels stay bytes until they are gathered here.
 *
 * @param data the samples
 */
record DatasetBatches(Dataset data) implements Batches {

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public int features() {
        return data.features();
    }

    @Override
    public void fill(int[] rows, int from, int to, float[] inputs, int[] labels) {
        for (int i = from; i < to; i++) {
            data.copyInputs(rows[i], inputs, (i - from) * data.features());
            labels[i - from] = data.label(rows[i]);
        }
    }

    @Override
    public void fill(int[] rows, int from, int to, double[] inputs, int[] labels) {
        for (int i = from; i < to; i++) {
            data.copyInputs(rows[i], inputs, (i - from) * data.features());
            labels[i - from] = data.label(rows[i]);
        }
    }
}

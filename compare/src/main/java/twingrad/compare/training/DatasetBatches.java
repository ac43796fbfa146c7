package twingrad.compare.training;

import twingrad.datasets.Dataset;
import twingrad.tensor.Batches;
import twingrad.tensor.Workers;

/**
 * A dataset as the tensor engine's trainer takes it; pixels stay bytes until they are gathered here.
 *
 * @param data the samples
 */
public record DatasetBatches(Dataset data) implements Batches {
    /** Pixels of a batch from which the workers share the fetching: every row comes from far away in memory. */
    private static final int WORTH_SHARING = 1 << 14;

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
        int parts = inputs.length < WORTH_SHARING ? 1 : Workers.threads();
        Workers.run(parts, part -> {
            int start = from + (to - from) * part / parts;
            int end = from + (to - from) * (part + 1) / parts;
            for (int i = start; i < end; i++) {
                data.copyInputs(rows[i], inputs, (i - from) * data.features());
                labels[i - from] = data.label(rows[i]);
            }
        });
    }

    @Override
    public void fill(int[] rows, int from, int to, double[] inputs, int[] labels) {
        for (int i = from; i < to; i++) {
            data.copyInputs(rows[i], inputs, (i - from) * data.features());
            labels[i - from] = data.label(rows[i]);
        }
    }
}

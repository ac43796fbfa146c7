package twingrad.tensor;

import java.util.Random;
import java.util.stream.IntStream;

/** Noisy rings in the plane, one a class, each sample followed by features that say nothing. */
final class Rings implements Batches {
    private final int features;
    private final double[][] inputs;
    private final int[] labels;

    Rings(int size, int features, int classes, long seed) {
        var random = new Random(seed);
        this.features = features;
        this.inputs = new double[size][features];
        this.labels = IntStream.range(0, size).map(row -> row % classes).toArray();
        for (int row = 0; row < size; row++) {
            double radius = (labels[row] + 1.0) / classes + 0.05 * random.nextGaussian();
            double angle = 2 * Math.PI * random.nextDouble();
            for (int i = 0; i < features; i++) {
                inputs[row][i] = (float) (0.1 * random.nextGaussian());
            }
            inputs[row][0] = (float) (radius * StrictMath.cos(angle));
            inputs[row][1] = (float) (radius * StrictMath.sin(angle));
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public void fill(int[] rows, int from, int to, float[] inputs, int[] labels) {
        for (int row = from; row < to; row++) {
            for (int i = 0; i < features; i++) {
                inputs[(row - from) * features + i] = (float) this.inputs[rows[row]][i];
            }
            labels[row - from] = this.labels[rows[row]];
        }
    }

    @Override
    public void fill(int[] rows, int from, int to, double[] inputs, int[] labels) {
        for (int row = from; row < to; row++) {
            System.arraycopy(this.inputs[rows[row]], 0, inputs, (row - from) * features, features);
            labels[row - from] = this.labels[rows[row]];
        }
    }
}

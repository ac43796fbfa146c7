package twingrad.tensor;

import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** What a network makes of data: its logits, beside the labels. */
public final class Evaluation {
    /** Samples that are computed at one time. */
    private static final int CHUNK = 512;

    private final NdArray logits;
    private final int[] labels;

    private Evaluation(NdArray logits, int[] labels) {
        this.logits = logits;
        this.labels = labels;
    }

    /** Runs a network, in its precision, over all samples in order. */
    public static Evaluation of(Layer model, Batches data) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        var precision = model.precision();
        var memory = new RecycledMemory();
        int outputs = outputs(model, Batch.of(data, rows, 0, 0, precision, memory));
        double[] logits = new double[rows.length * outputs];
        int[] labels = new int[rows.length];
        for (int from = 0; from < rows.length; from += CHUNK) {
            int to = Math.min(from + CHUNK, rows.length);
            memory.recycle();
            var batch = Batch.of(data, rows, from, to, precision, memory);
            double[] values = model.forward(batch.inputs()).data().toDoubles();
            System.arraycopy(values, 0, logits, from * outputs, values.length);
            System.arraycopy(batch.labels(), 0, labels, from, to - from);
        }
        return new Evaluation(precision.of(logits, rows.length, outputs), labels);
    }

    /** How many outputs the model gives a sample: an empty batch tells. */
    private static int outputs(Layer model, Batch empty) {
        var shape = model.forward(empty.inputs()).shape();
        Requirements.rank("Evaluation", shape, 2);
        return shape.dim(1);
    }

    /** The logits, (size x O). */
    public NdArray logits() {
        return logits;
    }

    /** A copy of the labels. */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * The class of each sample: that of the largest logit, the first at a tie; of one output, 1 where it is above 0.
     */
    public int[] predictions() {
        return predictions(logits);
    }

    /** {@link #predictions()} from logits (m x O). */
    static int[] predictions(NdArray logits) {
        Requirements.rank("predictions", logits.shape(), 2);
        double[] z = logits.toDoubles();
        int outputs = logits.shape().dim(1);
        int[] predictions = new int[logits.shape().dim(0)];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = outputs == 1 ? (z[row] > 0 ? 1 : 0) : argmax(z, row * outputs, outputs);
        }
        return predictions;
    }

    /** The share of samples whose prediction is their label; NaN for no samples. */
    public double accuracy() {
        int[] predictions = predictions();
        long right = IntStream.range(0, labels.length)
                .filter(row -> predictions[row] == labels[row])
                .count();
        return (double) right / labels.length;
    }

    /** The loss of all samples as one batch. */
    public double loss(BiFunction<Tensor, int[], Tensor> loss) {
        return loss.apply(Tensor.constant(logits), labels()).data().item();
    }

    private static int argmax(double[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}

package twingrad.tensor;

/**
 * One epoch as a cursor, a batch a step: what a {@link Trainer} goes through, held still between any two updates. A pass
 * may begin in the middle, where another one stopped, also with another size of batches: every sample is still used
 * exactly once.
 *
 * <p>{@link #step} is {@link #backward} and {@link #update}. Who has something to do in between, as to clip the
 * gradients, calls these two.
 */
public final class EpochPass {
    private final Trainer trainer;
    private final Batches data;
    private final int[] rows;
    private int samplesDone;
    private long stepsDone;

    /** The last batch and its outputs; null before the first. */
    private Batch batch;

    private Tensor outputs;

    /** Whether the gradients of the last batch wait for their update. */
    private boolean pending;

    /**
     * A pass from a sample on.
     *
     * @param rows all samples in the epoch's order
     */
    EpochPass(Trainer trainer, Batches data, int[] rows, int samplesDone, long stepsDone) {
        this.trainer = trainer;
        this.data = data;
        this.rows = rows;
        this.samplesDone = samplesDone;
        this.stepsDone = stepsDone;
    }

    /** Whether all samples of the epoch have been used. */
    public boolean isDone() {
        return samplesDone == rows.length;
    }

    /**
     * Trains on the next batch.
     *
     * @return the batch's loss before the update
     * @throws IllegalStateException when the pass is done
     */
    public double step(double learningRate) {
        double loss = backward();
        update(learningRate);
        return loss;
    }

    /**
     * Computes the gradients of the next batch, and forgets those of the last.
     *
     * @return the batch's loss
     * @throws IllegalStateException when the pass is done, or if the last batch's update is still to come
     */
    public double backward() {
        if (isDone() || pending) {
            throw new IllegalStateException("backward: expected a batch still to come, got "
                    + (pending ? "one that waits for its update" : "a pass that is done; make a new pass"));
        }
        int to = (int) Math.min((long) samplesDone + trainer.batchSize(), rows.length);
        batch = trainer.fetch(data, rows, samplesDone, to);
        outputs = trainer.forward(batch, stepsDone);
        double loss = trainer.backward(outputs, batch.labels());
        pending = true;
        return loss;
    }

    /**
     * Changes the parameters by the gradients as they are now.
     *
     * @throws IllegalStateException without {@link #backward} before it
     */
    public void update(double learningRate) {
        if (!pending) {
            throw new IllegalStateException("update: expected the gradients of a batch, got none; call backward()");
        }
        trainer.update(learningRate);
        pending = false;
        samplesDone += batch.labels().length;
        stepsDone++;
    }

    /** How many samples of the epoch have been used. */
    public int samplesDone() {
        return samplesDone;
    }

    /** How many updates were made, those before this pass included: the number of the next step. */
    public long stepsDone() {
        return stepsDone;
    }

    /**
     * What the network made of the last batch, (B x O), before the update; to be read until the next one.
     *
     * @throws IllegalStateException before the first batch
     */
    public Tensor outputs() {
        requireBatch();
        return outputs;
    }

    /**
     * A copy of the labels of the last batch.
     *
     * @throws IllegalStateException before the first batch
     */
    public int[] labels() {
        requireBatch();
        return batch.labels().clone();
    }

    /**
     * How many samples of the last batch were predicted as their labels say, see {@link Evaluation#predictions()}: what
     * a running accuracy is made of.
     *
     * @throws IllegalStateException before the first batch
     */
    public int hits() {
        int[] labels = labels();
        int[] predictions = Evaluation.predictions(outputs().data());
        int hits = 0;
        for (int row = 0; row < labels.length; row++) {
            hits += predictions[row] == labels[row] ? 1 : 0;
        }
        return hits;
    }

    private void requireBatch() {
        if (batch == null) {
            throw new IllegalStateException("pass: expected a batch to have been used, got none; call step() first");
        }
    }
}

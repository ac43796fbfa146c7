package twingrad.tensor;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Trains a network by mini-batches, one epoch at a time: each partitions the shuffled samples, so that every sample is
 * used exactly once, the short last batch included. What is learned is in the network and the optimizer.
 *
 * <p>In float32, what a step computes from its batch, the gradients included, lies in memory that the next step uses
 * again: it can be read until then, and refuses with an IllegalStateException afterwards. What is to stay is copied.
 */
public final class Trainer {
    private final Layer model;
    private final BiFunction<Tensor, int[], Tensor> loss;
    private final Optimizer optimizer;
    private final int batchSize;
    private final LongFunction<RandomGenerator> shuffling;
    private final RecycledMemory memory = new RecycledMemory();

    /** Whatever the last step gave a gradient: the model's parameters, and others that the loss was made of. */
    private List<Tensor> leaves = List.of();

    /**
     * A trainer, which computes in the model's precision.
     *
     * @param loss the mean loss of a batch, a single element, from logits (m x O) and m labels; it may add a penalty
     * @param optimizer of the model's parameters
     * @param batchSize samples in a batch, at least 1; the last one of an epoch may have fewer
     * @param shuffling the generator that shuffles an epoch, by the epoch's number
     */
    public Trainer(
            Layer model,
            BiFunction<Tensor, int[], Tensor> loss,
            Optimizer optimizer,
            int batchSize,
            LongFunction<RandomGenerator> shuffling) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("Trainer: expected a batch size of at least 1, got " + batchSize);
        }
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
        this.batchSize = batchSize;
        this.shuffling = shuffling;
    }

    /** As {@link #epoch(Batches, long, double, IntConsumer)}, without anyone told of the progress. */
    public double epoch(Batches data, long epoch, double learningRate) {
        return epoch(data, epoch, learningRate, done -> {});
    }

    /**
     * Uses each sample once and returns the mean of the batches' losses before their updates, weighted by their sizes.
     *
     * @param data at least one sample
     * @param epoch the epoch's number, which decides its order of samples
     * @param progress told after each batch how many samples of the epoch have been used
     */
    public double epoch(Batches data, long epoch, double learningRate, IntConsumer progress) {
        if (data.size() < 1) {
            throw new IllegalArgumentException("epoch: expected at least 1 sample, got 0");
        }
        int[] rows = shuffled(data.size(), shuffling.apply(epoch));
        long step = epoch * ((rows.length - 1) / batchSize + 1);
        double total = 0;
        for (int from = 0; from < rows.length; from += batchSize) {
            int to = Math.min(from + batchSize, rows.length);
            optimizer.zeroGrad();
            recycle();
            var batch = Batch.of(data, rows, from, to, model.precision(), memory);
            total += step(batch, step++, learningRate) * (to - from);
            progress.accept(to);
        }
        return total / rows.length;
    }

    /** Takes back the memory of the step before, save gradients that the next one goes on adding to. */
    private void recycle() {
        leaves.forEach(Tensor::keepGrad);
        memory.recycle();
    }

    private double step(Batch batch, long number, double learningRate) {
        var objective = loss.apply(model.forwardInTraining(batch.inputs(), number), batch.labels());
        var pass = new BackwardPass(objective);
        leaves = pass.leaves();
        pass.finish();
        optimizer.step(learningRate);
        return objective.data().item();
    }

    /** The numbers from 0 to size-1 in random order (Fisher and Yates 1938, in Durstenfeld's form of 1964). */
    private static int[] shuffled(int size, RandomGenerator random) {
        int[] rows = IntStream.range(0, size).toArray();
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int row = rows[last];
            rows[last] = rows[other];
            rows[other] = row;
        }
        return rows;
    }
}

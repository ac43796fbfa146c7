package twingrad.tensor;

import java.util.ArrayList;
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
        var pass = pass(data, epoch, 0, epoch * ((data.size() - 1) / batchSize + 1));
        double total = 0;
        while (!pass.isDone()) {
            int before = pass.samplesDone();
            double loss = pass.step(learningRate);
            total += loss * (pass.samplesDone() - before);
            progress.accept(pass.samplesDone());
        }
        return total / data.size();
    }

    /**
     * An epoch as a cursor, for whoever has something to do between its batches, or goes on in the middle of one. The
     * order of samples depends on the epoch's number alone, so a pass goes on exactly where another one stopped.
     *
     * @param data at least one sample
     * @param epoch the epoch's number, which decides its order of samples
     * @param samplesDone how many samples of the epoch have been used already; 0 for a whole epoch
     * @param stepsDone how many updates were made before, in all epochs: the number of the next step
     */
    public EpochPass pass(Batches data, long epoch, int samplesDone, long stepsDone) {
        if (data.size() < 1) {
            throw new IllegalArgumentException("epoch: expected at least 1 sample, got 0");
        }
        if (samplesDone < 0 || samplesDone > data.size() || stepsDone < 0) {
            throw new IllegalArgumentException("epoch: expected 0 to " + data.size()
                    + " samples done in 0 or more steps, got " + samplesDone + " in " + stepsDone);
        }
        return new EpochPass(this, data, shuffled(data.size(), shuffling.apply(epoch)), samplesDone, stepsDone);
    }

    /**
     * Trains from the start, until the epochs are over or the callback says so. For example, with early stopping:
     *
     * <pre>{@code
     * var stopping = new EarlyStopping(5, model.parameters());
     * trainer.fit(train, 100, 0.001, new Schedule.Constant(), metrics ->
     *         stopping.goesOn(metrics.epoch(), Evaluation.of(model, dev).loss(loss)));
     * stopping.restoreBest();
     * }</pre>
     *
     * @param data at least one sample
     * @param epochs at most, 0 or more
     * @param learningRate α₀, which the schedule changes
     * @return how each epoch went, in order. Unmodifiable.
     */
    public List<EpochMetrics> fit(Batches data, int epochs, double learningRate, Schedule schedule, Callback callback) {
        if (epochs < 0) {
            throw new IllegalArgumentException("fit: expected 0 epochs or more, got " + epochs);
        }
        var history = new ArrayList<EpochMetrics>();
        long steps = 0;
        boolean goesOn = true;
        for (int epoch = 0; epoch < epochs && goesOn; epoch++) {
            var pass = pass(data, epoch, 0, steps);
            history.add(fit(pass, epoch, learningRate, schedule, callback));
            steps = pass.stepsDone();
            goesOn = callback.goesOn(history.get(epoch));
        }
        return List.copyOf(history);
    }

    private static EpochMetrics fit(EpochPass pass, int epoch, double initial, Schedule schedule, Callback callback) {
        double total = 0;
        int hits = 0;
        double learningRate = initial;
        while (!pass.isDone()) {
            int before = pass.samplesDone();
            double loss = pass.backward();
            hits += pass.hits();
            callback.beforeUpdate(pass);
            learningRate = schedule.learningRate(initial, epoch, pass.stepsDone() + 1);
            pass.update(learningRate);
            total += loss * (pass.samplesDone() - before);
        }
        int size = pass.samplesDone();
        return new EpochMetrics(epoch, pass.stepsDone(), learningRate, total / size, (double) hits / size);
    }

    /** Samples in a batch. */
    int batchSize() {
        return batchSize;
    }

    /** The batch of samples {@code rows[from]} to {@code rows[to - 1]}, in the memory of the one before. */
    Batch fetch(Batches data, int[] rows, int from, int to) {
        optimizer.zeroGrad();
        recycle();
        return Batch.of(data, rows, from, to, model.precision(), memory);
    }

    /** Takes back the memory of the step before, save gradients that the next one goes on adding to. */
    private void recycle() {
        leaves.forEach(Tensor::keepGrad);
        memory.recycle();
    }

    /** The model's outputs for a batch, in the training step of that number. */
    Tensor forward(Batch batch, long number) {
        return model.forwardInTraining(batch.inputs(), number);
    }

    /** Computes the gradients of the loss, and returns the loss. */
    double backward(Tensor outputs, int[] labels) {
        var objective = loss.apply(outputs, labels);
        var pass = new BackwardPass(objective);
        leaves = pass.leaves();
        pass.finish();
        return objective.data().item();
    }

    /** Moves the parameters. */
    void update(double learningRate) {
        optimizer.step(learningRate);
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

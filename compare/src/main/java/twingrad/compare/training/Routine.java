package twingrad.compare.training;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import twingrad.compare.Seeds;
import twingrad.compare.data.Splits;

/**
 * How a model is trained, whatever the model. All but the seeds may change in the middle of a training.
 *
 * @param update how parameters move
 * @param learningRate α₀, 0 or more
 * @param schedule how it goes on from there
 * @param dropout the rate at which hidden units are dropped, from 0 to below 1
 * @param clip the global norm above which a gradient is scaled down to it, above 0; empty for none
 * @param epochs passes over the training set, 0 or more
 * @param batchSize samples a step, 1 or more; the last batch of an epoch may be shorter
 * @param patience so many epochs without a lower dev loss end the training, 1 or more; empty for none
 * @param seeds the seed of θ, of the samples' order and of what is dropped
 */
public record Routine(
        UpdateRule update,
        double learningRate,
        LearningSchedule schedule,
        double dropout,
        OptionalDouble clip,
        int epochs,
        int batchSize,
        OptionalInt patience,
        Seeds seeds) {

    /** IllegalArgumentException if a number is out of its range. */
    public Routine {
        Objects.requireNonNull(update, "training: expected an optimizer, got null");
        Objects.requireNonNull(schedule, "training: expected a schedule, got null");
        Objects.requireNonNull(seeds, "training: expected seeds, got null");
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate: expected a number of 0 or more, got " + learningRate);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout: expected a rate from 0 to below 1, got " + dropout);
        }
        if (clip.isPresent() && !(clip.getAsDouble() > 0 && clip.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("clip: expected a norm above 0, got " + clip.getAsDouble());
        }
        if (epochs < 0 || batchSize < 1) {
            throw new IllegalArgumentException("training: expected epochs of 0 or more and a batch of 1 or more, got "
                    + epochs + " and " + batchSize);
        }
        if (patience.isPresent() && patience.getAsInt() < 1) {
            throw new IllegalArgumentException("patience: expected 1 epoch or more, got " + patience.getAsInt());
        }
    }

    /** A routine whose learning rate is constant. */
    public Routine(OptimizerKind optimizer, double learningRate, int epochs, int batchSize, Seeds seeds) {
        this(optimizer, learningRate, LearningSchedule.CONSTANT, epochs, batchSize, seeds);
    }

    /** A routine without dropout, clipping and patience, whose optimizer has the usual numbers. */
    public Routine(
            OptimizerKind optimizer,
            double learningRate,
            LearningSchedule schedule,
            int epochs,
            int batchSize,
            Seeds seeds) {
        this(
                UpdateRule.of(optimizer),
                learningRate,
                schedule,
                0,
                OptionalDouble.empty(),
                epochs,
                batchSize,
                OptionalInt.empty(),
                seeds);
    }

    /** IllegalArgumentException if there is patience and no dev set. */
    void requireFor(Splits data) {
        if (patience.isPresent() && data.dev().isEmpty()) {
            throw new IllegalArgumentException("patience: expected a development set to measure the loss on, got none;"
                    + " split one off the training set");
        }
    }

    /** Which optimizer. */
    public OptimizerKind optimizer() {
        return update.kind();
    }

    /** α of a step: of the epoch counted from 0, and the step of the whole training counted from 1. */
    public double learningRate(int epoch, long step) {
        return schedule.learningRate(learningRate, epoch, step);
    }

    /** Steps that an epoch of so many samples takes. */
    public int stepsOf(int samples) {
        return (samples - 1) / batchSize + 1;
    }

    /** This routine with another optimizer, or other numbers of the same. */
    public Routine withUpdate(UpdateRule other) {
        return new Routine(other, learningRate, schedule, dropout, clip, epochs, batchSize, patience, seeds);
    }

    /** This routine with another α₀. */
    public Routine withLearningRate(double other) {
        return new Routine(update, other, schedule, dropout, clip, epochs, batchSize, patience, seeds);
    }

    /** This routine with another schedule. */
    public Routine withSchedule(LearningSchedule other) {
        return new Routine(update, learningRate, other, dropout, clip, epochs, batchSize, patience, seeds);
    }

    /** This routine with another rate of dropout; 0 is none. */
    public Routine withDropout(double other) {
        return new Routine(update, learningRate, schedule, other, clip, epochs, batchSize, patience, seeds);
    }

    /** This routine with another norm to clip at. */
    public Routine withClip(OptionalDouble other) {
        return new Routine(update, learningRate, schedule, dropout, other, epochs, batchSize, patience, seeds);
    }

    /** This routine with another total of epochs. */
    public Routine withEpochs(int other) {
        return new Routine(update, learningRate, schedule, dropout, clip, other, batchSize, patience, seeds);
    }

    /** This routine with batches of another size. */
    public Routine withBatchSize(int other) {
        return new Routine(update, learningRate, schedule, dropout, clip, epochs, other, patience, seeds);
    }

    /** This routine with another patience. */
    public Routine withPatience(OptionalInt other) {
        return new Routine(update, learningRate, schedule, dropout, clip, epochs, batchSize, other, seeds);
    }
}

package twingrad.compare.training;

/**
 * Where a training stands, and what it met in the epoch that it is in. Beside the seed this is all that randomness
 * needs to go on exactly.
 *
 * @param epoch the running one, counted from 0
 * @param samplesDone of it
 * @param step steps of the whole training so far
 * @param lossSum losses met in it, each times its batch's samples
 * @param hits samples of it whose class was right when they were met
 * @param seconds that it has taken so far
 */
public record Position(int epoch, int samplesDone, long step, double lossSum, long hits, double seconds) {

    /** Before the first step. */
    public static final Position START = new Position(0, 0, 0, 0, 0, 0);

    /** IllegalArgumentException for a negative count. */
    public Position {
        if (epoch < 0 || samplesDone < 0 || step < 0 || hits < 0) {
            throw new IllegalArgumentException("position: expected epoch, samples, step and hits of 0 or more, got "
                    + epoch + ", " + samplesDone + ", " + step + " and " + hits);
        }
    }

    /** After one more step. */
    Position after(StepReport met) {
        return new Position(
                epoch,
                samplesDone + met.samples(),
                step + 1,
                lossSum + met.loss() * met.samples(),
                hits + met.hits(),
                seconds);
    }

    /** The same after so many seconds more. */
    Position later(double more) {
        return new Position(epoch, samplesDone, step, lossSum, hits, seconds + more);
    }

    /** At the beginning of the next epoch. */
    Position nextEpoch() {
        return new Position(epoch + 1, 0, step, 0, 0, 0);
    }

    /** Mean loss of the epoch's samples so far; NaN before the first. */
    public double loss() {
        return lossSum / samplesDone;
    }

    /** Share of the epoch's samples so far whose class was right when they were met; NaN before the first. */
    public double accuracy() {
        return (double) hits / samplesDone;
    }
}

package twingrad.compare.training;

/**
 * How an epoch goes, after one of its batches.
 *
 * @param epoch counted from 1
 * @param epochs how many there are to be
 * @param samplesDone of this epoch
 * @param samples of an epoch
 * @param step steps of the whole training so far
 * @param learningRate α of the last step
 * @param loss mean over the epoch's samples so far, each at the θ that met it
 * @param accuracy 0 to 1, over the same samples
 * @param samplesPerSecond over the same samples
 */
public record BatchReport(
        int epoch,
        int epochs,
        int samplesDone,
        int samples,
        long step,
        double learningRate,
        double loss,
        double accuracy,
        double samplesPerSecond) {

    /** The report of a training where it stands; an epoch beyond those that are to be is the last. */
    static BatchReport of(Position at, double learningRate, int epochs, int samples) {
        return new BatchReport(
                at.epoch() + 1,
                Math.max(epochs, at.epoch() + 1),
                at.samplesDone(),
                samples,
                at.step(),
                learningRate,
                at.loss(),
                at.accuracy(),
                at.samplesDone() / at.seconds());
    }

    /** Seconds until the last epoch's end at this pace, what is measured after each epoch not counted. */
    public double secondsLeft() {
        long left = (long) (epochs - epoch) * samples + samples - samplesDone;
        return left / samplesPerSecond;
    }
}

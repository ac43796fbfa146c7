package twingrad.compare.training;

/** A learner's way through one epoch, batch by batch, and where it stands after each. */
final class EpochRun {

    private static final double SECONDS = 1e-9;

    private final Learner.Pass pass;
    private Position position;
    private double learningRate = Double.NaN;

    /** Shuffles; no step is taken yet. */
    EpochRun(Learner learner, Position from) {
        long start = System.nanoTime();
        pass = learner.begin(from.epoch(), from.samplesDone(), from.step());
        position = from.later(secondsSince(start));
    }

    /** One whole epoch, after as many as its number says, to its end. */
    static EpochRun whole(Learner learner, int epoch) {
        var run = new EpochRun(learner, new Position(epoch, 0, (long) epoch * learner.steps(), 0, 0, 0));
        while (!run.isDone()) {
            run.step();
        }
        return run;
    }

    /** Whether every sample was used. */
    boolean isDone() {
        return pass.isDone();
    }

    /** Learns from the next batch. */
    void step() {
        long start = System.nanoTime();
        StepReport met = pass.step();
        position = position.after(met).later(secondsSince(start));
        learningRate = met.learningRate();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * SECONDS;
    }

    /** Where the training stands. */
    Position position() {
        return position;
    }

    /** α of the last step; NaN before the first. */
    double learningRate() {
        return learningRate;
    }
}

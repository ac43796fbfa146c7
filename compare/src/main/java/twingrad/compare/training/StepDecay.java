package twingrad.compare.training;

/**
 * A learning rate that falls in steps, α₀·γ^⌊e/s⌋ for the epoch e = 0, 1, …; it does not depend on how many are to
 * come.
 *
 * @param factor γ, above 0 and at most 1
 * @param every s epochs, 1 or more
 */
public record StepDecay(double factor, int every) {

    /** The learning rate stays as it is. */
    public static final StepDecay NONE = new StepDecay(1, 1);

    /** IllegalArgumentException if a number is out of its range. */
    public StepDecay {
        if (!(factor > 0 && factor <= 1) || every < 1) {
            throw new IllegalArgumentException(
                    "step decay: expected a factor above 0 and at most 1, every 1 epoch or more, got " + factor
                            + " every " + every);
        }
    }

    /**
     * α of an epoch.
     *
     * @param initial α₀
     * @param epoch counted from 0
     */
    public double learningRate(double initial, int epoch) {
        return initial * StrictMath.pow(factor, epoch / every);
    }

    /** For example {@code , times 0.5 every 3 epochs}; nothing where nothing changes. */
    @Override
    public String toString() {
        return equals(NONE) ? "" : ", times " + factor + " every " + every + " epochs";
    }
}

package twingrad.tensor;

/**
 * How the losses of a batch become one, over all entries of the losses. The 1/m of a mean lives here and nowhere else.
 * There is no constant for leaving the losses as they are: that is the losses themselves.
 */
public enum Reduction {
    /** The sum divided by the number of losses; the default of the field. */
    MEAN,
    /** The sum. */
    SUM;

    /** The one loss, of rank 0. */
    public Tensor apply(Tensor losses) {
        if (losses.shape().size() == 0) {
            throw new IllegalArgumentException("reduction: expected at least 1 loss, got " + losses.shape());
        }
        return this == MEAN ? losses.mean() : losses.sum();
    }
}

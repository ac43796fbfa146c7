package twingrad.scalar;

import java.util.List;

/**
 * How the losses of a batch become one. The 1/m of a mean lives here and nowhere else. There is no constant for leaving
 * the losses as they are: that is the list itself.
 */
public enum Reduction {
    /** The sum divided by the number of losses; the default of the field. */
    MEAN,
    /** The sum. */
    SUM;

    /** The one loss. */
    public Value apply(List<Value> losses) {
        return this == MEAN ? Losses.mean(losses) : Losses.sum(losses);
    }
}

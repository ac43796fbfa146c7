package twingrad.tensor;

/** Who hears of a training as it goes on, and may take part in it; see {@link Trainer#fit}. */
@FunctionalInterface
public interface Callback {
    /** Called after each epoch; says whether to go on. */
    boolean goesOn(EpochMetrics metrics);

    /** Called when a batch's gradients are there and the parameters have not moved yet: the place to clip them. */
    default void beforeUpdate(EpochPass pass) {}
}

package twingrad.tensor;

/**
 * Where arrays get the memory of their numbers. The result of an operation takes the memory of its operands: so all
 * that is computed from the batch of a {@link Trainer} lies in the trainer's memory, and what is computed from
 * parameters alone is fresh.
 */
@FunctionalInterface
interface Memory {
    /** A new Java array each time, which nobody ever takes back. */
    Memory FRESH = float[]::new;

    /** An array of n elements; what they hold is not defined. */
    float[] floats(int n);

    /** The number of the round: arrays that were made in an earlier one have lost their memory. */
    default long round() {
        return 0;
    }
}

package twingrad.compare.bench;

/** How one row is measured, in the process that asks. */
@FunctionalInterface
public interface Measurement {

    /** Sets up what is measured, and measures it. */
    Figure take(Effort effort);
}

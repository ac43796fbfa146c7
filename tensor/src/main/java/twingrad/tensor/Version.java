package twingrad.tensor;

/** Counts the in-place changes of the numbers that an array and its views share. */
final class Version {
    private long count;

    long count() {
        return count;
    }

    void increment() {
        count++;
    }
}

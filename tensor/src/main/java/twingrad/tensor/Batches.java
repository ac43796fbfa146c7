package twingrad.tensor;

/** Data to train on, for whoever has some: a number of samples, of which any rows can be fetched. */
public interface Batches {
    /** Number of samples. */
    int size();

    /** Numbers in one sample. */
    int features();

    /**
     * Fetches samples {@code rows[from]} to {@code rows[to - 1]}.
     *
     * @param rows sample numbers, from 0 to size-1. Not modified.
     * @param inputs (to - from) rows of {@link #features()} numbers. Modified: every one is set, as they may hold those
     *     of an earlier batch.
     * @param labels to - from of them. Modified.
     */
    void fill(int[] rows, int from, int to, float[] inputs, int[] labels);

    /**
     * Fetches samples {@code rows[from]} to {@code rows[to - 1]}.
     *
     * @param rows sample numbers, from 0 to size-1. Not modified.
     * @param inputs (to - from) rows of {@link #features()} numbers. Modified: every one is set, as they may hold those
     *     of an earlier batch.
     * @param labels to - from of them. Modified.
     */
    void fill(int[] rows, int from, int to, double[] inputs, int[] labels);
}

package twingrad.tensor;

/**
 * Samples fetched from {@link Batches}: inputs (m x I) and m labels, in fresh arrays, so that nothing that was computed
 * from an earlier batch changes.
 */
record Batch(Tensor inputs, int[] labels) {
    /** Samples {@code rows[from]} to {@code rows[to - 1]} in one precision. */
    static Batch of(Batches data, int[] rows, int from, int to, Precision precision) {
        Shape shape = Shape.of(to - from, data.features());
        int[] labels = new int[to - from];
        NdArray inputs;
        if (precision == Precision.FLOAT32) {
            float[] values = new float[shape.size()];
            data.fill(rows, from, to, values, labels);
            inputs = new FloatArray(shape, values);
        } else {
            double[] values = new double[shape.size()];
            data.fill(rows, from, to, values, labels);
            inputs = new DoubleArray(shape, values);
        }
        return new Batch(Tensor.constant(inputs, "inputs"), labels);
    }
}

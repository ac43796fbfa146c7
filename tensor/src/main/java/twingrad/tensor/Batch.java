package twingrad.tensor;

/** Samples fetched from {@link Batches}: inputs (m x I) and m labels. */
record Batch(Tensor inputs, int[] labels) {
    /**
     * Samples {@code rows[from]} to {@code rows[to - 1]} in one precision.
     *
     * @param memory of the inputs, and of all that is computed from them; float64 is always fresh
     */
    static Batch of(Batches data, int[] rows, int from, int to, Precision precision, Memory memory) {
        Shape shape = Shape.of(to - from, data.features());
        int[] labels = new int[to - from];
        NdArray inputs;
        if (precision == Precision.FLOAT32) {
            FloatArray floats = FloatArray.in(memory, shape);
            data.fill(rows, from, to, floats.changing(), labels);
            inputs = floats;
        } else {
            double[] values = new double[shape.size()];
            data.fill(rows, from, to, values, labels);
            inputs = new DoubleArray(shape, values);
        }
        return new Batch(Tensor.constant(inputs, "inputs"), labels);
    }
}

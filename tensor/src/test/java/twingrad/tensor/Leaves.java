package twingrad.tensor;

/** Leaves of one number, in float64. */
final class Leaves {
    private Leaves() {}

    static Tensor parameter(double value) {
        return Tensor.parameter(Precision.FLOAT64.of(new double[] {value}));
    }

    static Tensor constant(double value) {
        return Tensor.constant(Precision.FLOAT64.of(new double[] {value}));
    }
}

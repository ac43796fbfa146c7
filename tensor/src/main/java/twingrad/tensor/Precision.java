package twingrad.tensor;

import java.util.Arrays;

/** The kind of number that an array holds, and the factory of such arrays. Arrays of two precisions never mix. */
public enum Precision {
    /** 24 bits of significand: the fast path. */
    FLOAT32(0x1p-24) {
        @Override
        NdArray wrap(Shape shape, double[] values) {
            return FloatArray.of(shape, values);
        }

        @Override
        public NdArray zeros(Shape shape) {
            return new FloatArray(shape, new float[shape.size()]);
        }
    },
    /** 53 bits of significand: the slow, obvious loops that prove the fast ones. */
    FLOAT64(0x1p-53) {
        @Override
        NdArray wrap(Shape shape, double[] values) {
            return new DoubleArray(shape, values.clone());
        }

        @Override
        public NdArray zeros(Shape shape) {
            return new DoubleArray(shape, new double[shape.size()]);
        }
    };

    private final double unit;

    Precision(double unit) {
        this.unit = unit;
    }

    /** An array of as many values as the shape has elements, which are copied and rounded. */
    abstract NdArray wrap(Shape shape, double[] values);

    /** An array of +0. */
    public abstract NdArray zeros(Shape shape);

    /** An array of one number. */
    public NdArray full(Shape shape, double value) {
        double[] values = new double[shape.size()];
        Arrays.fill(values, value);
        return wrap(shape, values);
    }

    /**
     * An array of the values, row-major, rounded to this precision; without sizes a single number of rank 0.
     *
     * @param values Not modified; copied.
     */
    public NdArray of(double[] values, int... dims) {
        Shape shape = Shape.of(dims);
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(
                    "of: expected " + shape.size() + " values for " + shape + ", got " + values.length);
        }
        return wrap(shape, values);
    }

    /** IllegalArgumentException if the other is another. */
    void requireSame(String op, Precision other) {
        if (other != this) {
            throw new IllegalArgumentException(
                    op + ": expected " + this + ", got " + other + "; convert them with to(Precision)");
        }
    }

    /** The unit roundoff: the largest relative error of rounding once, 2^-24 or 2^-53. */
    public double unit() {
        return unit;
    }
}

package twingrad.compare;

/** How the losses of a batch become one number. The 1/m of MEAN stands here and in no other place of a network. */
public enum Reduction {
    /** Cross-entropy averages over the rows, every other loss over all entries, as PyTorch does. */
    MEAN(twingrad.scalar.Reduction.MEAN, twingrad.tensor.Reduction.MEAN),
    /** The sum over all of them. */
    SUM(twingrad.scalar.Reduction.SUM, twingrad.tensor.Reduction.SUM);

    private final twingrad.scalar.Reduction scalar;
    private final twingrad.tensor.Reduction tensor;

    Reduction(twingrad.scalar.Reduction scalar, twingrad.tensor.Reduction tensor) {
        this.scalar = scalar;
        this.tensor = tensor;
    }

    /** This reduction in the scalar engine. */
    public twingrad.scalar.Reduction scalar() {
        return scalar;
    }

    /** This reduction in the tensor engine. */
    public twingrad.tensor.Reduction tensor() {
        return tensor;
    }

    /** What each of {@code count} losses is divided by. */
    double divisor(int count) {
        return this == MEAN ? count : 1;
    }
}

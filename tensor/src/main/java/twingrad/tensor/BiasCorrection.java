package twingrad.tensor;

/**
 * 1 - βᵗ for t = 1, 2, …: what a running mean m = β·m + (1 - β)·x that started at 0 is divided by. βᵗ is a running
 * product, which a power of t need not equal in its last bit.
 */
final class BiasCorrection {
    /** Below it, 1 - βᵗ is 1, and every further factor changes nothing. */
    private static final double NEGLIGIBLE = 0x1p-60;

    private final double beta;
    private long steps;
    private double power = 1;

    BiasCorrection(double beta) {
        this.beta = beta;
    }

    /** That of the next t. */
    double next() {
        steps++;
        power *= beta;
        return 1 - power;
    }

    /** The last t; 0 before the first. */
    long steps() {
        return steps;
    }

    /** Goes on as after so many steps, bit for bit. */
    void restore(long steps) {
        this.steps = steps;
        power = 1;
        for (var t = 0L; t < steps && power > NEGLIGIBLE; t++) {
            power *= beta;
        }
    }
}

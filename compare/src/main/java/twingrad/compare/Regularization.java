package twingrad.compare;

/**
 * Penalty on the weights, never on the biases: J += λ₂/(2m)·Σ‖W‖² + λ₁/m·Σ|W|, whatever the loss's reduction.
 *
 * @param l1 λ₁, at least 0
 * @param l2 λ₂, at least 0
 */
public record Regularization(double l1, double l2) {

    /** No penalty, the default. */
    public static final Regularization NONE = new Regularization(0, 0);

    public Regularization {
        require("l1", l1);
        require("l2", l2);
    }

    private static void require(String name, double strength) {
        if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "regularization: expected " + name + " to be 0 or a positive number, got " + strength);
        }
    }
}

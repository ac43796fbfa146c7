package twingrad.compare;

import java.util.Locale;
import java.util.Optional;

/**
 * What a wrong block looks like: a factor k = ⟨b, a⟩/‖a‖² between the reference a and the other b, where it explains the
 * difference, with the name that it has when it is one of the usual ones.
 *
 * @param samples m, the rows of the batch
 * @param losses how many losses the mean divides by: m, or m·outputs
 */
record Diagnosis(int samples, int losses) {

    /** How much of the block a factor may leave unexplained. */
    private static final double RESIDUAL = 1e-3;

    /** How near to a usual factor k must be to bear its name. */
    private static final double NEAR = 1e-4;

    /** The factor, if one explains the block; neither array is modified. */
    Optional<String> of(double[] a, double[] b) {
        double norm = Norm.of(a);
        double factor = 0;
        for (int i = 0; i < a.length; i++) {
            factor += b[i] / norm * (a[i] / norm);
        }
        var unexplained = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            unexplained[i] = b[i] - factor * a[i];
        }
        boolean explained = Norm.of(unexplained) <= RESIDUAL * Norm.of(b) && Math.abs(factor - 1) > NEAR;
        return explained
                ? Optional.of(String.format(Locale.ROOT, "factor %.6g%s", factor, name(factor)))
                : Optional.empty();
    }

    private String name(double factor) {
        String divisor = losses == samples ? "m" : "m·outputs";
        String inverse = losses == samples ? "1/m" : "1/(m·outputs)";
        if (near(factor, losses)) {
            return " = " + divisor + ": the mean's " + inverse + " is missing";
        }
        if (near(factor, 1.0 / losses)) {
            return " = " + inverse + ": divided by " + divisor + " once too often";
        }
        if (near(factor, (double) losses / samples)) {
            return " = outputs: divided by m instead of m·outputs";
        }
        return near(factor, -1) ? ": the sign is wrong" : "";
    }

    private static boolean near(double factor, double usual) {
        return Math.abs(factor - usual) <= NEAR * Math.abs(usual);
    }
}

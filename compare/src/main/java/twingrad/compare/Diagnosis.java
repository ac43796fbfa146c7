package twingrad.compare;

import java.util.Locale;
import java.util.Optional;
import twingrad.compare.GradientPair.Side;

/**
 * What a wrong block looks like: a factor k = ⟨b, a⟩/‖a‖² between the reference a and the other b, where it explains the
 * difference, with the name that it has when it is one of the usual ones.
 */
final class Diagnosis {

    /** How much of the block a factor may leave unexplained. */
    private static final double RESIDUAL = 1e-3;

    /** How near to a usual factor k must be to bear its name. */
    private static final double NEAR = 1e-4;

    private Diagnosis() {}

    /** The factor, if one explains the block. */
    static Optional<String> of(Side a, Side b, int[] entries, int samples) {
        double dot = 0;
        double squared = 0;
        for (int entry : entries) {
            dot += a.gradient(entry) * b.gradient(entry);
            squared += a.gradient(entry) * a.gradient(entry);
        }
        double factor = dot / squared;
        double unexplained = 0;
        double whole = 0;
        for (int entry : entries) {
            double rest = b.gradient(entry) - factor * a.gradient(entry);
            unexplained += rest * rest;
            whole += b.gradient(entry) * b.gradient(entry);
        }
        boolean explained = Math.sqrt(unexplained) <= RESIDUAL * Math.sqrt(whole) && Math.abs(factor - 1) > NEAR;
        return explained
                ? Optional.of(String.format(Locale.ROOT, "factor %.6g%s", factor, name(factor, samples)))
                : Optional.empty();
    }

    private static String name(double factor, int samples) {
        if (near(factor, samples)) {
            return " = m: the mean's 1/m is missing";
        }
        if (near(factor, 1.0 / samples)) {
            return " = 1/m: divided by m once too often";
        }
        return near(factor, -1) ? ": the sign is wrong" : "";
    }

    private static boolean near(double factor, double usual) {
        return Math.abs(factor - usual) <= NEAR * Math.abs(usual);
    }
}

package twingrad.compare;

/** The Euclidean norm, and the one measure of agreement that every check here uses. */
public final class Norm {

    private Norm() {}

    /** ‖a‖, of entries of any size: they are scaled by a power of 2 first, which rounds nothing. */
    public static double of(double[] a) {
        double largest = 0;
        for (double x : a) {
            largest = Math.max(largest, Math.abs(x));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        int exponent = Math.getExponent(largest);
        double scale = Math.scalb(1.0, -exponent);
        double squares = 0;
        for (double x : a) {
            squares += (scale * x) * (scale * x);
        }
        return Math.scalb(Math.sqrt(squares), exponent);
    }

    /** ‖a-b‖/(‖a‖+‖b‖): 0 when both are 0, 1 when one is, not a number when an entry is not. */
    public static double relativeDifference(double[] a, double[] b) {
        var difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        double norm = of(difference);
        return norm == 0 ? 0 : norm / (of(a) + of(b));
    }
}

package twingrad.compare;

/** The Euclidean norm, and the one measure of agreement that every check here uses. */
public final class Norm {

    private Norm() {}

    /** ‖a‖. */
    public static double of(double[] a) {
        double squares = 0;
        for (double x : a) {
            squares += x * x;
        }
        return Math.sqrt(squares);
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

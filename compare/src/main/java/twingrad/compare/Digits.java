package twingrad.compare;

/**
 * How exactly a group of numbers was written by one program: to so many significant digits, or to so many decimals, of
 * which the coarser counts. Both are the most that any number of the group shows, since a program that drops trailing
 * zeros writes 0.5 where it means 0.5000000. Whole numbers throughout are taken as exact.
 *
 * @param significant most digits of any number, from its first that is not 0
 * @param decimals most digits after the point of any number, negative powers of ten counted in; 0 for whole numbers
 */
public record Digits(int significant, int decimals) {

    /** Nothing was lost: the numbers never were text, or are whole. */
    public static final Digits EXACT = new Digits(0, 0);

    /** The digits of two groups that one program wrote. */
    public Digits and(Digits other) {
        return new Digits(Math.max(significant, other.significant), Math.max(decimals, other.decimals));
    }

    /**
     * How far x can be from the number that was meant: half a unit of the last digit; 0 if that is less than half an
     * ulp.
     */
    double error(double x) {
        if (decimals <= 0 || !Double.isFinite(x)) {
            return 0;
        }
        double leading = x == 0 ? Double.NEGATIVE_INFINITY : Math.floor(StrictMath.log10(Math.abs(x)));
        double bySignificance = 0.5 * StrictMath.pow(10, leading + 1 - significant);
        double error = Math.max(bySignificance, 0.5 * StrictMath.pow(10, -decimals));
        return error < Math.ulp(x) / 2 ? 0 : error;
    }
}

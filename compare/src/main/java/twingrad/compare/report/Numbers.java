package twingrad.compare.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as letters of a chart. */
final class Numbers {

    private static final MathContext TICK = new MathContext(3);

    private static final MathContext SMALL_SHARE = new MathContext(2);

    private static final MathContext SCORE = new MathContext(4);

    /** From here on a number is written with an exponent. */
    private static final double LARGE = 1e6;

    private static final double SMALL = 1e-4;

    private Numbers() {}

    /** Up to three digits: {@code 0.001}, {@code 3.16e-5}; a number that is not finite by its name. */
    static String rounded(double x) {
        return Double.isFinite(x) ? text(new BigDecimal(x).round(TICK).stripTrailingZeros()) : Double.toString(x);
    }

    /** Four digits, so that scores in a column can be compared: {@code 0.9800}. */
    static String score(double x) {
        if (!Double.isFinite(x) || x == 0) {
            return rounded(x);
        }
        BigDecimal score = new BigDecimal(x).round(SCORE);
        return text(score.setScale(score.scale() + SCORE.getPrecision() - score.precision()));
    }

    private static String text(BigDecimal rounded) {
        double size = Math.abs(rounded.doubleValue());
        if (size == 0 || size >= 0.99 * SMALL && size < LARGE) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** A share as per cent: {@code 98.3 %}; below one with two digits that count, {@code 0.0031 %}. */
    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return Double.toString(share);
        }
        var percent = new BigDecimal(100 * share);
        BigDecimal rounded = share < 0.01 ? percent.round(SMALL_SHARE) : percent.setScale(1, RoundingMode.HALF_EVEN);
        return text(rounded) + " %";
    }
}

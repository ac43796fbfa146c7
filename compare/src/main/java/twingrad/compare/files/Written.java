package twingrad.compare.files;

import twingrad.compare.Digits;

/** Gathers, number by number, how exactly an array stands in a text. */
final class Written {

    private int significant;
    private int decimals;

    /** Takes in one number, as it is written: {@code -0.00250e-3} has 3 digits and 8 decimals. */
    void add(char[] text, int offset, int length) {
        int digits = 0;
        int fraction = 0;
        boolean beyondPoint = false;
        int i = offset;
        for (; i < offset + length && text[i] != 'e' && text[i] != 'E'; i++) {
            if (text[i] == '.') {
                beyondPoint = true;
            } else if (text[i] >= '0' && text[i] <= '9') {
                digits += digits > 0 || text[i] != '0' ? 1 : 0;
                fraction += beyondPoint ? 1 : 0;
            }
        }
        significant = Math.max(significant, digits);
        decimals = Math.max(decimals, digits == 0 ? 0 : fraction - exponent(text, i + 1, offset + length));
    }

    private static int exponent(char[] text, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int sign = text[from] == '-' ? -1 : 1;
        int exponent = 0;
        for (int i = from; i < to && exponent < 10_000; i++) {
            exponent = text[i] >= '0' && text[i] <= '9' ? 10 * exponent + text[i] - '0' : exponent;
        }
        return sign * exponent;
    }

    Digits digits() {
        return new Digits(significant, decimals);
    }
}

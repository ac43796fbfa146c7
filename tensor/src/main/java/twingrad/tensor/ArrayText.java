package twingrad.tensor;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An array as people read it: its shape, then its numbers in nested brackets as NumPy writes them, to 6 digits, of a
 * long axis only those at both ends.
 */
final class ArrayText {
    /** The longest axis that is shown whole: the ten classes of digits. */
    private static final int WHOLE = 10;

    /** How many stand at each end of a longer one. */
    private static final int ENDS = 3;

    private static final MathContext DIGITS = new MathContext(6);

    private final NdArray array;
    private final int[] index;
    private int width;

    private ArrayText(NdArray array) {
        this.array = array;
        this.index = new int[array.shape().rank()];
    }

    /** The shape and the numbers, a matrix on lines of its own. */
    static String of(NdArray array) {
        var text = new ArrayText(array);
        // Once to learn how wide the numbers are.
        text.numbers(0);
        return array.shape() + (text.index.length < 2 ? " " : "\n") + text.numbers(0);
    }

    private String numbers(int axis) {
        if (axis == index.length) {
            var number = number(array.get(index));
            width = Math.max(width, number.length());
            return " ".repeat(width - number.length()) + number;
        }
        int size = array.shape().dim(axis);
        var separator = axis == index.length - 1 ? ", " : ",\n" + " ".repeat(axis + 1);
        var text = new StringBuilder("[");
        for (int i = 0; i < size; i++) {
            if (size > WHOLE && i == ENDS) {
                text.append(separator).append("...");
                i = size - ENDS;
            }
            index[axis] = i;
            text.append(i == 0 ? "" : separator).append(numbers(axis + 1));
        }
        return text.append(']').toString();
    }

    private static String number(double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return x == 0 ? (1 / x < 0 ? "-0" : "0") : Double.toString(x);
        }
        var rounded = new BigDecimal(x).round(DIGITS).stripTrailingZeros();
        return Math.abs(x) < 1e9 && Math.abs(x) >= 1e-6 ? rounded.toPlainString() : rounded.toString();
    }
}

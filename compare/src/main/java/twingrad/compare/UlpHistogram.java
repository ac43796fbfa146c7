package twingrad.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * How many entries of two arrays are how many floats apart: 0, 1, 2, 3 to 4, 5 to 8, and so on by powers of 2. The last
 * bin holds what is farther, and what is no number.
 *
 * @param counts of each bin, up to the last that is not empty
 */
public record UlpHistogram(List<Integer> counts) {

    /** The bin of 2^19+1 ulps and more, a sixteenth of all floats between 1 and 2: that is no rounding. */
    private static final int LAST = 21;

    public UlpHistogram {
        counts = List.copyOf(counts);
    }

    /**
     * Of a reference, rounded to float, and what a float32 engine gave. IllegalArgumentException unless equally long.
     */
    public static UlpHistogram of(double[] reference, double[] single) {
        if (reference.length != single.length) {
            throw new IllegalArgumentException(
                    "ulps: expected " + reference.length + " entries in both, got " + single.length);
        }
        var counts = new int[LAST + 1];
        int bins = 1;
        for (int i = 0; i < reference.length; i++) {
            int bin = bin(distance((float) reference[i], (float) single[i]));
            counts[bin]++;
            bins = Math.max(bins, bin + 1);
        }
        var list = new ArrayList<Integer>();
        for (int bin = 0; bin < bins; bin++) {
            list.add(counts[bin]);
        }
        return new UlpHistogram(list);
    }

    /**
     * How many steps from one float to the next lead from a to b; the two zeros are one; for no number, all of them.
     */
    static long distance(float a, float b) {
        return Float.isNaN(a) || Float.isNaN(b) ? Long.MAX_VALUE : Math.abs(rank(a) - rank(b));
    }

    /** Place among all floats, 0 for zero. */
    private static long rank(float x) {
        int bits = Float.floatToIntBits(x);
        return bits >= 0 ? bits : Integer.MIN_VALUE - (long) bits;
    }

    private static int bin(long distance) {
        return distance == 0 ? 0 : Math.min(LAST, 65 - Long.numberOfLeadingZeros(distance - 1));
    }

    /** What a bin holds: {@code 0}, {@code 1}, {@code 2}, {@code 3-4}. */
    public static String label(int bin) {
        if (bin <= 2) {
            return String.valueOf(bin);
        }
        long low = (1L << (bin - 2)) + 1;
        return bin == LAST ? "≥ " + low : low + "-" + (1L << (bin - 1));
    }
}

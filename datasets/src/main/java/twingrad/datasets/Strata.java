package twingrad.datasets;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The classes of a set dealt out to parts, each class by the same fractions. A class gives each part its exact share
 * rounded up or down; who gets the samples left over is decided by what the parts still lack from the classes before,
 * so that the parts' sizes come out, too. The first part gets a sample of every class.
 */
final class Strata {
    /** Far above the rounding of a product, far below one sample. */
    private static final double ROUNDING = 1e-9;

    private final double[] fractions;
    /** How many samples each part lacks of its exact share of the classes so far. */
    private final double[] lacking;

    /** Parts of these shares, none negative, the first positive, their sum 1. */
    Strata(double[] fractions) {
        this.fractions = fractions.clone();
        lacking = new double[fractions.length];
    }

    /** The part of each row, drawn at random within its class. {@code rowsOf}: the rows of each class. */
    int[] deal(int[][] rowsOf, RandomGenerator random) {
        var partOf = new int[Arrays.stream(rowsOf).mapToInt(rows -> rows.length).sum()];
        for (int[] rows : rowsOf) {
            int[] order = Dataset.shuffled(rows, random);
            int[] counts = counts(order.length);
            int next = 0;
            for (int part = 0; part < counts.length; part++) {
                for (int i = 0; i < counts[part]; i++) {
                    partOf[order[next++]] = part;
                }
            }
        }
        return partOf;
    }

    /** How many of the {@code samples} of the next class go into each part. */
    private int[] counts(int samples) {
        var counts = new int[fractions.length];
        var remainders = new double[fractions.length];
        int left = samples;
        for (int part = 0; part < counts.length; part++) {
            double exact = fractions[part] * samples;
            lacking[part] += exact;
            counts[part] = (int) Math.floor(exact + ROUNDING);
            remainders[part] = exact - counts[part];
            left -= counts[part];
        }
        if (samples > 0 && counts[0] == 0) {
            counts[0]++;
            remainders[0] = 0;
            left--;
        }
        if (left < 0) {
            counts[largestAfterFirst(counts)]--;
        }
        for (; left > 0; left--) {
            int part = neediest(counts, remainders);
            counts[part]++;
            remainders[part] = 0;
        }
        for (int part = 0; part < counts.length; part++) {
            lacking[part] -= counts[part];
        }
        return counts;
    }

    private static int largestAfterFirst(int[] counts) {
        int largest = 1;
        for (int part = 2; part < counts.length; part++) {
            largest = counts[part] > counts[largest] ? part : largest;
        }
        return largest;
    }

    private int neediest(int[] counts, double[] remainders) {
        int best = -1;
        for (int part = 0; part < counts.length; part++) {
            boolean mayTake = remainders[part] > ROUNDING;
            if (mayTake && (best < 0 || lacking[part] - counts[part] > lacking[best] - counts[best] + ROUNDING)) {
                best = part;
            }
        }
        return best < 0 ? 0 : best;
    }
}

package twingrad.compare;

import java.util.Locale;

/** What is said of one block in two witnesses, and of a check as a whole. */
public enum Verdict {
    /** Within the bound, and the bound is narrow enough to tell right from wrong; or the same numbers. */
    AGREE,
    /** Beyond the bound: one of the two is wrong. */
    DISAGREE,
    /**
     * Within the bound, but that is wider than {@link #WIDEST_PROOF}: what was lost to rounding, or to digits that were
     * not written, could explain a wrong gradient, too. So with a gradient that cancels or has all but vanished.
     */
    UNPROVEN,
    /** Finite differences only: the difference is beyond their formula's error or that is too wide, but noise. */
    NOISE,
    /** Finite differences only: every entry sits at a kink, where the quotient means nothing. */
    KINK;

    /**
     * Widest bound that proves anything, as a relative difference: a gradient of zeros, or one of the wrong sign, is
     * off by 1, one that is 3 times too large by 0.5.
     */
    public static final double WIDEST_PROOF = 0.5;

    /**
     * The verdict on a difference. Anything that is not a number is beyond every bound.
     *
     * @param difference ‖a-b‖
     * @param bound what is allowed of it
     * @param noise what more may be noise
     * @param size ‖a‖+‖b‖
     */
    static Verdict of(double difference, double bound, double noise, double size) {
        if (difference <= bound) {
            boolean proves = difference == 0 || bound <= WIDEST_PROOF * size;
            return proves ? AGREE : noise > 0 ? NOISE : UNPROVEN;
        }
        return difference <= bound + noise ? NOISE : DISAGREE;
    }

    /** As printed and written in JSON: {@code agree}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

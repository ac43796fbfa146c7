package twingrad.compare;

import java.util.Locale;

/** What is said of one block in two witnesses, and of a check as a whole. */
public enum Verdict {
    /** Within the bound. */
    AGREE,
    /** Beyond the bound: one of the two is wrong. */
    DISAGREE,
    /** Finite differences only: beyond their formula's error, but within their own rounding noise. */
    NOISE,
    /** Finite differences only: every entry sits at a kink, where the quotient means nothing. */
    KINK;

    /** As printed and written in JSON: {@code agree}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package twingrad.compare.expression;

import java.util.Locale;

/** Which way a step goes: from the leaves to the root, or back. */
public enum Pass {
    FORWARD,
    BACKWARD;

    /** As written in files: {@code forward}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

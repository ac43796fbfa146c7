package twingrad.compare.cli;

import java.util.Locale;

/** Which engine trains. */
enum Engine {
    SCALAR,
    TENSOR;

    /** As typed: {@code scalar}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

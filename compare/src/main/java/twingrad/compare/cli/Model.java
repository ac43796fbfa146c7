package twingrad.compare.cli;

import java.util.Locale;

/** What is trained. */
enum Model {
    MLP,
    LENET;

    /** As typed: {@code lenet}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

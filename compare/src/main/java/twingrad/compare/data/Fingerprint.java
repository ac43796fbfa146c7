package twingrad.compare.data;

import java.util.Objects;
import twingrad.datasets.Dataset;

/**
 * By what a training set is known again.
 *
 * @param samples how many there are, 1 or more
 * @param checksum of them in order, as {@link Dataset#checksum} gives it
 */
public record Fingerprint(int samples, String checksum) {

    /** IllegalArgumentException if there is no sample. */
    public Fingerprint {
        Objects.requireNonNull(checksum, "fingerprint: expected a checksum, got null");
        if (samples < 1) {
            throw new IllegalArgumentException("fingerprint: expected 1 sample or more, got " + samples);
        }
    }

    /** That of a training set. */
    public static Fingerprint of(Dataset train) {
        return new Fingerprint(train.size(), train.checksum());
    }

    /** Such as {@code 60 samples with the checksum 1f00ba5e}. */
    @Override
    public String toString() {
        return samples + " samples with the checksum " + checksum;
    }
}

package twingrad.compare.trust;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Spoiled copies of a good file, whatever its format: cut off, or with a bit flipped. */
record HostileFiles(byte[] good) {

    /** A file up to this size is cut off at every byte, a larger one at every {@link #STEP}. */
    private static final int SMALL = 1 << 16;

    private static final int STEP = 4_096;

    /** Of the first so many bytes every bit is flipped. */
    private static final int START = 1_024;

    /** Something that reads a file: its content, or nothing if it was refused. */
    @FunctionalInterface
    interface Reading {
        Optional<Object> of(byte[] file);
    }

    /** The file cut off, at 0 bytes first. */
    Stream<byte[]> truncations() {
        int step = good.length <= SMALL ? 1 : STEP;
        return IntStream.range(0, (good.length + step - 1) / step).mapToObj(i -> Arrays.copyOf(good, i * step));
    }

    /** Each bit of the beginning flipped, one at a time. */
    Stream<byte[]> flipsAtTheStart() {
        return IntStream.range(0, 8 * Math.min(START, good.length)).mapToObj(this::flipped);
    }

    /** Whether {@link #flipsAtTheStart} leaves no bit out. */
    boolean isFlippedWhole() {
        return good.length <= START;
    }

    /** So many random bits flipped, one at a time. */
    Stream<byte[]> flips(int count, RandomGenerator random) {
        return random.ints(count, 0, 8 * good.length).mapToObj(this::flipped);
    }

    private byte[] flipped(int bit) {
        byte[] copy = good.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    /**
     * Has each of the copies read.
     *
     * @param isChecked whether what is read must be what the good file holds; otherwise it may be anything
     * @return how many were refused
     * @throws AssertionError for a copy that is read as something else
     */
    static long refused(Stream<byte[]> copies, byte[] good, boolean isChecked, Reading reading) {
        Optional<Object> original = reading.of(good);
        if (original.isEmpty()) {
            throw new AssertionError("expected a good file to be read, got a refusal");
        }
        return copies.filter(copy -> {
                    Optional<Object> content = reading.of(copy);
                    if (isChecked && content.isPresent() && !content.equals(original)) {
                        throw new AssertionError("expected a refusal or " + original.get() + ", got " + content.get()
                                + " from a copy that differs at byte " + Arrays.mismatch(good, copy));
                    }
                    return content.isEmpty();
                })
                .count();
    }
}

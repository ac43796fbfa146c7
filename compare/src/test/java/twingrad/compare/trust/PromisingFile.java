package twingrad.compare.trust;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import twingrad.datasets.Idx;

/** Reads an image of 40 MB, which goes on for ever, and prints the refusal; a main class, to be run in a small heap. */
final class PromisingFile {

    private static final int SIZE = 40_000_000;

    private PromisingFile() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        var zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };
        InputStream images = new SequenceInputStream(numbers(0x803, 1, 1, SIZE), zeros);
        try {
            Idx.dataset("set", "images", images, "labels", numbers(0x801, 1), 10);
        } catch (UncheckedIOException e) {
            System.out.println(e.getMessage());
        }
    }

    private static InputStream numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        return new ByteArrayInputStream(bytes.array());
    }
}

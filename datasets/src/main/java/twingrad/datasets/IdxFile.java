package twingrad.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * One IDX file of unsigned bytes while it is read, plain or gzipped: first {@link #dimensions}, then {@link #data}.
 *
 * <p>A header is believed only so far as data follows it: no array is made for what it merely promises, and at most
 * one byte is read beyond it.
 */
final class IdxFile implements AutoCloseable {
    /** The upper bytes of the magic number of every file of unsigned bytes; the lowest byte is the rank. */
    private static final int UNSIGNED_BYTES = 0x00000800;

    /** A folder has two sets, and while the second is read, its data is gathered in pieces and then put together. */
    private static final int COPIES = 4;

    private final String name;
    private InputStream in;

    /** The file that {@code in} holds, which is closed with this one; {@code name} is for errors alone. */
    IdxFile(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** The sizes of a file of this rank, all positive, their product within int. */
    int[] dimensions(int rank) {
        try {
            in = content(in);
            int expected = UNSIGNED_BYTES | rank;
            int magic = numbers(1, "the magic number")[0];
            if (magic != expected) {
                throw new MalformedFileException("magic " + hex(expected), hex(magic));
            }
            int[] dimensions = numbers(rank, "dimensions");
            checkSizes(dimensions);
            return dimensions;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Refuses what would take more bytes of the heap than there are for one set. */
    void requireRoom(long bytes) {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap / COPIES) {
            throw refusal(
                    "at most " + heap / COPIES + " bytes of samples for a heap of " + (heap >> 20) + " MB",
                    bytes + "; give Java more with -Xmx");
        }
    }

    /** The data, which must be {@code length} bytes, and the end of the file after it. */
    byte[] data(int length) {
        try {
            byte[] data = in.readNBytes(length);
            if (data.length < length) {
                throw new MalformedFileException(length + " bytes of data", data.length);
            }
            if (in.read() >= 0) {
                throw new MalformedFileException(length + " bytes of data", "more");
            }
            return data;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** An error that names this file. */
    UncheckedIOException refusal(String expected, Object got) {
        return unreadable(new MalformedFileException(expected, got));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The content of a gzip file, known by its first two bytes, or the file as it is. */
    private static InputStream content(InputStream file) throws IOException {
        var peeked = new PushbackInputStream(file, Short.BYTES);
        byte[] start = peeked.readNBytes(Short.BYTES);
        peeked.unread(start);
        boolean zipped = start.length == Short.BYTES && ByteBuffer.wrap(start).getShort() == (short) Gunzip.MAGIC;
        return zipped ? new Gunzip(peeked) : peeked;
    }

    /** Big-endian numbers of the header. */
    private int[] numbers(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count * Integer.BYTES);
        if (bytes.length < count * Integer.BYTES) {
            throw new MalformedFileException(count * Integer.BYTES + " bytes of " + what, bytes.length);
        }
        int[] numbers = new int[count];
        ByteBuffer.wrap(bytes).asIntBuffer().get(numbers);
        return numbers;
    }

    private static void checkSizes(int[] dimensions) throws IOException {
        long length = 1;
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] <= 0) {
                throw new MalformedFileException("a positive dimension " + i, dimensions[i]);
            }
            length *= dimensions[i];
            if (length > Integer.MAX_VALUE) {
                String shape =
                        Arrays.stream(dimensions).mapToObj(String::valueOf).collect(Collectors.joining("x"));
                throw new MalformedFileException("at most " + Integer.MAX_VALUE + " bytes of data", shape);
            }
        }
    }

    private UncheckedIOException unreadable(IOException e) {
        String what = e instanceof MalformedFileException ? e.getMessage() : "expected a readable file, got " + e;
        return new UncheckedIOException(name + ": " + what, e);
    }

    private static String hex(int number) {
        return "0x" + HexFormat.of().toHexDigits(number);
    }
}

package twingrad.compare.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files that are large, or say that they are, without ever holding one in memory. */
record LargeFiles(Path folder) {

    private static final byte[] PIECE = new byte[1 << 16];

    /** What puts a file's bytes where they go. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** A text of which a part comes many times. */
    Path text(String name, String before, String part, long times, String after) {
        return written(name, repeated(before, part, times, after));
    }

    /** Adds more such text to a file. */
    Path append(Path file, String before, String part, long times, String after) {
        return written(file, repeated(before, part, times, after), StandardOpenOption.APPEND);
    }

    private static Content repeated(String before, String part, long times, String after) {
        return out -> {
            out.write(before.getBytes(ISO_8859_1));
            byte[] bytes = part.getBytes(ISO_8859_1);
            for (long i = 0; i < times; i++) {
                out.write(bytes);
            }
            out.write(after.getBytes(ISO_8859_1));
        };
    }

    /** A beginning, and zeros after it, of which a file system need not keep any. */
    Path zeros(String name, byte[] beginning, long zeros) {
        Path file = written(name, out -> out.write(beginning));
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(beginning.length + zeros);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Images in IDX, black, as many bytes of them as are to be there; their labels too, all 0. */
    Path idx(String set, int count, int height, int width, long bytes) {
        zeros(set + "-labels-idx1-ubyte", numbers(0x801, count), count);
        return zeros(set + "-images-idx3-ubyte", numbers(0x803, count, height, width), bytes);
    }

    /** A safetensors file with this header, and zeros. */
    Path safetensors(String name, String header, long zeros) {
        var beginning = ByteBuffer.allocate(Long.BYTES + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        beginning.putLong(header.length()).put(header.getBytes(ISO_8859_1));
        return zeros(name, beginning.array(), zeros);
    }

    /** A gradient file of one layer of two inputs and so many samples, all its numbers 0, in NumPy's archive. */
    Path npz(String name, int samples) {
        return written(name, out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.setLevel(1);
                word(zip, "loss", "mean-squared-error");
                word(zip, "layers.0.activation", "identity");
                matrix(zip, "layers.0.weight", 1, 2);
                matrix(zip, "layers.0.bias", 1, 1);
                matrix(zip, "gradients.0.weight", 1, 2);
                matrix(zip, "gradients.0.bias", 1, 1);
                matrix(zip, "inputs", samples, 2);
                matrix(zip, "targets", samples, 1);
            }
        });
    }

    private static void matrix(ZipOutputStream zip, String name, int rows, int columns) throws IOException {
        entry(zip, name, "<f8", "(" + rows + ", " + columns + ")");
        zeros(zip, (long) Double.BYTES * rows * columns);
    }

    /** A PNG picture of one color; without its pixels, if it is not whole. */
    Path png(String name, int side, int bits, int kind, long lineBytes, boolean isWhole) {
        return written(name, out -> {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side);
            chunk(out, "IHDR", header.put((byte) bits).put((byte) kind).array());
            if (isWhole) {
                var packed = new ByteArrayOutputStream();
                try (var deflated = new DeflaterOutputStream(packed)) {
                    zeros(deflated, (1 + lineBytes) * side);
                }
                chunk(out, "IDAT", packed.toByteArray());
            }
            chunk(out, "IEND", new byte[0]);
        });
    }

    private static void chunk(OutputStream out, String name, byte[] content) throws IOException {
        var chunk = ByteBuffer.allocate(2 * Integer.BYTES + content.length);
        chunk.putInt(content.length).put(name.getBytes(ISO_8859_1)).put(content);
        var checksum = new CRC32();
        checksum.update(chunk.array(), Integer.BYTES, chunk.capacity() - Integer.BYTES);
        out.write(chunk.array());
        out.write(numbers((int) checksum.getValue()));
    }

    private static void word(ZipOutputStream zip, String name, String word) throws IOException {
        entry(zip, name, "<U" + word.length(), "()");
        for (char letter : word.toCharArray()) {
            zip.write(new byte[] {(byte) letter, 0, 0, 0});
        }
    }

    private static void entry(ZipOutputStream zip, String name, String type, String shape) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        zip.write(header.getBytes(ISO_8859_1));
    }

    private static void zeros(OutputStream out, long zeros) throws IOException {
        for (long left = zeros; left > 0; left -= PIECE.length) {
            out.write(PIECE, 0, (int) Math.min(left, PIECE.length));
        }
    }

    private static byte[] numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        return bytes.array();
    }

    private Path written(String name, Content content) {
        return written(folder.resolve(name), content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static Path written(Path file, Content content, OpenOption... options) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options), PIECE.length)) {
            content.write(out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

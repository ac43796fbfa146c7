package twingrad.compare.files;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a gradient file from NumPy's archive of arrays, {@code np.savez("mine.npz", **{"layers.0.weight": W, ...})}.
 * Each array's header is held against its size in the archive, and that against what a file may hold, before it is
 * unpacked, and what was unpacked against its check sum.
 */
final class NpzFields {

    private static final String SUFFIX = ".npy";

    /** Most arrays: five for each layer of the deepest network that anybody checks. */
    private static final int MOST_ARRAYS = 10_000;

    private NpzFields() {}

    static Fields read(Path file) throws IOException {
        try (var archive = new ZipFile(file.toFile())) {
            if (archive.size() > MOST_ARRAYS) {
                throw new MalformedFileException("expected at most " + MOST_ARRAYS + " arrays, got " + archive.size());
            }
            var fields = new Fields(false);
            for (ZipEntry entry : entries(archive)) {
                read(archive, entry, fields);
            }
            return fields;
        } catch (ZipException e) {
            throw new MalformedFileException("expected a whole .npz archive, got " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<? extends ZipEntry> entries(ZipFile archive) throws IOException {
        try {
            return archive.stream().toList();
        } catch (IllegalArgumentException e) {
            // What JDK 17 throws for comments; for names, and newer ones for both, it says so on opening the archive.
            throw new MalformedFileException("expected a whole .npz archive, got text in it that is not UTF-8");
        }
    }

    private static void read(ZipFile archive, ZipEntry entry, Fields fields) throws IOException {
        String path = entry.getName().endsWith(SUFFIX)
                ? entry.getName().substring(0, entry.getName().length() - SUFFIX.length())
                : entry.getName();
        fields.require(path);
        var checked = new CheckedInputStream(archive.getInputStream(entry), new CRC32());
        try (var in = new DataInputStream(checked)) {
            fields.put(Npy.read(path, in, entry.getSize(), fields));
            if (in.read() >= 0) {
                throw new MalformedFileException(path + ": expected " + entry.getSize() + " bytes, got more");
            }
        }
        // The JDK leaves it to the reader.
        long crc = checked.getChecksum().getValue();
        if (crc != entry.getCrc()) {
            throw new MalformedFileException(
                    path + ": expected an array with CRC 0x%08x, got 0x%08x".formatted(entry.getCrc(), crc));
        }
    }
}

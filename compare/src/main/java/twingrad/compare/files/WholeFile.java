package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file whole or not at all: to a temporary file beside it, forced to disk, then moved into its place in one
 * step. Whoever reads it, whenever the process or the machine stops, finds the old file or the new one.
 */
final class WholeFile {

    /** Ending of temporary files; before it stands the number of the process that writes. */
    private static final String SUFFIX = ".part";

    private WholeFile() {}

    /** What is to be in a file. */
    interface Content {
        void write(WritableByteChannel out) throws IOException;
    }

    /** Writes a file, in place of one that may be there. UncheckedIOException, and the old file kept, if it cannot. */
    static void write(Path file, Content content) {
        try {
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.exists(place) && !Files.isRegularFile(place)) {
                throw new MalformedFileException(Files.isDirectory(place) ? "a folder" : "a device");
            }
            Path temporary = place.resolveSibling(
                    place.getFileName() + "." + ProcessHandle.current().pid() + SUFFIX);
            try {
                writeForced(temporary, content);
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            force(place.getParent());
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /** The same of bytes. */
    static void write(Path file, byte[] bytes) {
        write(file, out -> Channels.newOutputStream(out).write(bytes));
    }

    private static void writeForced(Path temporary, Content content) throws IOException {
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            content.write(out);
            out.force(true);
        }
    }

    /** Forces a folder's list of files to disk where folders can be opened; Windows opens none and does it itself. */
    private static void force(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    private static UncheckedIOException refusal(Path file, IOException e) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return new UncheckedIOException(
                    file + ": expected the folder " + folder + " to write it into, got none", e);
        }
        String kept = Files.exists(file) ? "; the file that was there is kept" : "";
        return new UncheckedIOException(file + ": expected a file that can be written, got " + Reason.of(e) + kept, e);
    }

    /** Deletes what killed processes left of files of that name. Only for a folder into which nobody else writes. */
    static void deleteLeftovers(Path file) throws IOException {
        Path place = file.toAbsolutePath();
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                place.getParent(),
                candidate -> candidate.getFileName().toString().startsWith(place.getFileName() + ".")
                        && candidate.getFileName().toString().endsWith(SUFFIX))) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}

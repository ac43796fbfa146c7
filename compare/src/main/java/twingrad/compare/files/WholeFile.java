package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file whole or not at all: to a temporary file beside it, forced to disk, then moved into its place in one
 * step. Whoever reads it, whenever the process or the machine stops, finds the old file or the new one.
 */
public final class WholeFile {

    /** Ending of temporary files; before it stands the number of the process that writes. */
    private static final String SUFFIX = ".part";

    private WholeFile() {}

    /** What is to be in a file. */
    public interface Content {
        /** Writes all of it; the channel stays open. */
        void write(WritableByteChannel out) throws IOException;
    }

    /**
     * Writes a file, in place of one that may be there. UncheckedIOException, and the old file kept, if it cannot. A
     * device or a pipe keeps nothing, and is written to as it is.
     */
    public static void write(Path file, Content content) {
        try {
            requireWritable(file);
            if (isStream(file)) {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    content.write(out);
                }
                return;
            }
            Path place = place(file);
            Path temporary = temporary(place);
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
    public static void write(Path file, byte[] bytes) {
        write(file, out -> Channels.newOutputStream(out).write(bytes));
    }

    /** The same of a text, in UTF-8. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Refuses, before there is anything to write, what cannot be written: UncheckedIOException. It tries: not every
     * folder that says so can be written into, such as those of {@code /proc} by root.
     */
    public static void require(Path file) {
        try {
            requireWritable(file);
            if (!isStream(file)) {
                Path temporary = temporary(place(file));
                writeForced(temporary, out -> {});
                Files.delete(temporary);
            }
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /** A move would replace even a file that is protected. */
    private static void requireWritable(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MalformedFileException("a folder");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        if (isStream(file)) {
            return;
        }
        Path folder = place(file).getParent();
        if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /** Where a file is to stand: a link stays, and leads to what is written, also where there was nothing. */
    private static Path place(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path place = file.toAbsolutePath();
        return Files.isSymbolicLink(place) ? place.resolveSibling(Files.readSymbolicLink(place)) : place;
    }

    private static boolean isStream(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static Path temporary(Path place) {
        return place.resolveSibling(
                place.getFileName() + "." + ProcessHandle.current().pid() + SUFFIX);
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
        if (folder != null && !Files.isDirectory(folder)) {
            return new UncheckedIOException(
                    file + ": expected the folder " + folder + " to write it into, got none", e);
        }
        String kept = Files.isRegularFile(file) ? "; the file that was there is kept" : "";
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

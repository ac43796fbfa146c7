package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of JSON objects, one a line, each written at once, for whoever follows the file. Lines that cannot be written
 * are written before the next one.
 */
public final class JsonLines implements AutoCloseable {

    private final Path file;
    private final SeekableByteChannel channel;
    private final StringBuilder unwritten = new StringBuilder();

    /** Lines to a channel that stands at its end; the file is what an error calls it. */
    JsonLines(Path file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the file, made where it is missing. UncheckedIOException where that cannot be.
     *
     * @param goesOn whether what it holds is kept and gone on with
     */
    public static JsonLines open(Path file, boolean goesOn) {
        var then = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try {
            return new JsonLines(
                    file, Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, then));
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /**
     * One object as one line that begins with what happened: {@code {"event":"epoch",…}}. UncheckedIOException where it
     * cannot be written now.
     */
    public void write(String event, Object report) {
        unwritten.append(Json.line(event, report)).append('\n');
        try {
            long end = channel.size();
            try {
                ByteBuffer lines = StandardCharsets.UTF_8.encode(unwritten.toString());
                while (lines.hasRemaining()) {
                    channel.write(lines);
                }
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
            unwritten.setLength(0);
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    private static UncheckedIOException refusal(Path file, IOException e) {
        return new UncheckedIOException(file + ": expected a file that can be written, got " + Reason.of(e), e);
    }
}

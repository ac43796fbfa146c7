package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of JSON objects, one a line, each flushed as it is written, for whoever follows the file. */
public final class JsonLines implements AutoCloseable {

    private final Path file;
    private final Writer writer;

    private JsonLines(Path file, Writer writer) {
        this.file = file;
        this.writer = writer;
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
                    file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, then));
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    /** One object as one line that begins with what happened: {@code {"event":"epoch",…}}. */
    public void write(String event, Object report) {
        try {
            writer.write(Json.line(event, report) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static UncheckedIOException unwritten(Path file, IOException e) {
        return new UncheckedIOException(file + ": expected a file that can be written, got " + Reason.of(e), e);
    }
}

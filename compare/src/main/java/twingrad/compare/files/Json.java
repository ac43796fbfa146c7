package twingrad.compare.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes reports as JSON: records as objects, enums as they are typed, and numbers that are not finite, for which JSON has
 * none, as the strings "NaN", "Infinity" and "-Infinity".
 */
public final class Json {

    private Json() {}

    /** One object as indented text, ending with a line break. */
    public static String text(Object report) {
        var mapper = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
        try {
            return mapper.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("json: expected a report of numbers, texts and lists, got " + report, e);
        }
    }

    /** Writes one object to a file. */
    public static void write(Path file, Object report) {
        try {
            Files.writeString(file, text(report));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file that can be written, got " + Reason.of(e), e);
        }
    }
}

package twingrad.compare.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes reports as JSON: records as objects, enums as they are typed, and numbers that are not finite, for which JSON
 * has none, as the strings "NaN", "Infinity" and "-Infinity".
 */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .registerModule(new SimpleModule().addSerializer(OptionalDouble.class, new Figure()));

    private static final ObjectWriter LINE = MAPPER.writer();

    private static final ObjectWriter INDENTED = MAPPER.writerWithDefaultPrettyPrinter();

    /** A number that there may be. Where there is none, it is empty, for those who leave out what is. */
    private static final class Figure extends JsonSerializer<OptionalDouble> {

        @Override
        public void serialize(OptionalDouble figure, JsonGenerator json, SerializerProvider all) throws IOException {
            json.writeNumber(figure.orElse(Double.NaN));
        }

        @Override
        public boolean isEmpty(SerializerProvider all, OptionalDouble figure) {
            return figure.isEmpty();
        }
    }

    private Json() {}

    /** One object as indented text, ending with a line break. */
    public static String text(Object report) {
        return text(report, INDENTED) + "\n";
    }

    /** One object as one line, without its line break. */
    static String line(Object report) {
        return text(report, LINE);
    }

    /** The same with an {@code event} before all else. */
    static String line(String event, Object report) {
        ObjectNode line = MAPPER.createObjectNode().put("event", event);
        line.setAll(MAPPER.<ObjectNode>valueToTree(report));
        return text(line, LINE);
    }

    private static String text(Object report, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("json: expected a report of numbers, texts and lists, got " + report, e);
        }
    }

    /** The object that a text holds; empty if it holds another or none. */
    static <T> Optional<T> read(String text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A number that an object holds under a name; empty if there is none. */
    public static OptionalDouble number(String text, String name) {
        return read(text, JsonNode.class)
                .map(report -> report.path(name))
                .filter(JsonNode::isNumber)
                .map(number -> OptionalDouble.of(number.asDouble()))
                .orElseGet(OptionalDouble::empty);
    }

    /** Writes one object to a file, whole or not at all. */
    public static void write(Path file, Object report) {
        WholeFile.write(file, text(report));
    }
}

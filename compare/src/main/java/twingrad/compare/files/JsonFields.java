package twingrad.compare.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twingrad.compare.files.Field.Numbers;
import twingrad.compare.files.Field.Word;

/**
 * Reads a gradient file's JSON in one pass, numbers straight into arrays. Strict: one object, each name once, numbers
 * in at most two levels of brackets, rows of one length; nothing is allocated that the file does not hold.
 */
final class JsonFields {

    /**
     * As deep as a bracket may stand: the object, a list, a layer, a matrix, a row, and one more to say that it is too
     * many.
     */
    private static final int DEEPEST = 6;

    /** Longest name, word or number, in characters. */
    private static final int LONGEST = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST)
                    .maxStringLength(LONGEST)
                    .maxNameLength(LONGEST)
                    .build())
            .build();

    private final Fields fields = new Fields(true);
    private final JsonParser parser;

    private JsonFields(JsonParser parser) {
        this.parser = parser;
    }

    static Fields read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            var reader = new JsonFields(parser);
            try {
                return reader.read();
            } catch (JsonEOFException e) {
                throw refusal("", "plain JSON", "the file's end within it", parser.currentLocation());
            } catch (CharConversionException e) {
                throw refusal("", "UTF-8", e.getMessage(), parser.currentLocation());
            } catch (StreamConstraintsException e) {
                throw refusal(
                        "",
                        "names, words and numbers of at most " + LONGEST + " characters",
                        "a longer one",
                        parser.currentLocation());
            } catch (JsonParseException e) {
                throw refusal("", "plain JSON", e.getOriginalMessage(), parser.currentLocation());
            }
        }
    }

    private Fields read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw refusal("", "a JSON object {\"layers\": [...], ...}", got());
        }
        object("");
        if (parser.nextToken() != null) {
            throw refusal("", "nothing after the object", got());
        }
        return fields;
    }

    private void object(String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (path.equals("layers") || path.equals("gradients")) {
                list(path);
            } else {
                fields.require(path);
                fields.put(
                        token == JsonToken.VALUE_STRING && !isNumber()
                                ? new Word(path, parser.getText())
                                : new Rows(path).read());
            }
        }
    }

    /** One object for each layer. */
    private void list(String path) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refusal(path, "a list of objects, one for each layer", got());
        }
        for (int layer = 0; parser.nextToken() != JsonToken.END_ARRAY; layer++) {
            String element = fields.path(path, layer);
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw refusal(element, "an object {\"weight\": [[...]], \"bias\": [...]}", got());
            }
            object(element + ".");
        }
    }

    /** Whether the current token is a number; those that are none, JSON writers put in quotes. */
    private boolean isNumber() throws IOException {
        JsonToken token = parser.currentToken();
        return token.isNumeric()
                || token == JsonToken.VALUE_STRING
                        && List.of("NaN", "Infinity", "-Infinity").contains(parser.getText());
    }

    /** What stands here, in words. */
    private String got() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case END_ARRAY -> "an empty list";
            case VALUE_STRING -> "\"" + parser.getText() + "\"";
            default -> parser.getText();
        };
    }

    private MalformedFileException refusal(String path, String expected, String got) {
        return refusal(path, expected, got, parser.currentTokenLocation());
    }

    private static MalformedFileException refusal(String path, String expected, String got, JsonLocation place) {
        return new MalformedFileException((path.isEmpty() ? "" : path + ": ") + "expected " + expected + ", got " + got
                + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
    }

    /** A number, a row of numbers or a matrix, on its way from text into an array. */
    private final class Rows {
        private final String path;
        private final Written written = new Written();
        private double[] data = new double[16];
        private int size;

        Rows(String path) {
            this.path = path;
        }

        Numbers read() throws IOException {
            var shape = new ArrayList<Integer>();
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                number(path);
            } else if (parser.nextToken() == JsonToken.START_ARRAY) {
                matrix(shape);
            } else {
                row(path);
                shape.add(size);
            }
            return new Numbers(path, List.copyOf(shape), Arrays.copyOf(data, size), written.digits());
        }

        private void matrix(List<Integer> shape) throws IOException {
            int columns = 0;
            int rows = 0;
            for (; parser.currentToken() != JsonToken.END_ARRAY; rows++, parser.nextToken()) {
                String row = path + "[" + rows + "]";
                if (parser.currentToken() != JsonToken.START_ARRAY) {
                    throw refusal(row, "a row in brackets, as " + path + "[0] is", got());
                }
                parser.nextToken();
                int before = size;
                row(row);
                columns = rows == 0 ? size : columns;
                if (size - before != columns) {
                    throw refusal(row, columns + " numbers, as in " + path + "[0]", String.valueOf(size - before));
                }
            }
            shape.addAll(List.of(rows, columns));
        }

        /** Numbers up to the closing bracket, at least one; the parser stands on the first. */
        private void row(String row) throws IOException {
            if (parser.currentToken() == JsonToken.END_ARRAY) {
                throw refusal(row, "numbers", got());
            }
            for (int i = 0; parser.currentToken() != JsonToken.END_ARRAY; i++, parser.nextToken()) {
                number(row + "[" + i + "]");
            }
        }

        private void number(String entry) throws IOException {
            if (!isNumber()) {
                throw refusal(entry, "a number", got());
            }
            fields.require(path, 1);
            if (size == data.length) {
                data = Arrays.copyOf(data, 2 * size);
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                data[size++] = Double.parseDouble(parser.getText());
                return;
            }
            data[size++] = parser.getDoubleValue();
            written.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
    }
}

package twingrad.compare.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says of its arrays before their numbers come. Whatever the format's reference implementation
 * refuses is refused: shapes that overflow, numbers that do not lie one after the other, without a hole or an overlap,
 * up to the file's last byte. So is what only the format's description forbids, a name that comes twice and white space
 * in front, and what would exhaust the memory.
 */
final class SafeTensorsHeader {

    static final String METADATA = "__metadata__";
    static final String TYPE = "dtype";
    static final String SHAPE = "shape";
    static final String OFFSETS = "data_offsets";

    /** Longest header, in bytes: the format's own limit. */
    private static final int LONGEST = 100_000_000;

    /** Most arrays, and most words of metadata. */
    private static final int MOST_ENTRIES = 100_000;

    /** Heap that a byte of the header may take once it is read: an empty array has 50 of them. */
    private static final int HEAP = 16;

    /** All numbers may take a sixth of the heap: what is made of them takes as much again, and once more. */
    private static final int SHARE_OF_HEAP = 6;

    /** Most axes: NumPy's limit. */
    private static final int MOST_AXES = 64;

    /** As deep as a bracket may stand: the header, an array, its shape, and one more to say that it is too many. */
    private static final int DEEPEST = 4;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNameLength(1_000)
                    .build())
            .build();

    /**
     * One array as it is announced.
     *
     * @param begin of its bytes, counted from the header's end
     * @param end just after them
     */
    record Entry(String name, DataType type, List<Long> shape, long begin, long end) {

        /** Its axes, which are an int's once the array is known to fit. */
        List<Integer> sizes() {
            return shape.stream().map(Math::toIntExact).toList();
        }

        /** How many numbers. */
        int count() {
            return Math.toIntExact((end - begin) / type.bytes());
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafeTensorsHeader() {}

    /** The arrays, in the order of their numbers. */
    List<Entry> entries() {
        return entries;
    }

    /** The words. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** Reads the header of a file of so many bytes and checks it; what follows in the stream are the numbers. */
    static SafeTensorsHeader read(InputStream in, long bytes) throws IOException {
        if (bytes < Long.BYTES) {
            throw refusal("8 bytes that say how long the header is", "a file of " + bytes);
        }
        long length = ByteBuffer.wrap(next(in, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 0 || length > LONGEST) {
            throw refusal(
                    "a safetensors header of at most " + LONGEST + " bytes",
                    Long.toUnsignedString(length) + "; is it a safetensors file?");
        }
        long left = bytes - Long.BYTES - length;
        if (left < 0) {
            throw refusal("a header of " + length + " bytes", "a file of " + bytes);
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (length > heap / HEAP) {
            throw refusal(
                    "a header of at most " + heap / HEAP + " bytes for a heap of " + (heap >> 20) + " MB",
                    length + "; give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
        }
        byte[] text = next(in, (int) length);
        if (length == 0 || text[0] != '{') {
            throw refusal("a header that begins with {", length == 0 ? "an empty one" : "byte " + (text[0] & 0xff));
        }
        var header = new SafeTensorsHeader();
        header.parse(text);
        header.entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        header.requireWhole(left);
        return header;
    }

    private static byte[] next(InputStream in, int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException();
        }
        return read;
    }

    private void parse(byte[] text) throws IOException {
        var reader = new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = FACTORY.createParser(reader)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(METADATA)) {
                    words(parser);
                } else {
                    entries.add(entry(name, parser));
                    requireFew(entries.size(), "arrays");
                }
            }
            if (parser.nextToken() != null) {
                throw refusal("nothing but spaces after the header's object", shown(parser));
            }
        } catch (CharacterCodingException e) {
            throw refusal("a header in UTF-8", "other bytes");
        } catch (JsonEOFException e) {
            throw refusal("a header of JSON", "its end within it");
        } catch (JsonParseException | StreamConstraintsException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at character " + e.getLocation().getCharOffset();
            throw refusal("a header of JSON, each name once", "another text" + place);
        }
    }

    private void words(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_OBJECT, METADATA + ": expected an object of words");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            require(parser, JsonToken.VALUE_STRING, METADATA + "." + name + ": expected a word in quotes");
            metadata.put(name, parser.getText());
            requireFew(metadata.size(), "words of metadata");
        }
    }

    private static Entry entry(String name, JsonParser parser) throws IOException {
        require(parser, JsonToken.START_OBJECT, name + ": expected an object of dtype, shape and data_offsets");
        DataType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case TYPE -> type = type(name, parser);
                case SHAPE -> shape = integers(name + ": shape", parser, MOST_AXES);
                case OFFSETS -> offsets = integers(name + ": data_offsets", parser, 2);
                default ->
                    throw new MalformedFileException(
                            name + ": expected dtype, shape and data_offsets, got '" + field + "'");
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            String missing = type == null ? "no dtype" : shape == null ? "no shape" : "no two data_offsets";
            throw new MalformedFileException(name + ": expected dtype, shape and data_offsets, got " + missing);
        }
        return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private static DataType type(String name, JsonParser parser) throws IOException {
        require(parser, JsonToken.VALUE_STRING, name + ": dtype: expected a word in quotes");
        for (DataType type : DataType.values()) {
            if (type.name().equals(parser.getText())) {
                return type;
            }
        }
        throw new MalformedFileException(name + ": dtype: expected one of " + List.of(DataType.values()) + ", got "
                + shown(parser) + "; save it as float32");
    }

    private static List<Long> integers(String place, JsonParser parser, int most) throws IOException {
        require(parser, JsonToken.START_ARRAY, place + ": expected a list of integers");
        var integers = new ArrayList<Long>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser, JsonToken.VALUE_NUMBER_INT, place + ": expected a list of integers");
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || parser.getText().startsWith("-")) {
                throw new MalformedFileException(place + ": expected integers from 0 to 2^63-1, got " + shown(parser));
            }
            integers.add(parser.getLongValue());
            if (integers.size() > most) {
                throw new MalformedFileException(place + ": expected at most " + most + " integers, got more");
            }
        }
        return integers;
    }

    /** Refuses arrays that do not lie one after the other up to the last byte, or are too many numbers to hold. */
    private void requireWhole(long bytes) throws MalformedFileException {
        long offset = 0;
        long numbers = 0;
        for (Entry entry : entries) {
            if (entry.begin() != offset || entry.end() < offset) {
                throw new MalformedFileException(entry.name() + ": data_offsets: expected to begin at " + offset
                        + ", where the array before it ends, got [" + entry.begin() + ", " + entry.end() + "]");
            }
            requireSize(entry);
            offset = entry.end();
            numbers += (entry.end() - entry.begin()) / entry.type().bytes();
        }
        if (offset != bytes) {
            throw refusal(offset + " bytes after the header, as its data_offsets say", String.valueOf(bytes));
        }
        long heap = Runtime.getRuntime().maxMemory();
        long most = heap / (SHARE_OF_HEAP * Double.BYTES);
        if (numbers > most) {
            throw refusal(
                    "at most " + most + " numbers for a heap of " + (heap >> 20) + " MB",
                    numbers + "; give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
        }
    }

    private static void requireSize(Entry entry) throws MalformedFileException {
        long size = entry.type().bytes();
        try {
            for (long axis : entry.shape()) {
                size = Math.multiplyExact(size, axis);
            }
        } catch (ArithmeticException e) {
            throw new MalformedFileException(
                    entry.name() + ": shape: expected a product below 2^63, got " + SafeTensors.shown(entry.shape()));
        }
        if (size != entry.end() - entry.begin()) {
            throw new MalformedFileException(entry.name() + ": expected " + size + " bytes for "
                    + SafeTensors.shown(entry.shape()) + " of " + entry.type() + ", got data_offsets ["
                    + entry.begin() + ", " + entry.end() + "]");
        }
        if (entry.shape().stream().anyMatch(axis -> axis > Integer.MAX_VALUE)
                || size / entry.type().bytes() > Integer.MAX_VALUE) {
            throw new MalformedFileException(entry.name() + ": shape: expected at most " + Integer.MAX_VALUE
                    + " numbers, got " + SafeTensors.shown(entry.shape()));
        }
    }

    private static void requireFew(int count, String what) throws MalformedFileException {
        if (count > MOST_ENTRIES) {
            throw refusal("at most " + MOST_ENTRIES + " " + what, "more");
        }
    }

    private static void require(JsonParser parser, JsonToken token, String expected) throws IOException {
        if (parser.currentToken() != token) {
            throw new MalformedFileException(expected + ", got " + shown(parser));
        }
    }

    private static String shown(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "'" + Excerpt.of(parser.getText()) + "'";
            default -> Excerpt.of(parser.getText());
        };
    }

    private static MalformedFileException refusal(String expected, String got) {
        return new MalformedFileException("expected " + expected + ", got " + got);
    }
}

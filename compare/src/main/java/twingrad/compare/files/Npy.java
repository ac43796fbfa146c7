package twingrad.compare.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twingrad.compare.Digits;
import twingrad.compare.files.Field.Numbers;
import twingrad.compare.files.Field.Word;

/**
 * Reads one array of NumPy's format (NEP 1, versions 1 to 3): numbers of at most two axes in C or Fortran order, or one
 * word. The header is checked against the size of the whole before there is room for a single number. Objects, which
 * are Python programs in disguise, are refused.
 */
final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Longest header that is read: NumPy's own limit. */
    private static final int LONGEST_HEADER = 10_000;

    /** Characters of a header that a refusal repeats. */
    private static final int SHOWN = 200;

    /** Longest word, in characters. */
    private static final int LONGEST_WORD = 100;

    private static final Pattern HEADER = Pattern.compile("\\{\\s*'descr'\\s*:\\s*'(?<type>[^']*)'\\s*,"
            + "\\s*'fortran_order'\\s*:\\s*(?<fortran>True|False)\\s*,"
            + "\\s*'shape'\\s*:\\s*\\((?<shape>[\\d\\s,]*)\\)\\s*,?\\s*\\}\\s*");

    private static final Pattern TYPE = Pattern.compile("(?<order>[<>|=])(?<kind>[biufU])(?<size>\\d{1,9})");

    private static final List<String> NUMBERS =
            List.of("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8");

    private final String path;
    private final DataInputStream in;
    private final long bytes;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private String type = "";
    private int itemSize;
    private boolean isFortran;
    private List<Integer> shape = List.of();
    private long left;

    private Npy(String path, DataInputStream in, long bytes) {
        this.path = path;
        this.in = in;
        this.bytes = bytes;
        left = bytes;
    }

    /**
     * Reads an array of so many bytes, header included.
     *
     * @param path its name, for errors
     * @param in what it is read from; not closed
     * @param bytes how many it must be
     * @param fields what its numbers are counted in
     */
    static Field read(String path, DataInputStream in, long bytes, Fields fields) throws IOException {
        try {
            return new Npy(path, in, bytes).read(fields);
        } catch (EOFException e) {
            throw new MalformedFileException(path + ": expected " + bytes + " bytes, got fewer");
        }
    }

    private Field read(Fields fields) throws IOException {
        header();
        long count = 1;
        for (int size : shape) {
            count *= size;
        }
        if (count < 1 || count > Fields.MOST_NUMBERS || count * itemSize != left) {
            throw refusal(
                    "data of " + left + " bytes", "a shape of " + shape + " with " + itemSize + " bytes an entry");
        }
        if (type.equals("U")) {
            return word(count);
        }
        fields.require(path, count);
        return new Numbers(path, shape, numbers((int) count), Digits.EXACT);
    }

    private void header() throws IOException {
        var magic = new byte[MAGIC.length];
        read(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw refusal("an array that begins with \\x93NUMPY", "other bytes");
        }
        var version = new byte[2];
        read(version);
        if (version[0] < 1 || version[0] > 3) {
            throw refusal("version 1, 2 or 3 of NumPy's format", String.valueOf(version[0]));
        }
        var length = new byte[version[0] == 1 ? 2 : 4];
        read(length);
        ByteBuffer buffer = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN);
        long size =
                length.length == 2 ? Short.toUnsignedLong(buffer.getShort()) : Integer.toUnsignedLong(buffer.getInt());
        if (size > LONGEST_HEADER) {
            throw refusal("a header of at most " + LONGEST_HEADER + " bytes", String.valueOf(size));
        }
        var header = new byte[(int) size];
        read(header);
        parse(new String(header, StandardCharsets.UTF_8));
    }

    private void parse(String header) throws IOException {
        Matcher parts = HEADER.matcher(header);
        if (!parts.matches()) {
            throw refusal("a header of descr, fortran_order and shape", shown(header.strip()));
        }
        Matcher description = TYPE.matcher(parts.group("type"));
        if (!description.matches() || !isReadable(description)) {
            throw refusal(
                    "float32, float64, integers, booleans or a string",
                    "type '" + shown(parts.group("type")) + "'; "
                            + (parts.group("type").contains("S")
                                    ? "write the word as str, not bytes: .decode()"
                                    : "take .astype(np.float64)"));
        }
        type = description.group("kind").equals("U") ? "U" : description.group("kind") + description.group("size");
        itemSize = Integer.parseInt(description.group("size")) * (type.equals("U") ? 4 : 1);
        order = description.group("order").equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        isFortran = parts.group("fortran").equals("True");
        shape = sizes(parts.group("shape"));
    }

    private static boolean isReadable(Matcher description) {
        String kind = description.group("kind");
        String size = description.group("size");
        return kind.equals("U")
                ? Integer.parseInt(size) >= 1 && Integer.parseInt(size) <= LONGEST_WORD
                : NUMBERS.contains(kind + size);
    }

    private List<Integer> sizes(String text) throws IOException {
        var sizes = new ArrayList<Integer>();
        for (String size : text.split(",")) {
            if (!size.isBlank()) {
                sizes.add(size(size.strip()));
            }
        }
        if (sizes.size() > 2) {
            throw refusal("at most 2 axes", sizes.size() + " in shape " + sizes);
        }
        return List.copyOf(sizes);
    }

    private int size(String text) throws IOException {
        if (!text.matches("\\d{1,9}")) {
            throw refusal("sizes below 10^9", text);
        }
        return Integer.parseInt(text);
    }

    private Word word(long count) throws IOException {
        if (count != 1) {
            throw refusal("one word", count + " words");
        }
        ByteBuffer data = data();
        var text = new StringBuilder();
        while (data.hasRemaining()) {
            int character = data.getInt();
            if (!Character.isValidCodePoint(character)) {
                throw refusal("a string of Unicode characters", String.valueOf(character));
            }
            text.append(character == 0 ? "" : Character.toString(character));
        }
        return new Word(path, text.toString());
    }

    private double[] numbers(int count) throws IOException {
        ByteBuffer data = data();
        var numbers = new double[count];
        int rows = shape.size() == 2 ? shape.get(0) : count;
        int columns = count / rows;
        for (int i = 0; i < count; i++) {
            numbers[isFortran ? i % rows * columns + i / rows : i] = number(data);
        }
        return numbers;
    }

    private double number(ByteBuffer data) throws IOException {
        return switch (type) {
            case "f4" -> data.getFloat();
            case "f8" -> data.getDouble();
            case "i1" -> data.get();
            case "b1", "u1" -> Byte.toUnsignedInt(data.get());
            case "i2" -> data.getShort();
            case "u2" -> Short.toUnsignedInt(data.getShort());
            case "i4" -> data.getInt();
            case "u4" -> Integer.toUnsignedLong(data.getInt());
            default -> exact(data.getLong());
        };
    }

    /** A large integer, if a double holds it. */
    private double exact(long number) throws IOException {
        boolean isUnsigned = type.equals("u8");
        if (Math.abs(number) > 1L << 53 || number == Long.MIN_VALUE || isUnsigned && number < 0) {
            throw refusal("integers up to 2^53", isUnsigned ? Long.toUnsignedString(number) : String.valueOf(number));
        }
        return number;
    }

    /** What is left; memory is taken only as it arrives. */
    private ByteBuffer data() throws IOException {
        byte[] data = in.readNBytes(Math.toIntExact(left));
        if (data.length < left) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(data).order(order);
    }

    private void read(byte[] into) throws IOException {
        left -= into.length;
        if (left < 0) {
            throw new EOFException();
        }
        in.readFully(into);
    }

    /** The beginning of what a header says. */
    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private MalformedFileException refusal(String expected, String got) {
        return new MalformedFileException(path + ": expected " + expected + ", got " + got);
    }
}

package twingrad.compare.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Named arrays and a few words about them, as the safetensors format holds them (Hugging Face 2022): the header's
 * length in 8 bytes, the header as JSON, the numbers. Whatever the header says is held against the file's size before
 * there is room for a single number.
 *
 * @param arrays by name, in the order of their numbers in the file
 * @param metadata words by name
 */
record SafeTensors(Map<String, Array> arrays, Map<String, String> metadata) {

    private static final int BUFFER = 1 << 16;

    /** The header is padded with spaces to a multiple of this, so that the numbers lie aligned. */
    private static final int ALIGNMENT = 8;

    SafeTensors {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * One array.
     *
     * @param type how its numbers are written; what is to be written is F64 or F32
     * @param shape the sizes of its axes; empty for a single number
     * @param numbers row-major, each such as the type holds. Not copied.
     */
    record Array(DataType type, List<Integer> shape, double[] numbers) {
        Array {
            Objects.requireNonNull(type, "safetensors: expected a type, got null");
            shape = List.copyOf(shape);
            long count = shape.stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
            if (count != numbers.length) {
                throw new IllegalArgumentException("safetensors: expected " + count + " numbers for the shape "
                        + shown(shape) + ", got " + numbers.length);
            }
            if (type == DataType.F32) {
                requireFloats(numbers);
            }
        }
    }

    /** Refuses numbers that would not be the same when they are read again. */
    private static void requireFloats(double[] numbers) {
        for (double number : numbers) {
            if ((float) number != number && !Double.isNaN(number)) {
                throw new IllegalArgumentException("safetensors: expected numbers that F32 holds, got " + number);
            }
        }
    }

    /** A shape in words: {@code (10x784)}. */
    static String shown(List<? extends Number> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("x", "(", ")"));
    }

    /**
     * Reads a file. UncheckedIOException if it cannot be read or is not what it should be; the message names the file,
     * the array, and both values.
     */
    static SafeTensors read(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new MalformedFileException(
                        "expected a safetensors file, got " + (Files.isDirectory(file) ? "a folder" : "no file"));
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(in, Files.size(file));
            }
        } catch (MalformedFileException e) {
            throw new UncheckedIOException((file + ": " + e.getMessage()).replaceAll("\\p{Cc}", "?"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file that can be read, got " + Reason.of(e), e);
        }
    }

    /** Reads so many bytes, which must be all there are. */
    static SafeTensors read(InputStream in, long bytes) throws IOException {
        try {
            SafeTensorsHeader header = SafeTensorsHeader.read(in, bytes);
            var arrays = new LinkedHashMap<String, Array>();
            var channel = Channels.newChannel(in);
            for (SafeTensorsHeader.Entry entry : header.entries()) {
                arrays.put(entry.name(), new Array(entry.type(), entry.sizes(), numbers(entry, channel)));
            }
            return new SafeTensors(arrays, header.metadata());
        } catch (EOFException e) {
            throw new MalformedFileException("expected " + bytes + " bytes, got fewer");
        }
    }

    private static double[] numbers(SafeTensorsHeader.Entry entry, ReadableByteChannel in) throws IOException {
        DataType type = entry.type();
        var numbers = new double[entry.count()];
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < numbers.length; ) {
            int chunk = Math.min(numbers.length - i, BUFFER / type.bytes());
            buffer.clear().limit(chunk * type.bytes());
            while (buffer.hasRemaining()) {
                if (in.read(buffer) < 0) {
                    throw new EOFException();
                }
            }
            buffer.flip();
            for (int end = i + chunk; i < end; i++) {
                numbers[i] = next(entry, buffer);
            }
        }
        return numbers;
    }

    private static double next(SafeTensorsHeader.Entry entry, ByteBuffer buffer) throws MalformedFileException {
        try {
            return entry.type().next(buffer);
        } catch (MalformedFileException e) {
            throw new MalformedFileException(entry.name() + ": " + e.getMessage());
        }
    }

    /** Writes all of it. Arrays of wider numbers come first, so that every array lies aligned. */
    void write(WritableByteChannel out) throws IOException {
        List<Map.Entry<String, Array>> order = arrays.entrySet().stream()
                .sorted((a, b) ->
                        b.getValue().type().bytes() - a.getValue().type().bytes())
                .toList();
        byte[] header = header(order);
        int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(padded).put(header);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        drain(head, out);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<String, Array> array : order) {
            write(array.getValue(), buffer, out);
        }
        drain(buffer, out);
    }

    private byte[] header(List<Map.Entry<String, Array>> order) {
        var header = new LinkedHashMap<String, Object>();
        if (!metadata.isEmpty()) {
            header.put(SafeTensorsHeader.METADATA, metadata);
        }
        long offset = 0;
        for (Map.Entry<String, Array> entry : order) {
            Array array = entry.getValue();
            long end = offset + (long) array.numbers().length * array.type().bytes();
            var info = new LinkedHashMap<String, Object>();
            info.put(SafeTensorsHeader.TYPE, array.type().name());
            info.put(SafeTensorsHeader.SHAPE, array.shape());
            info.put(SafeTensorsHeader.OFFSETS, List.of(offset, end));
            header.put(entry.getKey(), info);
            offset = end;
        }
        return Json.line(header).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Array array, ByteBuffer buffer, WritableByteChannel out) throws IOException {
        for (double number : array.numbers()) {
            if (buffer.remaining() < Double.BYTES) {
                drain(buffer, out);
            }
            array.type().put(buffer, number);
        }
    }

    private static void drain(ByteBuffer buffer, WritableByteChannel out) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.clear();
    }
}

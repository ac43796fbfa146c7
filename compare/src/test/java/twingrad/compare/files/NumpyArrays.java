package twingrad.compare.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of NumPy arrays, made byte by byte. */
final class NumpyArrays {

    /** z = 2·3 + 1 = 7, J = (7 - 5)² = 4, dW = 4·3, db = 4. */
    static final Map<String, byte[]> BY_HAND = Map.of(
            "layers.0.weight", npy("<f8", false, "(1, 1)", doubles(2)),
            "layers.0.bias", npy("<f8", false, "(1,)", doubles(1)),
            "layers.0.activation", word("identity"),
            "loss", word("mean-squared-error"),
            "inputs", npy("<f8", false, "(1, 1)", doubles(3)),
            "targets", npy("<f8", false, "(1,)", doubles(5)),
            "value", npy("<f8", false, "()", doubles(4)),
            "gradients.0.weight", npy("<f8", false, "(1, 1)", doubles(12)),
            "gradients.0.bias", npy("<f8", false, "(1,)", doubles(4)));

    private NumpyArrays() {}

    static byte[] npy(String type, boolean fortran, String shape, byte[] data) {
        return npy(
                1,
                "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
                        .formatted(type, fortran ? "True" : "False", shape),
                data);
    }

    /** An array with a header of one's own. */
    static byte[] npy(int version, String header, byte[] data) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(data);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static byte[] doubles(double... numbers) {
        var bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    static byte[] word(String text) {
        var bytes = ByteBuffer.allocate(4 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        text.chars().forEach(bytes::putInt);
        return npy("<U" + text.length(), false, "()", bytes.array());
    }

    static Path zip(Path folder, Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(folder, bytes.toByteArray());
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("mine.npz"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive by hand, with another array in one place. */
    static Path handWith(Path folder, String name, byte[] array) {
        var entries = new LinkedHashMap<String, byte[]>();
        BY_HAND.forEach((key, value) -> entries.put(key + ".npy", value));
        entries.put(name + ".npy", array);
        return zip(folder, entries);
    }
}

package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.trust.HostileReader;

/** Archives of NumPy arrays, made byte by byte. */
class NpzFieldsTest {

    /** z = 2·3 + 1 = 7, J = (7 - 5)² = 4, dW = 4·3, db = 4. */
    private static final Map<String, byte[]> BY_HAND = Map.of(
            "layers.0.weight", npy("<f8", false, "(1, 1)", doubles(ByteOrder.LITTLE_ENDIAN, 2)),
            "layers.0.bias", npy("<f8", false, "(1,)", doubles(ByteOrder.LITTLE_ENDIAN, 1)),
            "layers.0.activation", word("identity"),
            "loss", word("mean-squared-error"),
            "inputs", npy("<f8", false, "(1, 1)", doubles(ByteOrder.LITTLE_ENDIAN, 3)),
            "targets", npy("<f8", false, "(1,)", doubles(ByteOrder.LITTLE_ENDIAN, 5)),
            "value", npy("<f8", false, "()", doubles(ByteOrder.LITTLE_ENDIAN, 4)),
            "gradients.0.weight", npy("<f8", false, "(1, 1)", doubles(ByteOrder.LITTLE_ENDIAN, 12)),
            "gradients.0.bias", npy("<f8", false, "(1,)", doubles(ByteOrder.LITTLE_ENDIAN, 4)));

    @TempDir
    private Path folder;

    private static byte[] npy(String type, boolean fortran, String shape, byte[] data) {
        return npy(
                1,
                "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
                        .formatted(type, fortran ? "True" : "False", shape),
                data);
    }

    private static byte[] npy(int version, String header, byte[] data) {
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

    private static byte[] doubles(ByteOrder order, double... numbers) {
        var bytes = ByteBuffer.allocate(8 * numbers.length).order(order);
        for (double number : numbers) {
            bytes.putDouble(number);
        }
        return bytes.array();
    }

    private static byte[] word(String text) {
        var bytes = ByteBuffer.allocate(4 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        text.chars().forEach(bytes::putInt);
        return npy("<U" + text.length(), false, "()", bytes.array());
    }

    private Path zip(Map<String, byte[]> entries) {
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
        return write(bytes.toByteArray());
    }

    private Path write(byte[] bytes) {
        try {
            return Files.write(folder.resolve("mine.npz"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive by hand, with another array in one place. */
    private Path handWith(String name, byte[] array) {
        var entries = new LinkedHashMap<String, byte[]>();
        BY_HAND.forEach((key, value) -> entries.put(key + ".npy", value));
        entries.put(name + ".npy", array);
        return zip(entries);
    }

    private static Verdict verdict(Path file) {
        return GradientFile.verdict(GradientFile.read(file, Layout.USUAL).check(List.of()));
    }

    @Test
    void an_archive_by_hand_agrees() {
        assertThat(verdict(handWith("l2", npy("<i8", false, "()", new byte[8]))))
                .isEqualTo(Verdict.AGREE);
    }

    @Test
    void a_wrong_one_does_not() {
        byte[] wrong = npy("<f8", false, "(1, 1)", doubles(ByteOrder.LITTLE_ENDIAN, 11));

        assertThat(verdict(handWith("gradients.0.weight", wrong))).isEqualTo(Verdict.DISAGREE);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                type("<f8", 8, buffer -> buffer.putDouble(5)),
                type(">f8", 8, buffer -> buffer.order(ByteOrder.BIG_ENDIAN).putDouble(5)),
                type("<f4", 4, buffer -> buffer.putFloat(5)),
                type(">f4", 4, buffer -> buffer.order(ByteOrder.BIG_ENDIAN).putFloat(5)),
                type("<i8", 8, buffer -> buffer.putLong(5)),
                type("<u8", 8, buffer -> buffer.putLong(5)),
                type("<i4", 4, buffer -> buffer.putInt(5)),
                type(">u4", 4, buffer -> buffer.order(ByteOrder.BIG_ENDIAN).putInt(5)),
                type("<i2", 2, buffer -> buffer.putShort((short) 5)),
                type("<u2", 2, buffer -> buffer.putShort((short) 5)),
                type("|i1", 1, buffer -> buffer.put((byte) 5)),
                type("|u1", 1, buffer -> buffer.put((byte) 5)));
    }

    private static Arguments type(String type, int size, UnaryOperator<ByteBuffer> put) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        put.apply(buffer);
        return Arguments.of(type, buffer.array());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void every_type_of_number_is_read(String type, byte[] five) {
        Path file = handWith("targets", npy(type, false, "(1,)", five));

        assertThat(GradientFile.read(file, Layout.USUAL).batch().targets()).containsExactly(5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void every_type_of_number_is_read_with_its_sign(String type, byte[] five) {
        byte[] ones = new byte[five.length];
        Arrays.fill(ones, (byte) 0xFF);
        Path file = handWith("targets", npy(type, false, "(1,)", ones));
        Map<String, Double> unsigned = Map.of("|u1", 255.0, "<u2", 65_535.0, ">u4", 4_294_967_295.0);
        if (type.contains("f") || type.equals("<u8")) {
            assertRefused(file, "targets: expected ");
        } else {
            assertThat(GradientFile.read(file, Layout.USUAL).batch().targets())
                    .containsExactly(unsigned.getOrDefault(type, -1.0));
        }
    }

    @Test
    void fortran_order_is_read_column_by_column() {
        byte[] inputs = npy("<f8", true, "(3, 1)", doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3));
        byte[] matrix = npy("<f8", true, "(2, 3)", doubles(ByteOrder.LITTLE_ENDIAN, 1, 4, 2, 5, 3, 6));
        var entries = new LinkedHashMap<String, byte[]>();
        BY_HAND.forEach((key, value) -> entries.put(key + ".npy", value));
        entries.put("layers.0.weight.npy", matrix);
        entries.put("gradients.0.weight.npy", matrix);
        entries.put("layers.0.bias.npy", npy("<f8", false, "(2,)", doubles(ByteOrder.LITTLE_ENDIAN, 7, 8)));
        entries.put("gradients.0.bias.npy", npy("<f8", false, "(2,)", doubles(ByteOrder.LITTLE_ENDIAN, 7, 8)));
        entries.put("inputs.npy", inputs);
        entries.put("targets.npy", npy("<f8", false, "(1, 2)", doubles(ByteOrder.LITTLE_ENDIAN, 0, 0)));

        var layout = new Layout(Layout.Weights.OUT_BY_IN, Layout.Samples.COLUMNS);
        GradientFile file = GradientFile.read(zip(entries), layout);

        assertThat(file.parameters()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(file.batch().inputs()).containsExactly(1, 2, 3);
    }

    @Test
    void the_versions_of_the_format_differ_in_their_headers_length_only() {
        for (int version = 1; version <= 3; version++) {
            String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}   ";
            byte[] targets = npy(version, header, doubles(ByteOrder.LITTLE_ENDIAN, 5));

            assertThat(verdict(handWith("targets", targets))).isEqualTo(Verdict.AGREE);
        }
    }

    @Test
    void booleans_are_0_and_1() {
        Path file = handWith("targets", npy("|b1", false, "(1,)", new byte[] {1}));

        assertThat(GradientFile.read(file, Layout.USUAL).batch().targets()).containsExactly(1);
    }

    @Test
    void float32_is_recognized() {
        var third = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(1 / 3f);
        Path file = handWith("gradients.0.bias", npy("<f4", false, "(1,)", third.array()));

        assertThat(GradientFile.read(file, Layout.USUAL).unitRoundoff()).isEqualTo(Witness.FLOAT32);
    }

    static Stream<Arguments> spoiled() {
        byte[] five = doubles(ByteOrder.LITTLE_ENDIAN, 5);
        byte[] whole = npy("<f8", false, "(1,)", five);
        byte[] longHeader = npy(2, "{'descr': '<f8', " + " ".repeat(20_000), five);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        byte[] shorter = Arrays.copyOf(whole, whole.length - 1);
        return Stream.of(
                Arguments.of("objects", npy("|O", false, "(1,)", five), "got type '|O'; take .astype(np.float64)"),
                Arguments.of("halves", npy("<f2", false, "(4,)", five), "got type '<f2'; take .astype(np.float64)"),
                Arguments.of("complex", npy("<c8", false, "(1,)", five), "got type '<c8'"),
                Arguments.of(
                        "fields",
                        npy(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", five),
                        "expected a header of descr, fortran_order and shape, got {'descr': [("),
                Arguments.of("three axes", npy("<f8", false, "(1, 1, 1)", five), "expected at most 2 axes, got 3"),
                Arguments.of(
                        "too many for its bytes",
                        npy("<f8", false, "(2,)", five),
                        "expected data of 8 bytes, got a shape of [2] with 8 bytes an entry"),
                Arguments.of(
                        "too few for its bytes", npy("<f4", false, "(1,)", five), "expected data of 8 bytes, got a"),
                Arguments.of(
                        "a shape beyond all memory",
                        npy("<f8", false, "(999999999, 999999999)", five),
                        "expected data of 8 bytes, got a shape of [999999999, 999999999]"),
                Arguments.of(
                        "a size beyond an int", npy("<f8", false, "(99999999999,)", five), "expected sizes below 10^9"),
                Arguments.of(
                        "a product that overflows",
                        npy("<f8", false, "(536870912, 536870912)", new byte[0]),
                        "expected data of 0 bytes, got a shape"),
                Arguments.of(
                        "no number", npy("<f8", false, "(0,)", new byte[0]), "expected data of 0 bytes, got a shape"),
                Arguments.of("a byte more", longer, "expected data of 9 bytes"),
                Arguments.of("a byte less", shorter, "expected data of 7 bytes"),
                Arguments.of("a long header", longHeader, "expected a header of at most 10000 bytes, got 200"),
                Arguments.of("no header", new byte[] {(byte) 0x93, 'N', 'U'}, "expected 3 bytes, got fewer"),
                Arguments.of("another format", new byte[64], "expected an array that begins with \\x93NUMPY"),
                Arguments.of(
                        "another version", npy(9, "{}", five), "expected version 1, 2 or 3 of NumPy's format, got 9"),
                Arguments.of(
                        "an empty header",
                        npy(1, "", five),
                        "expected a header of descr, fortran_order and shape, got nothing"),
                Arguments.of("a babbling header", npy(1, "x".repeat(9_000), five), "got " + "x".repeat(200) + "…"),
                Arguments.of("a Python program", npy(1, "__import__('os')", five), "got __import__('os')"),
                Arguments.of("a long word", npy("<U101", false, "()", new byte[404]), "got type '<U101'"),
                Arguments.of("a word", word("five"), "targets: expected numbers, got \"five\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiled")
    void a_spoiled_array_is_refused(String name, byte[] array, String message) {
        assertRefused(handWith("targets", array), "targets: expected", message);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                        "../targets",
                        "layers.0.weights",
                        "a",
                        "targets.npy",
                        "/targets",
                        "layers.0",
                        "layers.999999.weight")
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void a_name_that_means_nothing_is_refused(String name) {
        assertRefused(handWith(name, new byte[0]), "expected the names layers", "got '" + name + "'");
    }

    @Test
    void an_array_twice_is_refused() {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("targets.npy", npy("<f8", false, "(1,)", doubles(ByteOrder.LITTLE_ENDIAN, 5)));
        entries.put("targets", npy("<f8", false, "(1,)", doubles(ByteOrder.LITTLE_ENDIAN, 5)));

        assertRefused(zip(entries), "targets: expected it once, got it twice");
    }

    /** An archive without compression, as np.savez writes it: nothing but the check sum tells. */
    @Test
    void a_flipped_bit_in_stored_numbers_is_noticed() throws IOException {
        byte[] archive = HostileReader.NPZ.files().get("stored.npz");
        byte[] five = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(5)
                .array();
        int at =
                new String(archive, StandardCharsets.ISO_8859_1).indexOf(new String(five, StandardCharsets.ISO_8859_1));
        archive[at + 2] ^= 1;

        assertRefused(write(archive), "targets: expected an array with CRC 0x", ", got 0x");
    }

    /** 80 MB of zeros in 80 KB. */
    @Test
    void a_bomb_is_refused_before_it_goes_off() {
        int size = (int) Fields.MOST_NUMBERS + 1;
        Path file = handWith("targets", npy("|i1", false, "(" + size + ",)", new byte[size]));

        assertRefused(file, "targets: expected data of " + size + " bytes, got a shape of [" + size + "]");
    }

    @Test
    void many_arrays_that_are_large_together_are_refused() {
        int size = (int) Fields.MOST_NUMBERS / 2 + 1;
        byte[] large = npy("|i1", false, "(" + size + ",)", new byte[size]);
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("inputs.npy", large);
        entries.put("targets.npy", large);

        assertRefused(zip(entries), "targets: expected at most 10000000 numbers in the file, got more");
    }

    @Test
    void half_an_archive_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(handWith("targets", BY_HAND.get("targets")));

        assertRefused(write(Arrays.copyOf(whole, whole.length / 2)), "expected a whole .npz archive, got");
    }

    @Test
    void a_flipped_byte_is_noticed() throws IOException {
        byte[] whole = Files.readAllBytes(handWith("targets", BY_HAND.get("targets")));
        for (int i = 0; i < whole.length; i += 7) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x55;
            Path file = write(flipped);
            try {
                GradientFile.read(file, Layout.USUAL);
            } catch (UncheckedIOException e) {
                assertThat(e.getMessage()).contains("expected ", "got ");
            }
        }
    }

    @Test
    void a_single_array_is_refused_with_a_remedy() {
        assertRefused(write(BY_HAND.get("targets")), "expected an archive of named arrays, np.savez(");
    }

    private static void assertRefused(Path file, String... messages) {
        assertThatThrownBy(() -> GradientFile.read(file, Layout.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContainingAll(messages);
    }
}

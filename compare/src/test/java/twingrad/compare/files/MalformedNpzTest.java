package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.compare.files.NumpyArrays.BY_HAND;
import static twingrad.compare.files.NumpyArrays.doubles;
import static twingrad.compare.files.NumpyArrays.handWith;
import static twingrad.compare.files.NumpyArrays.npy;
import static twingrad.compare.files.NumpyArrays.word;
import static twingrad.compare.files.NumpyArrays.write;
import static twingrad.compare.files.NumpyArrays.zip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.trust.HostileReader;

class MalformedNpzTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> spoiled() {
        byte[] five = doubles(5);
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
        assertRefused(handWith(folder, "targets", array), "targets: expected", message);
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
        assertRefused(handWith(folder, name, new byte[0]), "expected the names layers", "got '" + name + "'");
    }

    @Test
    void an_array_twice_is_refused() {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("targets.npy", npy("<f8", false, "(1,)", doubles(5)));
        entries.put("targets", npy("<f8", false, "(1,)", doubles(5)));

        assertRefused(zip(folder, entries), "targets: expected it once, got it twice");
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

        assertRefused(write(folder, archive), "targets: expected an array with CRC 0x", ", got 0x");
    }

    /** The list of arrays at the end says that the first has a comment, which is then the second's place in it. */
    @Test
    void a_comment_that_is_no_text_is_refused() {
        byte[] archive = HostileReader.NPZ.files().get("stored.npz");
        int list = new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        archive[list + 32] = 63;

        // Newer JDKs say it themselves, when they open the archive.
        assertRefused(write(folder, archive), "expected a whole .npz archive, got ");
    }

    /** 80 MB of zeros in 80 KB. */
    @Test
    void a_bomb_is_refused_before_it_goes_off() {
        int size = (int) Fields.MOST_NUMBERS + 1;
        Path file = handWith(folder, "targets", npy("|i1", false, "(" + size + ",)", new byte[size]));

        assertRefused(file, "targets: expected data of " + size + " bytes, got a shape of [" + size + "]");
    }

    @Test
    void many_arrays_that_are_large_together_are_refused() {
        int size = (int) Fields.MOST_NUMBERS / 2 + 1;
        byte[] large = npy("|i1", false, "(" + size + ",)", new byte[size]);
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("inputs.npy", large);
        entries.put("targets.npy", large);

        assertRefused(zip(folder, entries), "targets: expected at most 10000000 numbers in the file, got more");
    }

    @Test
    void half_an_archive_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(handWith(folder, "targets", BY_HAND.get("targets")));

        assertRefused(write(folder, Arrays.copyOf(whole, whole.length / 2)), "expected a whole .npz archive, got");
    }

    @Test
    void a_flipped_byte_is_noticed() throws IOException {
        byte[] whole = Files.readAllBytes(handWith(folder, "targets", BY_HAND.get("targets")));
        for (int i = 0; i < whole.length; i += 7) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x55;
            Path file = write(folder, flipped);
            try {
                GradientFile.read(file, Layout.USUAL);
            } catch (UncheckedIOException e) {
                assertThat(e.getMessage()).contains("expected ", "got ");
            }
        }
    }

    @Test
    void a_single_array_is_refused_with_a_remedy() {
        assertRefused(write(folder, BY_HAND.get("targets")), "expected an archive of named arrays, np.savez(");
    }

    private static void assertRefused(Path file, String... messages) {
        assertThatThrownBy(() -> GradientFile.read(file, Layout.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContainingAll(messages);
    }
}

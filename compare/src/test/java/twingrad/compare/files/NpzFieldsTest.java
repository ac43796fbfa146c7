package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.compare.files.NumpyArrays.BY_HAND;
import static twingrad.compare.files.NumpyArrays.doubles;
import static twingrad.compare.files.NumpyArrays.handWith;
import static twingrad.compare.files.NumpyArrays.npy;
import static twingrad.compare.files.NumpyArrays.zip;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;

/** Archives of NumPy arrays, made byte by byte. */
class NpzFieldsTest {

    @TempDir
    private Path folder;

    private static Verdict verdict(Path file) {
        return GradientFile.verdict(GradientFile.read(file, Layout.USUAL).check(List.of()));
    }

    @Test
    void an_archive_by_hand_agrees() {
        assertThat(verdict(handWith(folder, "l2", npy("<i8", false, "()", new byte[8]))))
                .isEqualTo(Verdict.AGREE);
    }

    @Test
    void a_wrong_one_does_not() {
        byte[] wrong = npy("<f8", false, "(1, 1)", doubles(11));

        assertThat(verdict(handWith(folder, "gradients.0.weight", wrong))).isEqualTo(Verdict.DISAGREE);
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
        Path file = handWith(folder, "targets", npy(type, false, "(1,)", five));

        assertThat(GradientFile.read(file, Layout.USUAL).batch().targets()).containsExactly(5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void every_type_of_number_is_read_with_its_sign(String type, byte[] five) {
        byte[] ones = new byte[five.length];
        Arrays.fill(ones, (byte) 0xFF);
        Path file = handWith(folder, "targets", npy(type, false, "(1,)", ones));
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
        byte[] inputs = npy("<f8", true, "(3, 1)", doubles(1, 2, 3));
        byte[] matrix = npy("<f8", true, "(2, 3)", doubles(1, 4, 2, 5, 3, 6));
        var entries = new LinkedHashMap<String, byte[]>();
        BY_HAND.forEach((key, value) -> entries.put(key + ".npy", value));
        entries.put("layers.0.weight.npy", matrix);
        entries.put("gradients.0.weight.npy", matrix);
        entries.put("layers.0.bias.npy", npy("<f8", false, "(2,)", doubles(7, 8)));
        entries.put("gradients.0.bias.npy", npy("<f8", false, "(2,)", doubles(7, 8)));
        entries.put("inputs.npy", inputs);
        entries.put("targets.npy", npy("<f8", false, "(1, 2)", doubles(0, 0)));

        var layout = new Layout(Layout.Weights.OUT_BY_IN, Layout.Samples.COLUMNS);
        GradientFile file = GradientFile.read(zip(folder, entries), layout);

        assertThat(file.parameters()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(file.batch().inputs()).containsExactly(1, 2, 3);
    }

    @Test
    void the_versions_of_the_format_differ_in_their_headers_length_only() {
        for (int version = 1; version <= 3; version++) {
            String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}   ";
            byte[] targets = npy(version, header, doubles(5));

            assertThat(verdict(handWith(folder, "targets", targets))).isEqualTo(Verdict.AGREE);
        }
    }

    @Test
    void booleans_are_0_and_1() {
        Path file = handWith(folder, "targets", npy("|b1", false, "(1,)", new byte[] {1}));

        assertThat(GradientFile.read(file, Layout.USUAL).batch().targets()).containsExactly(1);
    }

    @Test
    void float32_is_recognized() {
        var third = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(1 / 3f);
        Path file = handWith(folder, "gradients.0.bias", npy("<f4", false, "(1,)", third.array()));

        assertThat(GradientFile.read(file, Layout.USUAL).unitRoundoff()).isEqualTo(Witness.FLOAT32);
    }

    private static void assertRefused(Path file, String... messages) {
        assertThatThrownBy(() -> GradientFile.read(file, Layout.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContainingAll(messages);
    }
}

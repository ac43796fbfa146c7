package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.files.SafeTensors.Array;

class SafeTensorsTest {

    /** More numbers than the buffer holds, and no multiple of it. */
    private static final int MANY = 3 * 7_001;

    @TempDir
    private Path folder;

    @Test
    void what_is_written_is_read_again_bit_for_bit() throws IOException {
        var random = new Random(7);
        double[] doubles = random.doubles(MANY).toArray();
        doubles[0] = -0.0;
        doubles[1] = Double.MIN_VALUE;
        doubles[2] = Double.NEGATIVE_INFINITY;
        doubles[3] = Double.NaN;
        double[] floats = {(float) 0.1, -0.0, Float.MIN_VALUE, Float.MAX_VALUE, Double.NaN, Float.NEGATIVE_INFINITY};
        var arrays = new LinkedHashMap<String, Array>();
        arrays.put("layers.0.weight", new Array(DataType.F64, List.of(3, 7_001), doubles));
        arrays.put("layers.0.bias", new Array(DataType.F32, List.of(6), floats));
        arrays.put("none", new Array(DataType.F32, List.of(2, 0, 5), new double[0]));
        arrays.put("one", new Array(DataType.F32, List.of(), new double[] {2}));
        var written = new SafeTensors(arrays, Map.of("q\"uote", "\u03b8\n\t\\ \u20ac \ud83d\ude00", "empty", ""));

        SafeTensors read = read(bytes(written));

        assertThat(read.metadata()).isEqualTo(written.metadata());
        assertThat(read.arrays().keySet()).containsExactlyElementsOf(arrays.keySet());
        assertThat(read.arrays()).allSatisfy((name, array) -> {
            assertThat(array.type()).isEqualTo(arrays.get(name).type());
            assertThat(array.shape()).isEqualTo(arrays.get(name).shape());
            assertThat(bits(array.numbers()))
                    .containsExactly(bits(arrays.get(name).numbers()));
        });
    }

    @Test
    void it_is_laid_out_as_the_reference_implementation_does() throws IOException {
        var arrays = new LinkedHashMap<String, Array>();
        arrays.put("b", new Array(DataType.F32, List.of(1), new double[] {1.5}));
        arrays.put("w", new Array(DataType.F64, List.of(1, 2), new double[] {0.1, -2}));

        byte[] bytes = bytes(new SafeTensors(arrays, Map.of("format", "pt")));

        String header = "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F64\",\"shape\":[1,2],"
                + "\"data_offsets\":[0,16]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 20).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
        expected.put(" ".repeat(padded - header.length()).getBytes(StandardCharsets.UTF_8));
        expected.putDouble(0.1).putDouble(-2).putFloat(1.5f);
        assertThat(bytes).isEqualTo(expected.array());
    }

    @Test
    void a_file_that_ends_anywhere_before_its_end_is_refused() throws IOException {
        byte[] whole = bytes(new SafeTensors(
                Map.of("w", new Array(DataType.F32, List.of(2, 3), new double[6])), Map.of("format", "pt")));

        assertThat(IntStream.range(0, whole.length))
                .allSatisfy(length -> assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                        .isInstanceOf(MalformedFileException.class)
                        .hasMessageContaining("expected")
                        .hasMessageContaining("got"));
        assertThat(read(whole).arrays()).containsOnlyKeys("w");
    }

    @Test
    void a_file_that_shrinks_while_it_is_read_is_refused() throws IOException {
        byte[] whole = bytes(new SafeTensors(
                Map.of("w", new Array(DataType.F32, List.of(2, 3), new double[6])), Map.of("format", "pt")));

        assertThat(IntStream.range(0, whole.length))
                .allSatisfy(length -> assertThatThrownBy(
                                () -> SafeTensors.read(new ByteArrayInputStream(whole, 0, length), whole.length))
                        .isInstanceOf(MalformedFileException.class)
                        .hasMessage("expected " + whole.length + " bytes, got fewer"));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "F64, 9a9999999999b93f, 0.1",
        "F32, cdcccc3d, 0.10000000149011612",
        "F16, 003c, 1",
        "F16, 00c0, -2",
        "F16, 0100, 5.960464477539063E-8",
        "F16, ff03, 6.097555160522461E-5",
        "F16, 0004, 6.103515625E-5",
        "F16, ff7b, 65504",
        "F16, 00fc, -Infinity",
        "F16, 017e, NaN",
        "F16, 0080, -0.0",
        "BF16, 803f, 1",
        "BF16, 49c0, -3.140625",
        "I64, feffffffffffffff, -2",
        "I64, 0000000000002000, 9007199254740992",
        "U64, 0000000000002000, 9007199254740992",
        "I32, feffffff, -2",
        "U32, feffffff, 4294967294",
        "I16, feff, -2",
        "U16, feff, 65534",
        "I8, fe, -2",
        "U8, fe, 254",
        "BOOL, 01, 1",
    })
    void every_type_widens_exactly(String type, String hex, double number) throws IOException {
        byte[] data = new byte[hex.length() / 2];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        String header = "{\"x\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,%d]}}".formatted(type, data.length);

        Array array = read(file(header, data)).arrays().get("x");

        assertThat(array.type()).hasToString(type);
        assertThat(bits(array.numbers())).containsExactly(Double.doubleToLongBits(number));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            a single number             | {"test":{"dtype":"I32","shape":[],"data_offsets":[0,4]}}        | 4
            a zero-sized array          | {"test":{"dtype":"I32","shape":[2,0],"data_offsets":[0, 0]}}    | 0
            an array                    | {"test":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}    | 16
            arrays in another order     | {"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},"test":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}} | 3
            fields in another order     | {"test":{"data_offsets":[0,2],"shape":[2],"dtype":"U8"}}        | 2
            an empty array among others | {"a":{"dtype":"U8","shape":[0],"data_offsets":[2,2]},"test":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}} | 2
            """)
    void what_the_reference_implementation_takes_is_taken(String row, String header, int bytes) throws IOException {
        assertThat(read(file(header, new byte[bytes])).arrays()).containsKey("test");
    }

    @Test
    void a_header_may_end_with_white_space_and_hold_nothing() throws IOException {
        SafeTensors read = read(file("{}\r \t\n", new byte[0]));

        assertThat(read.arrays()).isEmpty();
        assertThat(read.metadata()).isEmpty();
    }

    @Test
    void what_python_writes_is_read_and_what_is_written_python_reads() throws Exception {
        Path theirs = folder.resolve("theirs.safetensors");
        Path ours = folder.resolve("ours.safetensors");
        WholeFile.write(
                ours,
                new SafeTensors(Map.of("w", new Array(DataType.F32, List.of(2, 1), new double[] {1.5, -2})), Map.of())
                        ::write);
        Path script = Files.writeString(folder.resolve("both.py"), """
                import json, struct, sys
                data = struct.pack("<3f", 0.1, -2, 3) + struct.pack("<2d", 0.1, 1e300)
                header = json.dumps({
                    "layers.0.weight": {"dtype": "F32", "shape": [1, 3], "data_offsets": [0, 12]},
                    "layers.0.bias": {"dtype": "F64", "shape": [2], "data_offsets": [12, 28]},
                    "__metadata__": {"format": "pt"}}).encode()
                header += b" " * (-len(header) % 8)
                with open(sys.argv[1], "wb") as f:
                    f.write(struct.pack("<Q", len(header)) + header + data)
                raw = open(sys.argv[2], "rb").read()
                n = struct.unpack("<Q", raw[:8])[0]
                w = json.loads(raw[8:8 + n])["w"]
                begin, end = (8 + n + offset for offset in w["data_offsets"])
                print(w["dtype"], w["shape"], struct.unpack("<2f", raw[begin:end]), end == len(raw))
                """);

        Process python = startPython(script.toString(), theirs.toString(), ours.toString());
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("F32 [2, 1] (1.5, -2.0) True");
        SafeTensors read = SafeTensors.read(theirs);
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(read.arrays().get("layers.0.weight").shape()).containsExactly(1, 3);
        assertThat(read.arrays().get("layers.0.weight").numbers()).containsExactly((float) 0.1, -2, 3);
        assertThat(read.arrays().get("layers.0.bias").numbers()).containsExactly(0.1, 1e300);
    }

    private static Process startPython(String... arguments) {
        String[] command = IntStream.rangeClosed(0, arguments.length)
                .mapToObj(i -> i == 0 ? "python3" : arguments[i - 1])
                .toArray(String[]::new);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeThat(e).as("python3 is installed").isNull();
            throw new AssertionError(e);
        }
    }

    @Test
    void errors_name_the_file() throws IOException {
        Path file = Files.write(folder.resolve("cut.safetensors"), new byte[3]);

        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected 8 bytes that say how long the header is, got a file of 3");
        assertThatThrownBy(() -> SafeTensors.read(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder + ": expected a safetensors file, got a folder");
        Path none = folder.resolve("none.safetensors");
        assertThatThrownBy(() -> SafeTensors.read(none))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(none + ": expected a file that can be read, got none; check its name and folder");
    }

    @Test
    void an_array_whose_numbers_do_not_fill_its_shape_is_refused() {
        assertThatThrownBy(() -> new Array(DataType.F32, List.of(2, 3), new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("safetensors: expected 6 numbers for the shape (2x3), got 5");
    }

    @Test
    void a_number_that_float32_does_not_hold_is_not_written_as_one() {
        assertThatThrownBy(() -> new Array(DataType.F32, List.of(1), new double[] {0.1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("safetensors: expected numbers that F32 holds, got 0.1");
    }

    /** A file of a header and its data. */
    static byte[] file(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    static SafeTensors read(byte[] bytes) throws IOException {
        return SafeTensors.read(new ByteArrayInputStream(bytes), bytes.length);
    }

    static byte[] bytes(SafeTensors tensors) throws IOException {
        var out = new ByteArrayOutputStream();
        tensors.write(Channels.newChannel(out));
        return out.toByteArray();
    }

    private static long[] bits(double[] numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
    }
}

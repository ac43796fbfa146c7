package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GunzipTest {
    private static final byte[] CONTENT = "two engines, one network".getBytes(StandardCharsets.UTF_8);
    private static final int HEADER = 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 16_384, 100_003})
    void gives_back_what_was_compressed(int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);

        assertThat(gunzip(gzip(noise))).isEqualTo(noise);
        assertThat(gunzip(gzip(new byte[length]))).isEqualTo(new byte[length]);
    }

    @Test
    void reads_byte_by_byte_and_tells_the_end_again_and_again() throws IOException {
        try (var in = new Gunzip(new ByteArrayInputStream(gzip(new byte[] {7, -1})))) {
            assertThat(in.read(new byte[3], 0, 0)).isZero();
            assertThat(in.read()).isEqualTo(7);
            assertThat(in.read()).isEqualTo(255);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void passes_over_the_optional_fields_of_the_header() throws IOException {
        byte extraNameCommentAndCrc = 0x1e;
        byte[] header = gzip(CONTENT);
        byte[] fields = {3, 0, 'e', 'x', 't', 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0};
        byte[] start = join(Arrays.copyOf(header, HEADER), fields);
        start[3] = extraNameCommentAndCrc;
        byte[] rest = Arrays.copyOfRange(header, HEADER, header.length);

        assertThat(gunzip(join(start, crc16(start), rest))).isEqualTo(CONTENT);

        byte[] wrong = {0, 0};
        assertThatThrownBy(() -> gunzip(join(start, wrong, rest)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("expected a gzip header with CRC 0x0000, got 0x" + hex16(start));
    }

    @ParameterizedTest
    @MethodSource
    void a_bad_file_is_refused(byte[] file, String message) {
        assertThatThrownBy(() -> gunzip(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> a_bad_file_is_refused() {
        byte[] good = gzip(CONTENT);
        int crcAt = good.length - 8;
        int lengthAt = good.length - 4;
        String goesOn = "expected the end of the file after one gzip member, got more bytes";
        String endsEarly = "expected more gzip data, got the end of the file";
        return Stream.of(
                argumentSet("empty", new byte[0], endsEarly),
                argumentSet("ends in the header", Arrays.copyOf(good, 9), endsEarly),
                argumentSet("ends after the header", Arrays.copyOf(good, HEADER), endsEarly),
                argumentSet("ends in the data", Arrays.copyOf(good, crcAt - 1), endsEarly),
                argumentSet("ends before the CRC", Arrays.copyOf(good, crcAt), endsEarly),
                argumentSet("ends in the length", Arrays.copyOf(good, good.length - 1), endsEarly),
                argumentSet(
                        "name without end",
                        join(flipped(Arrays.copyOf(good, HEADER), 3, 0x08), new byte[] {'n'}),
                        endsEarly),
                argumentSet("magic", flipped(good, 1, 0xff), "expected gzip's magic 0x1f8b, got 0x1f74"),
                argumentSet("method", flipped(good, 2, 0x0f), "expected gzip method 8 (deflate), got 7"),
                argumentSet("flags", flipped(good, 3, 0xe0), "expected gzip flags below 0x20, got 0xe0"),
                argumentSet(
                        "block type", flipped(good, HEADER, 0x04), "expected deflated data, got invalid block type"),
                argumentSet("CRC", flipped(good, crcAt, 0x01), "expected content with CRC 0x2ae1827b, got 0x2ae1827a"),
                argumentSet(
                        "length",
                        flipped(good, lengthAt, 0x01),
                        "expected content of length 0x00000019, got 0x00000018"),
                argumentSet("garbage after it", join(good, new byte[] {1}), goesOn),
                argumentSet("zeros after it", join(good, new byte[20_000]), goesOn),
                argumentSet("second member", join(good, good), goesOn),
                argumentSet("empty second member", join(good, gzip(new byte[0])), goesOn));
    }

    @Test
    void one_byte_too_many_is_seen_wherever_the_buffer_ends() {
        for (int length = 16_350; length < 16_400; length++) {
            byte[] noise = new byte[length];
            new Random(length).nextBytes(noise);
            byte[] file = join(gzip(noise), new byte[1]);
            assertThatThrownBy(() -> gunzip(file)).hasMessageEndingWith("got more bytes");
        }
    }

    @Test
    void closing_closes_the_file() throws IOException {
        boolean[] closed = {false};
        var file = new ByteArrayInputStream(gzip(CONTENT)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        new Gunzip(file).close();

        assertThat(closed[0]).isTrue();
    }

    static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    static byte[] flipped(byte[] bytes, int at, int bits) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) bits;
        return copy;
    }

    private static byte[] gunzip(byte[] file) throws IOException {
        try (var in = new Gunzip(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static byte[] crc16(byte[] bytes) {
        long value = crc32(bytes);
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    private static String hex16(byte[] bytes) {
        return "%04x".formatted(crc32(bytes) & 0xffff);
    }

    private static long crc32(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}

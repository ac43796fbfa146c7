package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static twingrad.datasets.GunzipTest.flipped;
import static twingrad.datasets.GunzipTest.gzip;
import static twingrad.datasets.GunzipTest.join;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
    /** Two images of height 3 and width 2, and their labels. */
    private static final byte[] IMAGES =
            join(numbers(0x803, 2, 3, 2), new byte[] {0, 1, 2, 3, 4, 5, (byte) 250, (byte) 255, 6, 7, 8, 9});

    private static final byte[] LABELS = join(numbers(0x801, 2), new byte[] {9, 4});

    static Stream<Arguments> both_plain_and_zipped_files_are_read() {
        return Stream.of(
                argumentSet("plain", IMAGES, LABELS),
                argumentSet("zipped", gzip(IMAGES), gzip(LABELS)),
                argumentSet("mixed", gzip(IMAGES), LABELS));
    }

    @ParameterizedTest
    @MethodSource
    void both_plain_and_zipped_files_are_read(byte[] images, byte[] labels) {
        var data = dataset(images, labels);

        assertThat(data).hasToString("tiny: 2 samples, 6 features, 10 classes");
        float[] inputs = new float[6];
        data.copyInputs(1, inputs, 0);
        assertThat(inputs).containsExactly(250 / 255f, 1, 6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f);
        assertThat(data.label(0)).isEqualTo(9);
        assertThat(data.label(1)).isEqualTo(4);
    }

    @Test
    void images_are_read_without_labels(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("digits.gz"), gzip(IMAGES));

        IdxImages images = Idx.images(file);

        assertThat(images.size()).isEqualTo(new ImageSize(3, 2));
        assertThat(images.count()).isEqualTo(2);
        double[] inputs = new double[6];
        dataset(IMAGES, LABELS).copyInputs(1, inputs, 0);
        assertThat(images.image(1)).isEqualTo(inputs);
        for (int outside : new int[] {-1, 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> images.image(outside))
                    .withMessage("image: expected an index in [0, 2), got " + outside);
        }
        Files.write(file, Arrays.copyOf(IMAGES, 20));
        assertThatThrownBy(() -> Idx.images(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected 12 bytes of data, got 4");
    }

    @ParameterizedTest
    @MethodSource
    void bad_images_are_refused(byte[] images, String message) {
        assertThatThrownBy(() -> dataset(images, LABELS))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("images.gz: " + message);
    }

    static Stream<Arguments> bad_images_are_refused() {
        byte[] zipped = gzip(IMAGES);
        byte[] page = "<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                argumentSet("labels", LABELS, "expected magic 0x00000803, got 0x00000801"),
                argumentSet("floats", numbers(0xd03, 1, 1, 1), "expected magic 0x00000803, got 0x00000d03"),
                argumentSet("rank 0", numbers(0x800), "expected magic 0x00000803, got 0x00000800"),
                argumentSet("rank 255", numbers(0x8ff, 1, 1, 1), "expected magic 0x00000803, got 0x000008ff"),
                argumentSet("no magic", numbers(0x01000803, 1, 1, 1), "expected magic 0x00000803, got 0x01000803"),
                argumentSet("rank 4", numbers(0x804, 1, 1, 1, 1), "expected magic 0x00000803, got 0x00000804"),
                argumentSet("web page", page, "expected magic 0x00000803, got 0x3c21444f"),
                argumentSet("empty", new byte[0], "expected 4 bytes of the magic number, got 0"),
                argumentSet("one byte", new byte[] {0x1f}, "expected 4 bytes of the magic number, got 1"),
                argumentSet("ends in header", Arrays.copyOf(IMAGES, 15), "expected 12 bytes of dimensions, got 11"),
                argumentSet("zipped header", gzip(numbers(0x803, 2)), "expected 12 bytes of dimensions, got 4"),
                argumentSet("no image", numbers(0x803, 0, 3, 2), "expected a positive dimension 0, got 0"),
                argumentSet("no row", numbers(0x803, 2, 0, 2), "expected a positive dimension 1, got 0"),
                argumentSet("negative width", numbers(0x803, 2, 3, -2), "expected a positive dimension 2, got -2"),
                argumentSet(
                        "negative after huge",
                        numbers(0x803, 1, Integer.MAX_VALUE, Integer.MIN_VALUE),
                        "expected a positive dimension 2, got -2147483648"),
                argumentSet(
                        "one too many for int",
                        numbers(0x803, 1 << 20, 1 << 10, 2),
                        "expected at most 2147483647 bytes of data, got 1048576x1024x2"),
                argumentSet(
                        "product 0 in int",
                        numbers(0x803, 1 << 16, 1 << 16, 1),
                        "expected at most 2147483647 bytes of data, got 65536x65536x1"),
                argumentSet(
                        "product beyond long",
                        numbers(0x803, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                        "expected at most 2147483647 bytes of data, got 2147483647x2147483647x2147483647"),
                argumentSet(
                        "promises 20 MB, zipped",
                        gzip(numbers(0x803, 2, 10_000_000, 1)),
                        "expected 20000000 bytes of data, got 0"),
                argumentSet("ends early", Arrays.copyOf(IMAGES, 27), "expected 12 bytes of data, got 11"),
                argumentSet("no data", Arrays.copyOf(IMAGES, 16), "expected 12 bytes of data, got 0"),
                argumentSet("goes on", join(IMAGES, new byte[1]), "expected 12 bytes of data, got more"),
                argumentSet("goes on, zipped", gzip(join(IMAGES, new byte[1])), "expected 12 bytes of data, got more"),
                argumentSet(
                        "second member",
                        join(zipped, gzip(new byte[0])),
                        "expected the end of the file after one gzip member, got more bytes"),
                argumentSet(
                        "bad length",
                        flipped(zipped, zipped.length - 4, 2),
                        "expected content of length 0x0000001e, got 0x0000001c"),
                argumentSet(
                        "zip cut off",
                        Arrays.copyOf(zipped, zipped.length - 12),
                        "expected more gzip data, got the end of the file"));
    }

    @Test
    void a_bad_check_sum_is_refused() {
        byte[] zipped = gzip(IMAGES);
        byte[] bad = flipped(zipped, zipped.length - 5, 0xff);

        assertThatThrownBy(() -> dataset(bad, LABELS))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("images.gz: expected content with CRC 0x0d7e97d7, got 0xf27e97d7");
    }

    @ParameterizedTest
    @MethodSource
    void bad_labels_are_refused(byte[] labels, String message) {
        assertThatThrownBy(() -> dataset(IMAGES, labels))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("labels.gz: " + message);
    }

    static Stream<Arguments> bad_labels_are_refused() {
        String count = "expected 2 labels, one an image in images.gz, got ";
        return Stream.of(
                argumentSet("images", IMAGES, "expected magic 0x00000801, got 0x00000803"),
                argumentSet("too few", join(numbers(0x801, 1), new byte[1]), count + "1"),
                argumentSet("too many", join(numbers(0x801, 3), new byte[3]), count + "3"),
                argumentSet(
                        "far too many, known by the header", numbers(0x801, Integer.MAX_VALUE), count + "2147483647"),
                argumentSet("cut off", join(numbers(0x801, 2), new byte[1]), "expected 2 bytes of data, got 1"),
                argumentSet("goes on", join(numbers(0x801, 2), new byte[3]), "expected 2 bytes of data, got more"),
                argumentSet(
                        "label 10",
                        join(numbers(0x801, 2), new byte[] {9, 10}),
                        "expected labels from 0 to 9, got 10 in row 1"),
                argumentSet(
                        "label 255",
                        join(numbers(0x801, 2), new byte[] {-1, 0}),
                        "expected labels from 0 to 9, got 255 in row 0"));
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatThrownBy(() -> Idx.dataset("tiny", "images.gz", stream(IMAGES), "labels.gz", broken, 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("labels.gz: expected a readable file, got java.io.IOException: disk on fire");
    }

    @Test
    void at_most_one_byte_is_read_beyond_what_the_header_says() {
        var images = stream(join(IMAGES, new byte[1000]));

        assertThatThrownBy(() -> Idx.dataset("tiny", "images", images, "labels", stream(LABELS), 10))
                .hasMessage("images: expected 12 bytes of data, got more");
        assertThat(images.available()).isEqualTo(999);
    }

    /** 1 GB of zeros in 1 MB, after a header that promises 12 bytes. */
    @Test
    void a_gzip_bomb_is_left_alone_after_one_byte_too_many() {
        byte[] megabyte = deflated(new byte[1 << 20]);
        byte[] start = join(Arrays.copyOf(gzip(new byte[0]), 10), deflated(Arrays.copyOf(IMAGES, 16)));
        var bomb = new ByteArrayInputStream(join(start, repeated(megabyte, 1024)));
        int size = bomb.available();

        assertThat(size).isBetween(1_000_000, 2_000_000);
        assertThatThrownBy(() -> Idx.dataset("tiny", "images", bomb, "labels", stream(LABELS), 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("images: expected 12 bytes of data, got more");
        assertThat(size - bomb.available()).as("bytes taken from the file").isLessThanOrEqualTo(1 << 14);
    }

    /** Whole blocks of deflate, which can stand one after the other. */
    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        byte[] blocks = new byte[1 << 14];
        int length = deflater.deflate(blocks, 0, blocks.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(blocks, length);
    }

    private static byte[] repeated(byte[] bytes, int times) {
        return join(Collections.nCopies(times, bytes).toArray(byte[][]::new));
    }

    @Test
    void labels_that_cannot_match_are_refused_before_any_data_is_read() {
        var images = stream(IMAGES);
        var labels = stream(numbers(0x801, 3));

        assertThatThrownBy(() -> Idx.dataset("tiny", "images", images, "labels", labels, 10))
                .hasMessage("labels: expected 2 labels, one an image in images, got 3");
        assertThat(images.available()).isEqualTo(12);
    }

    @Test
    void both_streams_are_closed_after_success_and_after_failure() {
        var images = new Door(IMAGES);
        var labels = new Door(gzip(LABELS));
        Idx.dataset("tiny", "images", images, "labels", labels, 10);
        assertThat(images.closed && labels.closed).isTrue();

        var badImages = new Door(LABELS);
        var unread = new Door(LABELS);
        assertThatThrownBy(() -> Idx.dataset("tiny", "images", badImages, "labels", unread, 10))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(badImages.closed && unread.closed).isTrue();
    }

    @Test
    void a_failure_to_close_names_the_file() {
        var stuck = new ByteArrayInputStream(LABELS) {
            @Override
            public void close() throws IOException {
                throw new IOException("door stuck");
            }
        };

        assertThatThrownBy(() -> Idx.dataset("tiny", "images", stream(IMAGES), "labels", stuck, 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("labels: expected a readable file, got java.io.IOException: door stuck");
    }

    @Test
    void without_classes_there_is_no_dataset() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Idx.dataset("tiny", "images", stream(IMAGES), "labels", stream(LABELS), 0))
                .withMessage("tiny: expected at least 1 class, got 0");
    }

    private static Dataset dataset(byte[] images, byte[] labels) {
        return Idx.dataset("tiny", "images.gz", stream(images), "labels.gz", stream(labels), 10);
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] numbers(int... numbers) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        return bytes.array();
    }

    /** A stream that tells whether it was closed. */
    private static final class Door extends ByteArrayInputStream {
        private boolean closed;

        Door(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

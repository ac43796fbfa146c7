package twingrad.compare.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.datasets.Dataset;
import twingrad.datasets.Idx;
import twingrad.datasets.Mnist;

/** Every reader on files that are cut off or have a bit flipped: refused in our words, or read as if nothing were. */
@Timeout(120)
class HostileFilesTest {

    private static final int FLIPS = 10_000;

    @TempDir
    private Path folder;

    static Stream<Arguments> good() {
        return Arrays.stream(HostileReader.values())
                .flatMap(reader -> reader.files().entrySet().stream()
                        .map(file -> argumentSet(reader + " " + file.getKey(), reader, file.getValue())));
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_file_cut_off_is_refused(HostileReader reader, byte[] file) {
        long refused = refused(reader, file, new HostileFiles(file).truncations());

        // What ends a text may be a line break.
        assertThat(refused).isGreaterThan(reader.mayEndAnywhere() ? -1 : file.length - 2);
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_flipped_bit_is_refused_or_without_effect(HostileReader reader, byte[] file) {
        var copies = new HostileFiles(file);

        assertThat(refused(reader, file, copies.flipsAtTheStart())).isPositive();
        if (!copies.isFlippedWhole()) {
            assertThat(refused(reader, file, copies.flips(FLIPS, new Random(1))))
                    .isPositive();
        }
    }

    private long refused(HostileReader reader, byte[] file, Stream<byte[]> copies) {
        return HostileFiles.refused(copies, file, reader.isChecked(file), copy -> reader.read(copy, folder));
    }

    @Test
    void a_large_file_cut_off_is_refused() throws IOException {
        byte[] images = digits("images-idx3");
        long copies = (images.length + 4_095) / 4_096;

        assertThat(HostileFiles.refused(new HostileFiles(images).truncations(), images, true, digitsReader()))
                .isEqualTo(copies)
                .isGreaterThan(300);
    }

    @Test
    @Tag("trust")
    @Timeout(7_200)
    void a_flipped_bit_in_a_large_file_is_refused_or_without_effect() throws IOException {
        byte[] images = digits("images-idx3");
        var copies = new HostileFiles(images);
        Stream<byte[]> flipped = Stream.concat(copies.flipsAtTheStart(), copies.flips(FLIPS, new Random(1)));

        assertThat(HostileFiles.refused(flipped, images, true, digitsReader())).isGreaterThan(18_000);
    }

    /** MNIST's test images, 1.6 MB, beside their labels. */
    private static HostileFiles.Reading digitsReader() throws IOException {
        byte[] labels = digits("labels-idx1");
        return file -> {
            try {
                Dataset digits = Idx.dataset(
                        "digits",
                        "images",
                        new ByteArrayInputStream(file),
                        "labels",
                        new ByteArrayInputStream(labels),
                        10);
                double[] inputs = new double[digits.size() * digits.features()];
                IntStream.range(0, digits.size())
                        .forEach(row -> digits.copyInputs(row, inputs, row * digits.features()));
                return Optional.of(Arrays.hashCode(inputs));
            } catch (UncheckedIOException e) {
                HostileReader.requireRefusal(e, UncheckedIOException.class);
                return Optional.empty();
            }
        };
    }

    private static byte[] digits(String kind) throws IOException {
        try (var in = Mnist.class.getResourceAsStream("mnist/t10k-" + kind + "-ubyte.gz")) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_reader_that_lets_a_change_pass_is_caught() {
        byte[] good = {1, 2, 3};
        var copies = new HostileFiles(good);
        HostileFiles.Reading lax = file -> Optional.of((Object) Arrays.toString(file));

        assertThatThrownBy(() -> HostileFiles.refused(copies.truncations(), good, true, lax))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected a refusal or [1, 2, 3], got [] from a copy that differs at byte 0");
        assertThatThrownBy(() -> HostileFiles.refused(copies.flips(1, new Random(1)), good, true, lax))
                .isInstanceOf(AssertionError.class);
        assertThat(HostileFiles.refused(copies.flipsAtTheStart(), good, false, lax))
                .isZero();
    }

    @Test
    void every_bit_of_a_short_file_is_flipped_and_every_byte_cut() {
        var copies = new HostileFiles(new byte[3]);

        assertThat(copies.flipsAtTheStart().map(Arrays::toString).distinct()).hasSize(24);
        assertThat(copies.truncations().map(copy -> copy.length)).containsExactly(0, 1, 2);
        assertThat(new HostileFiles(new byte[100_000]).truncations()).hasSize(25);
    }

    @ParameterizedTest
    @MethodSource("raw")
    void a_raw_exception_is_no_refusal(RuntimeException raw) {
        assertThatThrownBy(() -> HostileReader.requireRefusal(raw, UncheckedIOException.class))
                .isInstanceOf(AssertionError.class)
                .hasCause(raw);
    }

    static Stream<RuntimeException> raw() {
        return Stream.of(
                new ArrayIndexOutOfBoundsException("Index 5 out of bounds for length 3"),
                new UncheckedIOException(new IOException("Unexpected end of ZLIB input stream")),
                new UncheckedIOException("expected a file, got none", new IOException()),
                new UncheckedIOException("file: expected less, got " + "more".repeat(1_000), new IOException()));
    }
}

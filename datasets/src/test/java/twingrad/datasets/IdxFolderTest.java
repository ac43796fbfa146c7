package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.datasets.GunzipTest.gzip;
import static twingrad.datasets.GunzipTest.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFolderTest {

    private static final byte[] TRAIN_IMAGES =
            join(numbers(0x803, 2, 3, 2), new byte[] {0, 1, 2, 3, 4, 5, (byte) 255, 6, 7, 8, 9, 10});

    private static final byte[] TRAIN_LABELS = join(numbers(0x801, 2), new byte[] {3, 0});

    private static final byte[] TEST_IMAGES = join(numbers(0x803, 1, 3, 2), new byte[] {9, 8, 7, 6, 5, 4});

    private static final byte[] TEST_LABELS = join(numbers(0x801, 1), new byte[] {11});

    private static final List<String> NAMES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, plain",
        "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz,"
                + " t10k-labels-idx1-ubyte.gz, zipped",
        "train-images.idx3-ubyte, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte, t10k-labels.idx1-ubyte, mixed",
    })
    void both_sets_are_found_plain_or_zipped(
            String trainImages, String trainLabels, String testImages, String testLabels, String name) {
        write(trainImages, TRAIN_IMAGES);
        write(trainLabels, TRAIN_LABELS);
        write(testImages, TEST_IMAGES);
        write(testLabels, TEST_LABELS);

        IdxFolder read = Idx.folder(folder);

        String title = folder.getFileName().toString();
        assertThat(read.train()).hasToString(title + "-train: 2 samples, 6 features, 12 classes");
        assertThat(read.test()).hasToString(title + "-test: 1 samples, 6 features, 12 classes");
        assertThat(read.size()).isEqualTo(new ImageSize(3, 2)).hasToString("3x2");
        assertThat(read.train().label(0)).isEqualTo(3);
        assertThat(read.test().label(0)).isEqualTo(11);
        double[] image = new double[6];
        read.train().copyInputs(1, image, 0);
        assertThat(image).startsWith(1, 6 / 255f);
    }

    /** A root, such as that of an archive, has no name of its own. */
    @Test
    void a_folder_without_a_name_is_called_by_its_path() throws IOException {
        writeAll();

        try (var archive = FileSystems.newFileSystem(folder.resolve("digits.zip"), Map.of("create", "true"))) {
            for (String name : NAMES) {
                Files.copy(folder.resolve(name), archive.getPath("/", name));
            }

            assertThat(Idx.folder(archive.getPath("/")).train().name()).isEqualTo("/-train");
        }
    }

    @Test
    void what_is_missing_is_named_beside_what_is_there() {
        write("train-images-idx3-ubyte", TRAIN_IMAGES);
        write("README", new byte[1]);

        assertThatThrownBy(() -> Idx.folder(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder + ": expected train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz, got README,"
                        + " train-images-idx3-ubyte");
    }

    @Test
    void a_folder_of_other_things_is_told_by_its_first_names() {
        for (int i = 0; i < 8; i++) {
            write("photo" + i + ".jpg", new byte[1]);
        }

        assertThatThrownBy(() -> Idx.folder(folder))
                .hasMessage(folder + ": expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, got photo0.jpg,"
                        + " photo1.jpg, photo2.jpg, photo3.jpg, photo4.jpg, photo5.jpg, …");
    }

    @Test
    void an_empty_folder_and_none_are_told_apart() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> Idx.folder(folder))
                .hasMessage(folder + ": expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, got an empty"
                        + " folder");
        assertThatThrownBy(() -> Idx.folder(none))
                .hasMessage(none + ": expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, got no such"
                        + " folder");
    }

    @Test
    void test_images_of_another_size_are_refused() {
        writeAll();
        write("t10k-images-idx3-ubyte", join(numbers(0x803, 1, 2, 3), new byte[6]));

        assertThatThrownBy(() -> Idx.folder(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder.resolve("t10k-images-idx3-ubyte") + ": expected images of 3x2 as in training, got"
                        + " 2x3");
    }

    @Test
    void a_set_with_a_label_too_many_is_refused() {
        writeAll();
        write("t10k-labels-idx1-ubyte", TRAIN_LABELS);

        assertThatThrownBy(() -> Idx.folder(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder.resolve("t10k-labels-idx1-ubyte") + ": expected 1 labels, one an image in "
                        + folder.resolve("t10k-images-idx3-ubyte") + ", got 2");
    }

    private void writeAll() {
        write(NAMES.get(0), TRAIN_IMAGES);
        write(NAMES.get(1), TRAIN_LABELS);
        write(NAMES.get(2), TEST_IMAGES);
        write(NAMES.get(3), TEST_LABELS);
    }

    private void write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), name.endsWith(".gz") ? gzip(content) : content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] numbers(int... values) {
        var bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }
}

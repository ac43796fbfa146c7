package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {
    private static final Dataset TRAIN = Mnist.train();
    private static final Dataset TEST = Mnist.test();

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte,  0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte,  ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    })
    void the_files_are_those_that_were_published(String file, String sha256)
            throws IOException, NoSuchAlgorithmException {
        try (var in = new GZIPInputStream(Mnist.class.getResourceAsStream("mnist/" + file + ".gz"))) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
        }
    }

    @Test
    void the_license_lies_beside_the_files() throws IOException {
        try (var in = Mnist.class.getResourceAsStream("mnist/NOTICE")) {
            assertThat(in)
                    .asString(StandardCharsets.UTF_8)
                    .contains("Yann LeCun and Corinna Cortes")
                    .contains("https://creativecommons.org/licenses/by-sa/3.0/");
        }
    }

    @Test
    void there_are_60_000_training_and_10_000_test_images_of_784_pixels() {
        assertThat(TRAIN).hasToString("mnist-train: 60000 samples, 784 features, 10 classes");
        assertThat(TEST).hasToString("mnist-test: 10000 samples, 784 features, 10 classes");
    }

    @Test
    void the_first_digits_are_the_known_ones() {
        assertThat(firstLabels(TRAIN)).containsExactly(5, 0, 4, 1, 9);
        assertThat(firstLabels(TEST)).containsExactly(7, 2, 1, 0, 4);
    }

    @Test
    void every_digit_occurs_as_often_as_published() {
        assertThat(counts(TRAIN)).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        assertThat(counts(TEST)).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    }

    /** Mean 0.1307 and standard deviation 0.3081 are what the field normalizes MNIST with. */
    @Test
    void the_training_pixels_have_the_known_mean_and_deviation() {
        double sum = 0;
        double squares = 0;
        double[] image = new double[784];
        for (int row = 0; row < TRAIN.size(); row++) {
            TRAIN.copyInputs(row, image, 0);
            for (double pixel : image) {
                sum += pixel;
                squares += pixel * pixel;
            }
        }
        double n = 60_000.0 * 784;
        assertThat("%.4f %.4f".formatted(sum / n, Math.sqrt(squares / n - sum / n * (sum / n))))
                .isEqualTo("0.1307 0.3081");
    }

    private static int[] firstLabels(Dataset data) {
        int[] labels = new int[5];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = data.label(row);
        }
        return labels;
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.classes()];
        for (int row = 0; row < data.size(); row++) {
            counts[data.label(row)]++;
        }
        return counts;
    }
}

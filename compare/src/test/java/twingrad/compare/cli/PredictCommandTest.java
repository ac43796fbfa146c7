package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.data.DrawnDigits;
import twingrad.datasets.Dataset;
import twingrad.datasets.Mnist;

class PredictCommandTest {

    @TempDir
    private static Path shared;

    private static String digits;

    @TempDir
    private Path folder;

    /** About 95 % of the test digits, in two seconds. */
    @BeforeAll
    static void train() {
        Path model = shared.resolve("digits");
        var run = CommandLineRun.of(
                "train", "mnist", "--samples", "15000", "--epochs", "3", "--hidden", "64", "--out", model.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        digits = model.resolve("last.safetensors").toString();
    }

    private String png(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file.toString();
    }

    /** Pens and papers as people choose them. */
    @ParameterizedTest(name = "a pen of {2} pixels, {1} on {0}")
    @CsvSource({
        "#ffffff, #000000, 16",
        "#ffffff, #000000, 10",
        "#fff8e0, #203080, 13",
        "#000000, #ffffff, 16",
        "#00000000, #000000, 20",
    })
    void digits_drawn_at_200_by_200_are_recognized(String paper, String pen, float width) throws IOException {
        Color background = paper.length() > 7 ? new Color(0, true) : Color.decode(paper);
        var arguments = new ArrayList<>(List.of("predict", digits));
        for (int digit = 0; digit < 10; digit++) {
            arguments.add(png("digit" + digit, DrawnDigits.draw(digit, background, Color.decode(pen), width)));
        }
        arguments.addAll(List.of("--json", "-"));

        var run = CommandLineRun.of(arguments.toArray(String[]::new));

        JsonNode predictions = run.json().path("predictions");
        assertThat(predictions).hasSize(10);
        int right = 0;
        for (int digit = 0; digit < 10; digit++) {
            right += predictions.path(digit).path("name").asText().equals(String.valueOf(digit)) ? 1 : 0;
            assertThat(predictions.path(digit).path("probabilities")).hasSize(10);
        }
        assertThat(right).as(run.err()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void what_was_done_to_a_picture_is_said() throws IOException {
        String file = png("seven", DrawnDigits.draw(7, Color.WHITE, Color.BLACK, 16));

        var run = CommandLineRun.of("predict", digits, file);

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines().findFirst())
                .hasValue(file + ": inverted, for it is dark on light; cropped to its ink of 99x131; scaled to 15x20;"
                        + " centered by mass in 28x28");
        assertThat(run.out()).contains(file + ": 7 (9");
    }

    /** MNIST's own digits, as pictures and as a file of images: both as they are, and both the same. */
    @Test
    void a_digit_of_mnist_is_taken_as_it_is_from_a_picture_and_from_idx() throws IOException {
        Dataset test = Mnist.test();
        ByteBuffer idx = ByteBuffer.allocate(16 + 30 * 784);
        idx.putInt(0x803).putInt(30).putInt(28).putInt(28);
        var pixels = new float[784];
        var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int digit = 0; digit < 30; digit++) {
            test.copyInputs(digit, pixels, 0);
            for (int i = 0; i < 784; i++) {
                idx.put((byte) Math.round(255 * pixels[i]));
                if (digit == 0) {
                    image.getRaster().setSample(i % 28, i / 28, 0, Math.round(255 * pixels[i]));
                }
            }
        }
        Path images = Files.write(folder.resolve("images"), idx.array());

        var run = CommandLineRun.of("predict", digits, png("first", image), images.toString(), "--json", "-");

        JsonNode predictions = run.json().path("predictions");
        assertThat(predictions).hasSize(31);
        assertThat(predictions.path(0).path("changes").path(0).asText()).isEqualTo("used as it is");
        assertThat(predictions.path(0).path("probabilities"))
                .isEqualTo(predictions.path(1).path("probabilities"));
        int right = 0;
        for (int digit = 0; digit < 30; digit++) {
            right += predictions.path(digit + 1).path("label").asInt() == test.label(digit) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(26);
        assertThat(run.err())
                .contains(
                        "first.png: used as it is",
                        "images: used as they are",
                        "images row 20: ",
                        "… and 10 more rows: --json has all");
    }

    @Test
    void a_table_is_standardized_as_the_training_was_and_its_classes_are_named() throws IOException {
        var rows = new StringBuilder("length,width,kind\n");
        for (int i = 0; i < 60; i++) {
            rows.append(1_000 + i % 7).append(',').append(0.001 * (i % 5)).append(",oak\n");
            rows.append(2_000 + i % 7)
                    .append(',')
                    .append(0.002 + 0.001 * (i % 5))
                    .append(",beech\n");
        }
        Path leaves = Files.writeString(folder.resolve("leaves.csv"), rows);
        Path model = folder.resolve("model");
        var train = CommandLineRun.of(
                "train", leaves.toString(), "--label", "kind", "--epochs", "40", "--out", model.toString());
        assertThat(train.status()).as(train.err()).isEqualTo(ExitStatus.DONE);
        Path found = Files.writeString(folder.resolve("found.csv"), "length,width\n2003,0.004\n1001,0.001\n");

        var run = CommandLineRun.of("predict", model.toString(), found.toString(), leaves.toString());

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains(
                        found + " row 1: beech (", found + " row 2: oak (", leaves + ": 120 of 120 as the table says");
    }

    /** Trained with a header that was said to be there; in training 1 and 1.0 were one class. */
    @Test
    void a_table_without_a_header_loses_no_row_and_its_classes_are_compared_by_value() throws IOException {
        var rows = new StringBuilder("2019,2020,kind\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i % 7).append(",1,").append(i % 2 == 0 ? "0\n" : "0.0\n");
            rows.append(100 + i % 7).append(",2,1\n");
        }
        Path table = Files.writeString(folder.resolve("table.csv"), rows);
        Path model = folder.resolve("years");
        var train =
                CommandLineRun.of("train", table.toString(), "--header", "--epochs", "30", "--out", model.toString());
        assertThat(train.status()).as(train.err()).isEqualTo(ExitStatus.DONE);
        Path bare = Files.writeString(folder.resolve("bare.csv"), "103,2,1.0\n2,1,0.0\n1,1,7\n");

        var run = CommandLineRun.of("predict", model.toString(), bare.toString(), table.toString());

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains(
                        bare + " row 1: 1 (",
                        bare + " row 3: 0 (",
                        ", but the table says 7",
                        bare + ": 2 of 3 as the table says",
                        bare + ": the model was never shown 7",
                        table + ": 80 of 80 as the table says")
                .doesNotContain(table + ": the model was never shown");
    }

    @Test
    void what_is_no_picture_or_shows_nothing_is_bad_data() throws IOException {
        String blank = png("blank", new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB));
        refused(blank, "expected a digit, got one shade of gray everywhere");
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(Path.of(blank)), 60));
        refused(cut.toString(), "expected a whole PNG picture, got its end after byte 60, after IHDR");
        String none = folder.resolve("none.png").toString();
        refused(none, "expected a file that can be read, got none; check its name and folder");
        refused(folder.toString(), "expected a file, got a folder; name the files in it");
        Path labels = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
        refused(labels.toString(), "expected magic 0x00000803, got 0x00000801");
        Path photograph = Files.write(folder.resolve("photo.jpg"), new byte[] {-1, -40, -1, -32, 0, 16});
        refused(photograph.toString(), "expected a PNG picture, got one in JPEG; save it as PNG and try again");
        Path text = Files.writeString(folder.resolve("text.png"), "1,2,3");
        refused(text.toString(), "expected a PNG picture, got another file");
        Path bytes = Files.writeString(folder.resolve("bytes.csv"), "255," + "0,".repeat(782) + "0\n");
        refused(
                bytes.toString(),
                "expected pixels from 0 black to 1 white, as the model was trained on, got 255.0 in row 1; divide by"
                        + " the brightest there can be");
    }

    private static void refused(String file, String message) {
        var run = CommandLineRun.of("predict", digits, file);

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err().lines().findFirst()).hasValue("twingrad predict: " + file + ": " + message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_bad_file_does_not_cost_the_answers_of_the_others() throws IOException {
        String good = png("good", DrawnDigits.draw(7, Color.WHITE, Color.BLACK, 16));
        String none = folder.resolve("none.png").toString();
        Path photograph = Files.write(folder.resolve("photo.png"), new byte[] {-1, -40, -1, -32, 0, 16});

        var run = CommandLineRun.of("predict", digits, none, good, photograph.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.out()).contains(good + ": 7 (");
        assertThat(run.err())
                .isEqualToNormalizingNewlines("twingrad predict: " + none
                        + ": expected a file that can be read, got none; check its name and folder\n"
                        + "twingrad predict: " + photograph
                        + ": expected a PNG picture, got one in JPEG; save it as PNG and try again\n");
    }

    @Test
    void without_a_file_it_says_what_to_type() {
        var run = CommandLineRun.of("predict", digits);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).hasValue("twingrad predict: Missing required parameter: 'FILE'");
    }
}

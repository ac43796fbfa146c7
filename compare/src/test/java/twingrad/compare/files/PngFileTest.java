package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.data.GrayImage;

class PngFileTest {

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("digit.png"), bytes);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** 3 x 2: black, white, middle gray; red, half transparent black, transparent. */
    private static BufferedImage picture(int type) {
        var image = new BufferedImage(3, 2, type);
        Graphics2D graphics = image.createGraphics();
        var colors = new Color[] {
            Color.BLACK,
            Color.WHITE,
            new Color(128, 128, 128),
            Color.RED,
            new Color(0, 0, 0, 128),
            new Color(9, 9, 9, 0)
        };
        for (int i = 0; i < colors.length; i++) {
            graphics.setColor(colors[i]);
            graphics.fillRect(i % 3, i / 3, 1, 1);
        }
        graphics.dispose();
        return image;
    }

    @Test
    void colors_become_gray_and_what_is_transparent_white() throws IOException {
        GrayImage gray = PngFile.read(file(png(picture(BufferedImage.TYPE_INT_ARGB))));

        assertThat(gray).hasToString("3x2");
        assertThat(gray.brightness())
                .containsExactly(new double[] {0, 1, 128 / 255.0, 0.299, 127 / 255.0, 1}, within(1e-9));
    }

    @Test
    void white_on_what_is_transparent_is_seen_on_black() throws IOException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 0, 0x80ffffff);
        image.setRGB(2, 0, 0xffffffff);

        assertThat(PngFile.read(file(png(image))).brightness())
                .containsExactly(new double[] {0, 128 / 255.0, 1}, within(1e-9));
    }

    /** Java takes the samples of a gray picture as linear light and would make 188 of 128. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_INT_RGB
            })
    void every_kind_of_samples_gives_the_shade_that_is_seen(int type) throws IOException {
        var image = new BufferedImage(2, 1, type);
        int most = type == BufferedImage.TYPE_USHORT_GRAY ? 65_535 : 255;
        if (image.getColorModel().getNumComponents() == 1) {
            image.getRaster().setSample(0, 0, 0, most / 5);
        } else {
            image.setRGB(0, 0, new Color(51, 51, 51).getRGB());
        }
        if (type == BufferedImage.TYPE_BYTE_INDEXED) {
            image.setRGB(0, 0, new Color(51, 51, 51).getRGB());
        }

        assertThat(PngFile.read(file(png(image))).brightness()[0]).isCloseTo(0.2, within(1e-6));
        assertThat(PngFile.isPng(folder.resolve("digit.png"))).isTrue();
    }

    @Test
    void black_and_white_of_one_bit_is_read() throws IOException {
        var image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(8, 0, 0xFFFFFF);

        assertThat(PngFile.read(file(png(image))).brightness()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() throws IOException {
        byte[] bomb = header(60_000, 60_000);

        refused(
                bomb,
                "expected 1 to 16777216 pixels, got 60000x60000; make it smaller, for example 1000 pixels" + " wide");
        refused(header(0, 5), "expected 1 to 16777216 pixels, got 0x5");
        refused(
                header(-1, 5),
                "expected 1 to 16777216 pixels, got 4294967295x5; make it smaller, for example 1000 pixels" + " wide");
    }

    /** A signature and a header chunk, as a whole file has them, then nothing. */
    private static byte[] header(int width, int height) throws IOException {
        var chunk = new ByteArrayOutputStream();
        var data = new DataOutputStream(chunk);
        data.writeBytes("IHDR");
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 0, 0, 0, 0});
        var checksum = new CRC32();
        checksum.update(chunk.toByteArray());
        var file = new ByteArrayOutputStream();
        var out = new DataOutputStream(file);
        out.writeLong(0x89504E470D0A1A0AL);
        out.writeInt(13);
        out.write(chunk.toByteArray());
        out.writeInt((int) checksum.getValue());
        return file.toByteArray();
    }

    @Test
    void another_file_is_said_to_be_one() throws IOException {
        refused("GIF89a, not PNG".getBytes(), "expected a PNG picture, got another file");
        refused(new byte[0], "expected a PNG picture, got another file");
        assertThat(PngFile.isPng(folder.resolve("digit.png"))).isFalse();
    }

    @Test
    void every_cut_and_every_flipped_byte_is_noticed() throws IOException {
        byte[] whole = png(picture(BufferedImage.TYPE_INT_RGB));
        for (int length = 0; length < whole.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> PngFile.read(file(Arrays.copyOf(whole, cut))))
                    .as("cut to " + cut)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(folder.resolve("digit.png") + ": expected ");
        }
        for (int place = 0; place < whole.length; place++) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 0x10;
            assertThatThrownBy(() -> PngFile.read(file(flipped)))
                    .as("flipped at " + place)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(folder.resolve("digit.png") + ": expected ");
        }
    }

    @Test
    void a_damaged_picture_says_where() throws IOException {
        byte[] whole = png(picture(BufferedImage.TYPE_INT_RGB));
        refused(
                Arrays.copyOf(whole, whole.length - 12),
                "expected a whole PNG picture, got its end after byte " + (whole.length - 12) + ", after IDAT");
        whole[30] ^= 1;
        refused(whole, "expected IHDR's checksum to fit, got another before byte 33: the file is damaged");
    }

    /** Checksums fit, but there are no pixels. */
    @Test
    void a_picture_without_pixels_is_refused() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(header(2, 2));
        var out = new DataOutputStream(file);
        out.writeInt(0);
        out.writeBytes("IEND");
        out.writeInt(0xAE426082);

        assertThatThrownBy(() -> PngFile.read(file(file.toByteArray())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        ": expected a PNG picture that can be decoded, got damaged image data;" + " save it again");
    }

    @Test
    void a_missing_file_is_refused_by_its_name() {
        assertThatThrownBy(() -> PngFile.read(folder.resolve("none.png")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder.resolve("none.png")
                        + ": expected a file that can be read, got none; check its name and folder");
    }

    private void refused(byte[] bytes, String message) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> PngFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": " + message);
    }
}

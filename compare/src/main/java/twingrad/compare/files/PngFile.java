package twingrad.compare.files;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import twingrad.compare.data.GrayImage;

/**
 * Reads PNG pictures (W3C, Portable Network Graphics, 2003) as shades of gray on white, or on black where white would
 * hide what is drawn. Strict: the whole file is
 * walked, sizes and checksums, before anything is allocated for its pixels.
 */
public final class PngFile {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;

    private static final int HEADER_LENGTH = 13;

    /** A length, a name and a checksum, 4 bytes each. */
    private static final int CHUNK_FRAME = 12;

    /** Largest file that is read. */
    private static final long MOST_BYTES = 64_000_000;

    /** Most pixels: a large photograph. */
    private static final long MOST_PIXELS = 1 << 24;

    /** Four channels of 16 bits, their brightness twice, and as much again. */
    private static final int HEAP_A_PIXEL = 48;

    /** Deflate makes at most 1,032 bytes of one, each of at most 8 pixels. */
    private static final long PIXELS_A_BYTE = 8 * 1_032;

    /** Rec. 601: how bright an eye finds red, green and blue, in thousandths. */
    private static final int[] BRIGHTNESS = {299, 587, 114};

    /** Less between the brightest and the darkest pixel shows nothing. */
    private static final double LEAST_CONTRAST = 0.1;

    private PngFile() {}

    /** Whether a file begins as PNG files do. UncheckedIOException if it cannot be read. */
    public static boolean isPng(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Long.BYTES);
            return start.length == Long.BYTES && ByteBuffer.wrap(start).getLong() == SIGNATURE;
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    /** The picture, what is transparent as white, or as black. UncheckedIOException if the file is no whole PNG picture. */
    public static GrayImage read(Path file) {
        try {
            long size = Files.size(file);
            long most = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / Long.BYTES);
            if (size > most) {
                throw new MalformedFileException("expected at most " + most + " bytes, got " + size);
            }
            byte[] bytes = Files.readAllBytes(file);
            requireWhole(ByteBuffer.wrap(bytes));
            return gray(decode(bytes));
        } catch (IOException e) {
            throw refusal(file, e);
        }
    }

    private static void requireWhole(ByteBuffer file) throws IOException {
        if (file.remaining() < Long.BYTES || file.getLong() != SIGNATURE) {
            throw new MalformedFileException("expected a PNG picture, got another file");
        }
        String name = "";
        for (boolean isFirst = true; !name.equals("IEND"); isFirst = false) {
            int length = file.remaining() < CHUNK_FRAME ? -1 : file.getInt();
            if (length < 0 || length > file.remaining() - CHUNK_FRAME + Integer.BYTES) {
                throw new MalformedFileException("expected a whole PNG picture, got its end after byte " + file.limit()
                        + (name.isEmpty() ? "" : ", after " + name));
            }
            var checksum = new CRC32();
            checksum.update(file.array(), file.position(), Integer.BYTES + length);
            var letters = new byte[Integer.BYTES];
            file.get(letters);
            name = new String(letters, StandardCharsets.ISO_8859_1);
            if (isFirst) {
                requireSize(file, name, length);
            }
            file.position(file.position() + length);
            if (file.getInt() != (int) checksum.getValue()) {
                throw new MalformedFileException("expected " + name + "'s checksum to fit, got another before byte "
                        + file.position() + ": the file is damaged");
            }
        }
    }

    private static void requireSize(ByteBuffer file, String name, int length) throws IOException {
        if (!name.equals("IHDR") || length != HEADER_LENGTH) {
            throw new MalformedFileException("expected IHDR of 13 bytes first, got " + name + " of " + length);
        }
        int width = file.getInt(file.position());
        int height = file.getInt(file.position() + Integer.BYTES);
        long most = Math.min(MOST_PIXELS, Runtime.getRuntime().maxMemory() / HEAP_A_PIXEL);
        if (width < 1 || height < 1 || (long) width * height > most) {
            throw new MalformedFileException("expected 1 to " + most + " pixels, got "
                    + Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height)
                    + (width == 0 || height == 0 ? "" : "; make it smaller, for example 1000 pixels wide"));
        }
        if ((long) width * height > PIXELS_A_BYTE * file.limit()) {
            throw new MalformedFileException("expected " + width + "x" + height + " pixels, got a file of "
                    + file.limit() + " bytes, which cannot hold them");
        }
    }

    private static BufferedImage decode(byte[] bytes) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            // Java's reader answers some damage with an exception of its own arrays, and says nothing to a person.
            throw new MalformedFileException(
                    "expected a PNG picture that can be decoded, got damaged image data; save it again");
        } finally {
            reader.dispose();
        }
    }

    private static GrayImage gray(BufferedImage image) {
        GrayImage onWhite = gray(image, 1);
        DoubleSummaryStatistics shades = Arrays.stream(onWhite.brightness()).summaryStatistics();
        boolean isHidden = image.getColorModel().hasAlpha() && shades.getMax() - shades.getMin() < LEAST_CONTRAST;
        return isHidden ? gray(image, 0) : onWhite;
    }

    private static GrayImage gray(BufferedImage image, double paper) {
        int width = image.getWidth();
        int height = image.getHeight();
        var brightness = new double[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                brightness[row * width + column] = brightness(image, row, column, paper);
            }
        }
        return new GrayImage(width, height, brightness);
    }

    /** From the samples as they are: Java's own conversion takes those of a gray picture as linear, and brightens it. */
    private static double brightness(BufferedImage image, int row, int column, double paper) {
        ColorModel colors = image.getColorModel();
        if (colors instanceof IndexColorModel) {
            int argb = image.getRGB(column, row);
            return on(paper, new int[] {argb >> 16 & 255, argb >> 8 & 255, argb & 255, argb >>> 24}, true, 255);
        }
        Raster raster = image.getRaster();
        return on(
                paper,
                raster.getPixel(column, row, (int[]) null),
                colors.hasAlpha(),
                (1 << colors.getComponentSize(0)) - 1);
    }

    private static double on(double paper, int[] samples, boolean hasAlpha, int most) {
        double opacity = hasAlpha ? (double) samples[samples.length - 1] / most : 1;
        double shade = samples.length - (hasAlpha ? 1 : 0) == 1
                ? samples[0]
                : (BRIGHTNESS[0] * (double) samples[0]
                                + BRIGHTNESS[1] * (double) samples[1]
                                + BRIGHTNESS[2] * (double) samples[2])
                        / 1000;
        return opacity * shade / most + (1 - opacity) * paper;
    }

    private static UncheckedIOException refusal(Path file, IOException e) {
        String what = e instanceof MalformedFileException
                ? e.getMessage()
                : "expected a file that can be read, got " + Reason.of(e);
        return new UncheckedIOException(file + ": " + what, e);
    }
}

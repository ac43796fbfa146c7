package twingrad.compare.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DigitForm;
import twingrad.compare.data.GrayImage;
import twingrad.compare.training.Provenance;
import twingrad.datasets.Idx;
import twingrad.datasets.IdxImages;
import twingrad.datasets.ImageSize;

/**
 * Samples for a trained model from a file: a PNG picture, a file of images in IDX, or else a table.
 *
 * @param rows (n x features), as the model was trained on before any standardization
 * @param classes those of a table's column of classes, one a row, called as the model calls them where it knows them;
 *     empty if there is none
 * @param changes what was done to a picture, or to the first of many that was changed, in words
 */
public record InputFile(double[][] rows, List<String> classes, List<String> changes) {

    /** The magic number of bytes in IDX without how many dimensions they have: what is no image is refused there. */
    private static final int IDX_BYTES = 0x000008;

    private static final int GZIP = 0x1F8B;

    /** How files of other pictures begin. */
    private static final Map<String, Pattern> OTHER_PICTURES = Map.of(
            "JPEG", beginning("\u00ff\u00d8\u00ff"),
            "GIF", beginning("GIF8"),
            "WebP", beginning("RIFF.{4}WEBP"),
            "BMP", beginning("BM.{4}\0{4}"),
            "TIFF", beginning("II\\*\0"),
            "big-endian TIFF", beginning("MM\0\\*"));

    /** Many images are read, and predicted from. */
    private static final int COPIES = 3;

    /** So many bytes tell what a file is. */
    private static final int START = 12;

    private static final ImageSize DIGIT = new ImageSize(DigitForm.SIDE, DigitForm.SIDE);

    public InputFile {
        classes = List.copyOf(classes);
        changes = List.copyOf(changes);
    }

    /** What a model expects of a file. */
    private record Reader(Path file, Provenance provenance, int features) {

        InputFile picture() {
            return images(1, index -> PngFile.read(file));
        }

        InputFile idx() {
            IdxImages images = Idx.images(file);
            ImageSize size = images.size();
            requireRoom(images.count());
            return images(images.count(), index -> new GrayImage(size.width(), size.height(), images.image(index)));
        }

        private void requireRoom(int rows) {
            long heap = Runtime.getRuntime().maxMemory();
            long most = heap / (COPIES * Double.BYTES) / features;
            if (rows > most) {
                throw refusal("expected at most " + most + " images for a heap of " + (heap >> 20) + " MB, got " + rows
                        + "; take fewer, or give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
            }
        }

        private InputFile images(int count, IntFunction<GrayImage> images) {
            var rows = new double[count][];
            var changes = new ArrayList<String>();
            for (int i = 0; i < rows.length; i++) {
                rows[i] = features(images.apply(i), changes);
            }
            if (changes.isEmpty()) {
                changes.add(rows.length == 1 ? "used as it is" : "used as they are");
            }
            return new InputFile(rows, List.of(), changes);
        }

        /** What is no digit of 28 x 28 has its size or none. */
        private double[] features(GrayImage image, List<String> changes) {
            ImageSize size = provenance
                    .imageSize()
                    .orElseThrow(() -> refusal("expected a table of " + features
                            + " features, as the model was trained on, got a picture"));
            if (!size.equals(DIGIT)) {
                if (image.width() != size.width() || image.height() != size.height()) {
                    throw refusal("expected a picture of " + size.width() + "x" + size.height()
                            + " pixels, as the model was trained on, got " + image);
                }
                return image.brightness();
            }
            try {
                DigitForm form = DigitForm.of(image, isOfAnything());
                if (changes.isEmpty()) {
                    changes.addAll(form.changes());
                }
                return form.pixels();
            } catch (IllegalArgumentException e) {
                throw refusal(e.getMessage());
            }
        }

        /** Images of a folder may be of clothes. */
        private boolean isOfAnything() {
            return provenance.choice().map(DataChoice::kind).equals(Optional.of(DataChoice.Kind.IMAGES));
        }

        InputFile table() {
            CsvFormat format = provenance.choice().map(DataChoice::csv).orElse(CsvFormat.DETECTED);
            CsvFile.Inputs inputs = CsvFile.inputs(file, format, provenance.columnNames(), features);
            if (provenance.imageSize().isPresent()) {
                requireBrightness(inputs.rows());
            }
            return new InputFile(
                    inputs.rows(), CsvClasses.asNamed(inputs.classes(), provenance.classNames()), List.of());
        }

        /** Pixels from 0 to 255 would be predicted from without complaint, and wrongly. */
        private void requireBrightness(double[][] rows) {
            for (int row = 0; row < rows.length; row++) {
                for (double pixel : rows[row]) {
                    if (!(pixel >= 0 && pixel <= 1)) {
                        throw refusal("expected pixels from 0 black to 1 white, as the model was trained on, got "
                                + pixel + " in row " + (row + 1) + "; divide by the brightest there can be");
                    }
                }
            }
        }

        private UncheckedIOException refusal(String message) {
            return new UncheckedIOException(file + ": " + message, new MalformedFileException(message));
        }
    }

    /**
     * The samples of a file. UncheckedIOException, which says what was expected where, if it has none for such a model.
     *
     * @param provenance what the model was trained on
     * @param features of a sample
     */
    public static InputFile read(Path file, Provenance provenance, int features) {
        var reader = new Reader(file, provenance, features);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // It is opened more than once, and what a pipe gave is gone.
            throw reader.refusal(
                    Files.isDirectory(file)
                            ? "expected a file, got a folder; name the files in it"
                            : "expected a file, got a pipe or a device; save what it gives as a file");
        }
        byte[] start = start(file);
        for (var picture : OTHER_PICTURES.entrySet()) {
            if (picture.getValue()
                    .matcher(new String(start, StandardCharsets.ISO_8859_1))
                    .lookingAt()) {
                throw reader.refusal(
                        "expected a PNG picture, got one in " + picture.getKey() + "; save it as PNG and try again");
            }
        }
        if (PngFile.isPng(file) || file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            return reader.picture();
        }
        return isIdx(start) ? reader.idx() : reader.table();
    }

    private static Pattern beginning(String bytes) {
        return Pattern.compile(bytes, Pattern.DOTALL);
    }

    private static byte[] start(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file that can be read, got " + Reason.of(e), e);
        }
    }

    private static boolean isIdx(byte[] start) {
        int magic = start.length < Integer.BYTES ? 0 : ByteBuffer.wrap(start).getInt();
        return magic >>> Byte.SIZE == IDX_BYTES || magic >>> Short.SIZE == GZIP;
    }
}

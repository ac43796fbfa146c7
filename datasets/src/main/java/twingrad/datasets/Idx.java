package twingrad.datasets;

import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads images and their labels in the IDX format of unsigned bytes, which MNIST introduced and others took over:
 * LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
 *
 * <p>A file is a magic number (two zero bytes, 0x08 for unsigned bytes, the rank), a size for each dimension, all
 * 4-byte big-endian numbers, and the data, row-major. The reader is strict: a file with anything else in it, or
 * less, or more, is refused. Files may be plain or gzipped, which is told by their first two bytes and not by their
 * names; a gzip file must be one member with the right check sum and nothing after it.
 */
public final class Idx {
    private static final int IMAGES_RANK = 3;
    private static final int LABELS_RANK = 1;

    /** Heap that a sample takes beside its pixels, in bytes: its label, read and kept, and its place in the order. */
    private static final int SAMPLE = 16;

    private Idx() {}

    /**
     * A dataset from a file of images (n x height x width) and a file of labels (n). An image becomes a row of
     * height·width features from 0 to 1, see {@link Dataset#ofPixels}.
     *
     * @param name what to call the set
     * @param imagesName what errors call the file of images
     * @param images read to its end and closed, also after an error
     * @param labelsName what errors call the file of labels
     * @param labels read to its end and closed, also after an error
     * @param classes how many classes there are; every label must be below
     * @throws java.io.UncheckedIOException if a file cannot be read or is not as it should be; the message names it
     */
    public static Dataset dataset(
            String name, String imagesName, InputStream images, String labelsName, InputStream labels, int classes) {
        try (var imagesFile = new IdxFile(imagesName, images);
                var labelsFile = new IdxFile(labelsName, labels)) {
            if (classes <= 0) {
                throw new IllegalArgumentException(name + ": expected at least 1 class, got " + classes);
            }
            Content read = read(imagesName, imagesFile, labelsFile);
            for (int row = 0; row < read.labels.length; row++) {
                int label = Byte.toUnsignedInt(read.labels[row]);
                if (label >= classes) {
                    throw labelsFile.refusal("labels from 0 to " + (classes - 1), label + " in row " + row);
                }
            }
            return read.dataset(name, classes);
        }
    }

    /**
     * The training and the test set of a folder in the layout of MNIST, which other sets of images took over, such as
     * Fashion-MNIST: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and the same with {@code t10k},
     * each plain or with {@code .gz} at the end. The images may have any size, which is the same in both sets. There
     * are as many classes as the largest label of both sets says, counted from 0.
     *
     * @throws java.io.UncheckedIOException if a file is missing, cannot be read or is not as it should be; the message
     *     names it
     */
    public static IdxFolder folder(Path folder) {
        return IdxFolder.read(folder);
    }

    /**
     * A file of images (n x height x width), to be used without labels.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read or is not as it should be; the message names it
     */
    public static IdxImages images(Path file) {
        try (IdxFile images = IdxFolder.open(file)) {
            int[] shape = images.dimensions(IMAGES_RANK);
            var size = new ImageSize(shape[1], shape[2]);
            images.requireRoom((long) shape[0] * size.pixels());
            return new IdxImages(size, images.data(shape[0] * size.pixels()));
        }
    }

    /** Images and the label of each. */
    record Content(ImageSize size, byte[] pixels, byte[] labels) {
        /** All labels must be below {@code classes}. */
        Dataset dataset(String name, int classes) {
            return Dataset.ofOwnPixels(name, pixels, size.pixels(), labels, classes);
        }
    }

    /** Two files to their ends; what cannot match is refused before any data is read. */
    static Content read(String imagesName, IdxFile images, IdxFile labels) {
        int[] shape = images.dimensions(IMAGES_RANK);
        int n = shape[0];
        var size = new ImageSize(shape[1], shape[2]);
        int count = labels.dimensions(LABELS_RANK)[0];
        if (count != n) {
            throw labels.refusal(n + " labels, one an image in " + imagesName, count);
        }
        images.requireRoom((long) n * (size.pixels() + SAMPLE));
        return new Content(size, images.data(n * size.pixels()), labels.data(n));
    }
}

package twingrad.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A training and a test set of images, read from a folder in the layout of MNIST; see {@link Idx#folder}.
 *
 * @param train from {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}
 * @param test from {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}
 * @param size of every image
 */
public record IdxFolder(Dataset train, Dataset test, ImageSize size) {

    /** As the files are published, and as some programs that unpack them write them. */
    private static final List<String> IMAGES = List.of("-images-idx3-ubyte", "-images.idx3-ubyte");

    private static final List<String> LABELS = List.of("-labels-idx1-ubyte", "-labels.idx1-ubyte");

    /** A file may be packed. */
    private static final List<String> ENDINGS = List.of("", ".gz");

    /** Files of a folder that an error names. */
    private static final int SHOWN = 6;

    static IdxFolder read(Path folder) {
        Part train = Part.read(folder, "train");
        Part test = Part.read(folder, "t10k");
        if (!train.size().equals(test.size())) {
            throw refusal(test.file, "images of " + train.size() + " as in training", test.size());
        }
        int classes = Math.max(train.largestLabel(), test.largestLabel()) + 1;
        Path place = folder.toAbsolutePath().normalize();
        String name = (place.getFileName() == null ? place : place.getFileName()).toString();
        return new IdxFolder(
                train.content.dataset(name + "-train", classes),
                test.content.dataset(name + "-test", classes),
                train.size());
    }

    /** The files of one of the two sets. */
    private record Part(Path file, Idx.Content content) {
        static Part read(Path folder, String prefix) {
            Path file = find(folder, prefix, IMAGES);
            try (var images = open(file);
                    var labels = open(find(folder, prefix, LABELS))) {
                return new Part(file, Idx.read(file.toString(), images, labels));
            }
        }

        ImageSize size() {
            return content.size();
        }

        int largestLabel() {
            int largest = 0;
            for (byte label : content.labels()) {
                largest = Math.max(largest, Byte.toUnsignedInt(label));
            }
            return largest;
        }
    }

    private static Path find(Path folder, String prefix, List<String> stems) {
        return names(prefix, stems)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        refusal(folder, prefix + stems.get(0) + " or " + prefix + stems.get(0) + ".gz", found(folder)));
    }

    private static Stream<String> names(String prefix, List<String> stems) {
        return stems.stream().flatMap(stem -> ENDINGS.stream().map(ending -> prefix + stem + ending));
    }

    /** What a folder holds instead. */
    private static String found(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "no such folder";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
            return names.isEmpty() ? "an empty folder" : names.size() > SHOWN ? some + ", …" : some;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a readable folder, got " + e, e);
        }
    }

    static IdxFile open(Path file) {
        try {
            return new IdxFile(file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a readable file, got " + e, e);
        }
    }

    private static UncheckedIOException refusal(Path where, String expected, Object got) {
        var e = new MalformedFileException(expected, got);
        return new UncheckedIOException(where + ": " + e.getMessage(), e);
    }
}

package twingrad.compare.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.datasets.Dataset;
import twingrad.datasets.IdxFolder;
import twingrad.datasets.ImageSize;

/**
 * The samples of a {@link DataChoice} as they come, before any split.
 *
 * @param samples all, or those to train on if there is a test set
 * @param test a test set of their own
 * @param classNames one a class, in order
 * @param columnNames of the features, in order, and last of the class; empty where they have none
 * @param imageSize what a row of features is an image of
 * @param notes what a person should know about how they were read, a sentence each
 */
public record Samples(
        Dataset samples,
        Optional<Dataset> test,
        List<String> classNames,
        List<String> columnNames,
        Optional<ImageSize> imageSize,
        List<String> notes) {

    /** MNIST's. */
    private static final ImageSize DIGITS = new ImageSize(28, 28);

    /** IllegalArgumentException unless every class has a name. */
    public Samples {
        Objects.requireNonNull(samples, "samples: expected a dataset, got null");
        Objects.requireNonNull(test, "samples: expected a test set or none, got null");
        Objects.requireNonNull(imageSize, "samples: expected a size of images or none, got null");
        classNames = List.copyOf(classNames);
        columnNames = List.copyOf(columnNames);
        notes = List.copyOf(notes);
        if (classNames.size() != samples.classes()) {
            throw new IllegalArgumentException(
                    "samples: expected a name for each of " + samples.classes() + " classes, got " + classNames);
        }
    }

    /** Those of a set that comes with twingrad. */
    public static Samples of(DataSource source, DataChoice choice) {
        Dataset train = source.train(choice);
        return new Samples(
                train,
                Optional.of(source.test(choice)),
                numbers(train.classes()),
                List.of(),
                source == DataSource.MNIST ? Optional.of(DIGITS) : Optional.empty(),
                List.of());
    }

    /** Those of a folder; of the training set, if the choice says how many, the first ones. */
    public static Samples of(IdxFolder folder, DataChoice choice) {
        if (choice.noise().isPresent() || choice.classes().isPresent()) {
            throw new IllegalArgumentException(
                    choice.title() + ": expected neither noise nor a number of classes, which are a generator's");
        }
        int taken = choice.samples().orElse(folder.train().size());
        if (taken < 1 || taken > folder.train().size()) {
            throw new IllegalArgumentException(
                    choice.title() + ": expected 1 to " + folder.train().size() + " samples, got " + taken);
        }
        return new Samples(
                folder.train().slice(0, taken),
                Optional.of(folder.test()),
                numbers(folder.train().classes()),
                List.of(),
                Optional.of(folder.size()),
                List.of());
    }

    private static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }
}

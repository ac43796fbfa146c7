package twingrad.compare.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.datasets.Dataset;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/**
 * The samples of a {@link DataChoice}, ready to be trained on, developed with and tested on: each sample in exactly one
 * of the three, all three standardized by the training set's statistics if that was asked for.
 *
 * @param train what is trained on
 * @param dev what early stopping and searches look at, if there is any
 * @param test what nothing is decided on
 * @param standardization what has been applied to all three
 * @param classNames one a class, in order
 * @param columnNames of the features, in order, and last of the class; empty where they have none
 * @param imageSize what a row of features is an image of
 * @param notes what a person should know about how it came, a sentence each
 */
public record Splits(
        Dataset train,
        Optional<Dataset> dev,
        Dataset test,
        Optional<Standardization> standardization,
        List<String> classNames,
        List<String> columnNames,
        Optional<ImageSize> imageSize,
        List<String> notes) {

    public Splits {
        Objects.requireNonNull(train, "splits: expected a training set, got null");
        Objects.requireNonNull(dev, "splits: expected a development set or none, got null");
        Objects.requireNonNull(test, "splits: expected a test set, got null");
        Objects.requireNonNull(standardization, "splits: expected a standardization or none, got null");
        Objects.requireNonNull(imageSize, "splits: expected a size of images or none, got null");
        classNames = List.copyOf(classNames);
        columnNames = List.copyOf(columnNames);
        notes = List.copyOf(notes);
    }

    /** Those that are at hand: classes are named by their numbers, and nothing is done to a feature. */
    public static Splits of(Dataset train, Optional<Dataset> dev, Dataset test) {
        List<String> names =
                IntStream.range(0, train.classes()).mapToObj(String::valueOf).toList();
        return new Splits(train, dev, test, Optional.empty(), names, List.of(), Optional.empty(), List.of());
    }

    /** Those of a set that comes with twingrad, which reads no other file. */
    public static Splits of(DataSource source, long seed) {
        DataChoice choice = DataChoice.of(source.toString(), seed);
        return of(choice, Samples.of(source, choice));
    }

    /**
     * The samples of a choice, split and standardized as it says. IllegalArgumentException if a part would be empty.
     */
    public static Splits of(DataChoice choice, Samples samples) {
        return new Splitting(choice, samples).splits();
    }

    /** These with at most so many samples to test on, the first ones. */
    public Splits withTestOf(int most) {
        Dataset few = test.slice(0, Math.min(most, test.size()));
        return new Splits(train, dev, few, standardization, classNames, columnNames, imageSize, notes);
    }
}

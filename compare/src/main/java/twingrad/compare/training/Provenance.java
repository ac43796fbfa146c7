package twingrad.compare.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Fingerprint;
import twingrad.compare.data.Splits;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/**
 * What the samples of a training are: whatever a model needs to be used on others.
 *
 * @param choice which they are, where they can be named
 * @param standardization what has been applied to them
 * @param classNames one a class, in order
 * @param columnNames of the features, in order, and last of the class; empty where they have none
 * @param imageSize what a row of features is an image of
 * @param fingerprint by which the training set is known again
 */
public record Provenance(
        Optional<DataChoice> choice,
        Optional<Standardization> standardization,
        List<String> classNames,
        List<String> columnNames,
        Optional<ImageSize> imageSize,
        Fingerprint fingerprint) {

    public Provenance {
        Objects.requireNonNull(choice, "provenance: expected a choice of data or none, got null");
        Objects.requireNonNull(standardization, "provenance: expected a standardization or none, got null");
        Objects.requireNonNull(imageSize, "provenance: expected a size of images or none, got null");
        Objects.requireNonNull(fingerprint, "provenance: expected a fingerprint, got null");
        classNames = List.copyOf(classNames);
        columnNames = List.copyOf(columnNames);
    }

    /** That of samples, and of how they were chosen, if that can be said. */
    public static Provenance of(Splits data, Optional<DataChoice> choice) {
        return new Provenance(
                choice,
                data.standardization(),
                data.classNames(),
                data.columnNames(),
                data.imageSize(),
                Fingerprint.of(data.train()));
    }

    /** IllegalArgumentException if a training that began with samples of this provenance cannot go on with these. */
    void requireSame(Provenance others) {
        requireSame("the classes", classNames, others.classNames);
        requireSame("the columns", columnNames, others.columnNames);
        requireSame("the image size", shown(imageSize), shown(others.imageSize));
        requireSame("the training set,", fingerprint, others.fingerprint);
        if (!standardization.equals(others.standardization)) {
            int feature = standardization
                    .flatMap(own -> others.standardization.map(other -> firstOther(own, other)))
                    .orElse(0);
            requireSame(
                    "the standardization of feature " + feature + " by",
                    shown(standardization.map(own -> numbers(own, feature))),
                    shown(others.standardization.map(other -> numbers(other, feature))));
        }
    }

    private static int firstOther(Standardization own, Standardization other) {
        return IntStream.range(0, own.features())
                .filter(feature -> !numbers(own, feature).equals(numbers(other, feature)))
                .findFirst()
                .orElse(0);
    }

    private static String numbers(Standardization applied, int feature) {
        return "mean " + applied.mean()[feature] + " and deviation " + applied.deviation()[feature];
    }

    private static String shown(Optional<?> fact) {
        return fact.map(Object::toString).orElse("none");
    }

    private static void requireSame(String what, Object own, Object other) {
        if (!own.equals(other)) {
            throw new IllegalArgumentException("resume: expected " + what + " " + own
                    + ", with which the training began, got " + other
                    + "; go on with the same samples, or begin a new training");
        }
    }
}

package twingrad.compare.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Standardization;

/**
 * What the samples of a training are: whatever a model needs to be used on others.
 *
 * @param choice which they are, where they can be named
 * @param standardization what has been applied to them
 * @param classNames one a class, in order
 * @param imageSize what a row of features is an image of
 */
public record Provenance(
        Optional<DataChoice> choice,
        Optional<Standardization> standardization,
        List<String> classNames,
        Optional<ImageSize> imageSize) {

    public Provenance {
        Objects.requireNonNull(choice, "provenance: expected a choice of data or none, got null");
        Objects.requireNonNull(standardization, "provenance: expected a standardization or none, got null");
        Objects.requireNonNull(imageSize, "provenance: expected a size of images or none, got null");
        classNames = List.copyOf(classNames);
    }

    /** That of samples, and of how they were chosen, if that can be said. */
    public static Provenance of(Splits data, Optional<DataChoice> choice) {
        return new Provenance(choice, data.standardization(), data.classNames(), data.imageSize());
    }
}

package twingrad.compare.files;

import java.nio.file.Path;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Samples;
import twingrad.compare.data.Splits;
import twingrad.datasets.Idx;

/** Reads the samples of any {@link DataChoice}: sets that come with twingrad, tables and folders of images. */
public final class DataReader {

    private DataReader() {}

    /**
     * The samples of a choice, split and standardized as it says.
     *
     * @throws java.io.UncheckedIOException if a file is missing or is not as it should be; the message says where
     * @throws IllegalArgumentException if the choice asks for what the samples do not have
     */
    public static Splits splits(DataChoice choice) {
        return Splits.of(choice, samples(choice));
    }

    /** The samples of a choice as they come, before any split. Errors as those of {@link #splits}. */
    public static Samples samples(DataChoice choice) {
        return switch (choice.kind()) {
            case NAMED -> Samples.of(choice.source().orElseThrow(), choice);
            case TABLE -> CsvFile.samples(choice);
            case IMAGES -> Samples.of(Idx.folder(Path.of(choice.name())), choice);
        };
    }
}

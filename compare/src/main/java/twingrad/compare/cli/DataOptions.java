package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Samples;
import twingrad.compare.data.Splits;
import twingrad.compare.expression.Spelling;
import twingrad.compare.files.DataReader;
import twingrad.compare.training.Recipe;
import twingrad.datasets.Dataset;
import twingrad.datasets.Standardization;

/** Which samples: the dataset, positional or by name, how it is made or read, and the seed of everything. */
final class DataOptions {

    /** Where another set in the layout of MNIST lies, which is then what {@code mnist} means. */
    static final String FOLDER = "TWINGRAD_DATA";

    static final String EXPECTED =
            "one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's";

    private static final List<String> NAMED =
            Arrays.stream(DataSource.values()).map(DataSource::toString).toList();

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATASET",
            description = "One of xor, circles, moons, spiral, blobs, mnist, or a table FILE.csv, or a folder of images"
                    + " in the layout of mnist.")
    private String positional;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            description =
                    "The same, as an option. Beside mnist, the folder to read it from (default: TWINGRAD_DATA, else"
                            + " the one that comes with twingrad).")
    private String option;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of data, parameters and order (default: ${DEFAULT-VALUE}). Same seed, same bits.")
    private Long seed;

    @Mixin
    private DatasetOptions details;

    /** The dataset, which must be named. */
    DataChoice choice() {
        return named().orElseThrow(() -> refusal("expected a dataset, " + EXPECTED + ", got none"));
    }

    /** The dataset, or this one if none is named. */
    DataChoice choiceOr(DataSource usual) {
        return named().orElseGet(() -> details.applied(chosen(usual.toString(), seed, spec)));
    }

    /** The dataset, if one is named; two different ones are refused. */
    Optional<DataChoice> named() {
        boolean isPlace = "mnist".equalsIgnoreCase(positional)
                && option != null
                && FileName.isOne(option)
                && !DataChoice.isNamed(option);
        if (positional != null && option != null && !isPlace && !positional.equalsIgnoreCase(option)) {
            throw refusal("expected one dataset, got " + positional + " and --data " + option);
        }
        if (isPlace) {
            return Optional.of(details.applied(DataChoice.images(option, seed)));
        }
        return Optional.ofNullable(positional == null ? option : positional)
                .map(name -> details.applied(chosen(name, seed, spec)));
    }

    /** What a name at the command line means. */
    static DataChoice chosen(String name, long seed, CommandSpec spec) {
        return chosen(name, seed, System.getenv())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "expected a dataset, " + EXPECTED + ", got '" + name + "'" + Spelling.remedy(name, NAMED)));
    }

    /** What a name means in an environment: {@code mnist} is there what a variable says. */
    static Optional<DataChoice> chosen(String name, long seed, Map<String, String> environment) {
        String folder = environment.getOrDefault(FOLDER, "");
        if (name.equalsIgnoreCase(DataSource.MNIST.toString()) && !folder.isEmpty()) {
            return Optional.of(DataChoice.images(folder, seed));
        }
        boolean isPath =
                FileName.isOne(name) && (name.contains(".") || name.contains("/") || Files.exists(Path.of(name)));
        return DataChoice.isNamed(name) || isPath ? Optional.of(DataChoice.of(name, seed)) : Optional.empty();
    }

    /**
     * The samples of a choice, what is to be known about them printed; for the scalar engine few images to test on.
     */
    static Splits read(DataChoice choice, boolean scalar, PrintWriter text) {
        Splits splits = DataReader.splits(choice);
        splits.notes().forEach(note -> text.println(choice.title() + ": " + note));
        return scalar && choice.isImages() ? splits.withTestOf(Recipe.SCALAR_DIGITS) : splits;
    }

    /** All samples of a choice for a look at a gradient; the training set of those that have a test set. */
    static Dataset toLookAt(DataChoice choice) {
        return standardized(choice, DataReader.samples(choice).samples());
    }

    /** Samples for a check of a gradient, what is to be known about them printed: all, or the test set of images. */
    static Dataset toCheck(DataChoice choice, PrintWriter text) {
        Samples samples = DataReader.samples(choice);
        samples.notes().forEach(note -> text.println(choice.title() + ": " + note));
        if (choice.standardize()) {
            text.println(choice.title() + ": features standardized by the mean and deviation of these samples");
        }
        return standardized(choice, choice.isImages() ? samples.test().orElseThrow() : samples.samples());
    }

    /** Nothing is trained here: the samples that are looked at stand for the training set. */
    static Dataset standardized(DataChoice choice, Dataset samples) {
        return choice.standardize() ? Standardization.of(samples).apply(samples) : samples;
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    Seeds seeds() {
        return new Seeds(seed);
    }
}

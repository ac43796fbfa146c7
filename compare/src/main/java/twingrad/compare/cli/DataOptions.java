package twingrad.compare.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Seeds;
import twingrad.compare.training.DataSource;

/** Which samples: the dataset, positional or by name, and the seed of everything. */
final class DataOptions {

    private static final String NAMES = "xor, circles, moons, spiral, blobs, mnist";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DATASET", description = "One of " + NAMES + ".")
    private String positional;

    @Option(names = "--data", paramLabel = "DATASET", description = "The same, as an option.")
    private String option;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Size of the training set; of mnist, the first N digits.")
    private Integer samples;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of data, parameters and order (default: ${DEFAULT-VALUE}). Same seed, same bits.")
    private long seed;

    /** The dataset, which must be named. */
    DataSource source() {
        return named().orElseThrow(() -> refusal("expected a dataset, one of " + NAMES + ", got none"));
    }

    /** The dataset, if one is named; two different ones are refused. */
    Optional<DataSource> named() {
        if (positional != null && option != null && !positional.equals(option)) {
            throw refusal("expected one dataset, got " + positional + " and --data " + option);
        }
        return Optional.ofNullable(positional == null ? option : positional).map(this::parse);
    }

    private DataSource parse(String name) {
        return Arrays.stream(DataSource.values())
                .filter(source -> source.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> refusal("expected a dataset, one of " + NAMES + ", got '" + name + "'"));
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Size of the training set, if one is asked for. */
    OptionalInt samples() {
        if (samples == null) {
            return OptionalInt.empty();
        }
        if (samples < 1) {
            throw refusal("--samples: expected 1 or more, got " + samples);
        }
        return OptionalInt.of(samples);
    }

    Seeds seeds() {
        return new Seeds(seed);
    }
}

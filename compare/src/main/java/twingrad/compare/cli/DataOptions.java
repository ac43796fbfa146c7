package twingrad.compare.cli;

import java.util.Arrays;
import java.util.Optional;
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
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of data, parameters and order (default: ${DEFAULT-VALUE}). Same seed, same bits.")
    private Long seed;

    /** The dataset, which must be named. */
    DataSource source() {
        return named().orElseThrow(() -> refusal("expected a dataset, one of " + NAMES + ", got none"));
    }

    /** The dataset, if one is named; two different ones are refused. */
    Optional<DataSource> named() {
        if (positional != null && option != null && !positional.equalsIgnoreCase(option)) {
            throw refusal("expected one dataset, got " + positional + " and --data " + option);
        }
        return Optional.ofNullable(positional == null ? option : positional).map(this::parse);
    }

    private DataSource parse(String name) {
        return Arrays.stream(DataSource.values())
                .filter(source -> source.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> refusal("expected a dataset, one of " + NAMES + ", got '" + name + "'"));
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    Seeds seeds() {
        return new Seeds(seed);
    }
}

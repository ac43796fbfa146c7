package twingrad.compare.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How large the training set is. */
final class SamplesOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Size of the training set (default: 300, xor 4, mnist 60000); of mnist, the first N digits.")
    private Integer samples;

    /** The size that was asked for. */
    OptionalInt samples() {
        if (samples == null) {
            return OptionalInt.empty();
        }
        if (samples < 1) {
            throw new ParameterException(spec.commandLine(), "--samples: expected 1 or more, got " + samples);
        }
        return OptionalInt.of(samples);
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Seeds;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Recipe;
import twingrad.datasets.Dataset;

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

    /** The training set of that size; a size that the dataset does not have is refused by the option's name. */
    Dataset train(DataSource source, Seeds seeds, OptionalInt size) {
        try {
            return source.train(seeds, size);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--samples: " + e.getMessage(), e);
        }
    }

    /** The size for the scalar engine: of mnist, where none was asked for, a few digits, which is said. */
    OptionalInt samplesForScalar(DataSource source, PrintWriter text) {
        if (source != DataSource.MNIST || samples != null) {
            return samples();
        }
        text.println("The scalar engine goes one number at a time: taking " + Recipe.SCALAR_DIGITS
                + " of 60000 digits; --samples N takes more.");
        return OptionalInt.of(Recipe.SCALAR_DIGITS);
    }
}

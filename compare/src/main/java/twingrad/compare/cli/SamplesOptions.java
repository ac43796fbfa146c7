package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.data.DataChoice;
import twingrad.compare.files.DataReader;
import twingrad.compare.training.Recipe;

/** How many samples are taken, and which of them train, develop and test. */
final class SamplesOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples to take, before any split (default: 300, xor 4, of mnist, a table or a folder all);"
                    + " of images the first N, of a table any N.")
    private Integer samples;

    @Option(
            names = "--split",
            split = ",",
            paramLabel = "FRACTION",
            description =
                    "Shares to train on, to develop with and to test on, as in 0.8,0.1,0.1 (a table's default), by"
                            + " class. Two are for training and test, or for training and development if the set has"
                            + " a test"
                            + " set of its own.")
    private List<Double> split;

    /** The choice with what was asked for; for the scalar engine few images if no number was, which is said. */
    DataChoice choice(DataChoice choice, boolean scalar, PrintWriter text) {
        DataChoice sized = sized(choice, scalar, text);
        try {
            return split == null ? sized : sized.withSplit(split);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private DataChoice sized(DataChoice choice, boolean scalar, PrintWriter text) {
        Least.require(spec, "--samples", samples, 1);
        if (samples != null) {
            return choice.withSamples(samples);
        }
        if (!scalar || !choice.isImages()) {
            return choice;
        }
        int all = DataReader.samples(choice).samples().size();
        if (all <= Recipe.SCALAR_DIGITS) {
            return choice;
        }
        text.println("The scalar engine goes one number at a time: taking " + Recipe.SCALAR_DIGITS + " of " + all
                + " images; --samples N takes more.");
        return choice.withSamples(Recipe.SCALAR_DIGITS);
    }
}

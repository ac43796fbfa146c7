package twingrad.compare.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Batch;
import twingrad.compare.Mutants;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.Witness;
import twingrad.compare.data.DataChoice;
import twingrad.compare.files.GradientFileText;
import twingrad.compare.files.Layout;
import twingrad.datasets.Dataset;

/** What a gradient file to begin with holds. */
final class TemplateOptions {

    /** Digits of a template: a file that a person can still look through. */
    private static final int DIGITS = 8;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--template", description = "Write a file with a right gradient, to begin with.")
    private boolean asked;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            defaultValue = "xor",
            description = "With --template: " + DataOptions.EXPECTED + " (default: ${DEFAULT-VALUE}).")
    private String data;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --template: seed of data and parameters (default: ${DEFAULT-VALUE}).")
    private Long seed;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "With --template: plant a known bug into the gradient, as check --mutant does.")
    private String mutant;

    @Mixin
    private DatasetOptions details;

    @Mixin
    private NetworkOptions network;

    boolean isAsked() {
        return asked;
    }

    /** The file. */
    String text(Layout layout) {
        var seeds = new Seeds(seed);
        DataChoice choice = details.applied(DataOptions.chosen(data, seed, spec));
        Dataset samples = DataOptions.toLookAt(choice.isImages() ? choice.withSamples(DIGITS) : choice);
        Network shown = network.network(choice, samples);
        Batch batch = Batch.of(samples, shown);
        double[] parameters = shown.draw(seeds);
        return GradientFileText.of(shown, parameters, batch, witness().evaluate(shown, parameters, batch), layout);
    }

    private Witness witness() {
        var healthy = new ScalarWitness();
        try {
            return mutant == null ? healthy : Mutants.named(mutant).fault().apply(healthy);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }
}

package twingrad.compare.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Recipe;
import twingrad.datasets.Dataset;

/** Which network. */
final class NetworkOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "Widths of the hidden layers, as in 16,16 (default: 8; mnist 128).")
    private List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "relu, leaky-relu, tanh or sigmoid (default: relu; xor tanh).")
    private Activation activation;

    /** What has its own layers takes none. */
    void refuse(String model) {
        if (hidden != null || activation != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--network " + model + ": expected neither --hidden nor --activation, which are the mlp's; its"
                            + " layers are given");
        }
    }

    /** The network for a dataset. */
    Network network(DataSource source, Dataset data) {
        Recipe recipe = Recipe.of(source);
        List<Integer> widths = Optional.ofNullable(hidden).orElse(recipe.hidden());
        if (widths.stream().anyMatch(width -> width < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--hidden: expected widths of 1 or more, as in 16,16, got " + widths);
        }
        return Network.classifier(data, widths, Optional.ofNullable(activation).orElse(recipe.activation()));
    }
}

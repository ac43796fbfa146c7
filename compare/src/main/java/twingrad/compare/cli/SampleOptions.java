package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataChoice.Kind;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Samples;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.NetworkGraph;
import twingrad.compare.files.DataReader;
import twingrad.compare.training.Recipe;
import twingrad.datasets.Dataset;

/** A network small enough to be walked through, and a sample of its dataset. */
final class SampleOptions {

    /** Most parameters: a network has several nodes for each, and a walk two steps for most nodes. */
    static final int PARAMETERS = 20_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DATASET",
            description = "With --network: " + DataOptions.EXPECTED + " (default: xor).")
    private String data;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "With --network: widths of the hidden layers, as in 4,3 (default: the dataset's own).")
    private List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "With --network: relu, leaky-relu, tanh or sigmoid (default: relu; xor tanh).")
    private Activation activation;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "With --network: seed of data and parameters (default: 1).")
    private Long seed;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "With --network: which sample, counted from 0 (default: 0).")
    private Integer sample;

    @Mixin
    private DatasetOptions details;

    private Samples read;

    private Dataset samples;

    /** The network. */
    Network network() {
        Recipe recipe = Recipe.of(choice());
        List<Integer> widths = Optional.ofNullable(hidden).orElse(recipe.hidden());
        if (widths.stream().anyMatch(width -> width < 1)) {
            throw refusal("--hidden: expected widths of 1 or more, as in 4,3, got " + widths);
        }
        var network = Network.classifier(
                samples(), widths, Optional.ofNullable(activation).orElse(recipe.activation()));
        if (network.parameterCount() > PARAMETERS) {
            throw refusal("--network: expected at most " + PARAMETERS + " parameters to walk through by hand, got "
                    + network.parameterCount() + "; take narrower layers (--hidden) or a smaller dataset (--data)");
        }
        return network;
    }

    /** θ as the network draws it. */
    double[] parameters() {
        return network().draw(seeds());
    }

    /** The sample that was asked for, if one was; else all samples. */
    Batch batch() {
        return Batch.of(sample == null ? samples() : row(sample), network());
    }

    /** The loss for one sample, the first unless another was asked for. */
    Graph graph() {
        var row = Batch.of(row(Optional.ofNullable(sample).orElse(0)), network());
        return NetworkGraph.of(network(), parameters(), row);
    }

    /** How a file was read, and which of its samples is looked at; nothing of the sets that come with twingrad. */
    List<String> told(boolean all) {
        DataChoice choice = choice();
        if (choice.kind() == Kind.NAMED) {
            return List.of();
        }
        var lines = new ArrayList<>(read().notes());
        int row = Optional.ofNullable(sample).orElse(0);
        int size = samples().size();
        String which = all && sample == null
                ? "all " + size + " samples"
                : "sample " + row + ", row " + (row + 1) + " of " + size + ", class "
                        + read().classNames().get(samples().label(row));
        lines.add(
                which + (choice.standardize() ? "; features standardized by the mean and deviation of all rows" : ""));
        return lines.stream().map(line -> choice.title() + ": " + line).toList();
    }

    private Dataset row(int row) {
        if (row < 0 || row >= samples().size()) {
            throw refusal("--sample: expected a number from 0 to " + (samples().size() - 1) + ", got " + row);
        }
        return samples().slice(row, row + 1);
    }

    private Dataset samples() {
        if (samples == null) {
            samples = DataOptions.standardized(choice(), read().samples());
        }
        return samples;
    }

    private Samples read() {
        if (read == null) {
            read = DataReader.samples(choice());
        }
        return read;
    }

    private DataChoice choice() {
        String name = Optional.ofNullable(data).orElse(DataSource.XOR.toString());
        return details.applied(DataOptions.chosen(name, seeds().seed(), spec));
    }

    private Seeds seeds() {
        return new Seeds(Optional.ofNullable(seed).orElse(1L));
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.search.SearchAxis;
import twingrad.compare.search.SearchAxis.Kind;
import twingrad.compare.search.SearchSpace;

/**
 * What a search varies, and what it holds at one value: the options of {@code train} by the same names, each with
 * several values.
 */
final class SpaceOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--lr", paramLabel = "VALUES", description = "Learning rates.")
    private String learningRate;

    @Option(names = "--hidden", paramLabel = "VALUES", description = "Widths of the hidden layers, as in '4;8;16,16'.")
    private String hidden;

    @Option(names = "--activation", paramLabel = "VALUES", description = "As in 'relu;tanh'.")
    private String activation;

    @Option(names = "--l1", paramLabel = "VALUES", description = "Penalties on the weights' sizes.")
    private String l1;

    @Option(names = "--l2", paramLabel = "VALUES", description = "Penalties on their squares.")
    private String l2;

    @Option(names = "--dropout", paramLabel = "VALUES", description = "Rates.")
    private String dropout;

    @Option(names = "--optimizer", paramLabel = "VALUES", description = "As in 'sgd;momentum;adam'.")
    private String optimizer;

    @Option(names = "--momentum", paramLabel = "VALUES", description = "Of optimizers that have it.")
    private String momentum;

    @Option(names = "--weight-decay", paramLabel = "VALUES", description = "Of adamw.")
    private String weightDecay;

    @Option(names = "--schedule", paramLabel = "VALUES", description = "As in 'constant;cosine:500'.")
    private String schedule;

    @Option(names = "--clip", paramLabel = "VALUES", description = "Norms.")
    private String clip;

    @Option(names = "--batch", paramLabel = "VALUES", description = "Samples a step.")
    private String batch;

    @Option(names = "--epochs", paramLabel = "VALUES", description = "Passes over the training set.")
    private String epochs;

    @Option(names = "--loss", paramLabel = "VALUES", description = "As in 'hinge;mean-squared-error'.")
    private String loss;

    @Option(names = "--init", paramLabel = "VALUES", description = "As in 'he-normal;glorot-uniform'.")
    private String initialization;

    /** The settings; at least one hyperparameter must be named. */
    SearchSpace space() {
        var axes = new ArrayList<SearchAxis>();
        add(axes, "lr", Kind.REAL, learningRate);
        add(axes, "hidden", Kind.WHOLE, hidden);
        add(axes, "activation", Kind.TEXT, activation);
        add(axes, "l1", Kind.REAL, l1);
        add(axes, "l2", Kind.REAL, l2);
        add(axes, "dropout", Kind.REAL, dropout);
        add(axes, "optimizer", Kind.TEXT, optimizer);
        add(axes, "momentum", Kind.REAL, momentum);
        add(axes, "weight-decay", Kind.REAL, weightDecay);
        add(axes, "schedule", Kind.TEXT, schedule);
        add(axes, "clip", Kind.REAL, clip);
        add(axes, "batch", Kind.WHOLE, batch);
        add(axes, "epochs", Kind.WHOLE, epochs);
        add(axes, "loss", Kind.TEXT, loss);
        add(axes, "init", Kind.TEXT, initialization);
        if (axes.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "expected a hyperparameter and its values, as in --lr 1e-3:1, got none");
        }
        return new SearchSpace(axes);
    }

    /** The names of these options. */
    static Set<String> names() {
        return CommandSpec.forAnnotatedObject(new SpaceOptions()).optionsMap().keySet();
    }

    private void add(List<SearchAxis> axes, String name, Kind kind, String text) {
        if (text == null) {
            return;
        }
        try {
            axes.add(SearchAxis.parse(name, kind, text));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}

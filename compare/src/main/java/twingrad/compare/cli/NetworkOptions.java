package twingrad.compare.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Activation;
import twingrad.compare.Initialization;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.data.DataChoice;
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
            description = "Widths of the hidden layers, as in 16,16 (default: 8; of a table 16, of images 256).")
    private List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "relu, leaky-relu, tanh or sigmoid (default: relu; xor tanh).")
    private Activation activation;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description = "softmax-cross-entropy, binary-cross-entropy, mean-squared-error or hinge (default:"
                    + " binary-cross-entropy for two classes, else softmax-cross-entropy).")
    private Loss loss;

    @Option(
            names = "--init",
            paramLabel = "NAME",
            description =
                    "How weights are drawn: he-, lecun- or glorot-normal or -uniform (default: he-normal for relu and"
                            + " leaky-relu, else lecun-normal).")
    private Initialization initialization;

    @Option(names = "--l1", paramLabel = "LAMBDA", description = "Penalty λ/m·Σ|W| (default: 0).")
    private String l1;

    @Option(names = "--l2", paramLabel = "LAMBDA", description = "Penalty λ/(2m)·Σ‖W‖² (default: 0).")
    private String l2;

    /** What has its own layers takes none. */
    void refuse(String model) {
        if (hidden != null || activation != null || loss != null || initialization != null || !given().isEmpty()) {
            throw refusal("--network " + model + ": expected none of --hidden, --activation, --loss, --init, --l1 and"
                    + " --l2, which are the mlp's; its layers are given");
        }
    }

    /** The network for a dataset. */
    Network network(DataChoice choice, Dataset data) {
        Recipe recipe = Recipe.of(choice);
        List<Integer> widths = widths().orElse(recipe.hidden());
        Activation chosen = Optional.ofNullable(activation).orElse(recipe.activation());
        Network network = loss == null
                ? Network.classifier(data, widths, chosen)
                : Network.classifier(data, widths, chosen, loss);
        Network drawn = Optional.ofNullable(initialization).map(network::with).orElse(network);
        return drawn.with(new Regularization(strength(Hyperparameter.L1), strength(Hyperparameter.L2)));
    }

    /** Refuses options that make another network than the one that is there, penalties aside. */
    void requireSame(Network there) {
        List<Integer> widths = new ArrayList<>(there.widths());
        widths().ifPresent(asked -> {
            widths.subList(1, widths.size() - 1).clear();
            widths.addAll(1, asked);
        });
        Activation within = there.activations().get(0);
        Loss minimized = Optional.ofNullable(loss).orElse(there.loss());
        Initialization drawn = Optional.ofNullable(initialization).orElse(there.initialization());
        Network asked = Network.of(widths, Optional.ofNullable(activation).orElse(within), minimized)
                .with(drawn)
                .with(there.regularization());
        if (!asked.equals(there)) {
            throw refusal("--resume: expected the checkpoint's architecture, " + described(there) + ", got "
                    + described(asked) + "; its parameters fit no other");
        }
    }

    private static String described(Network network) {
        return network + ", " + network.initialization();
    }

    /** The penalties that were given, as typed. */
    Map<Hyperparameter, String> given() {
        var given = new EnumMap<Hyperparameter, String>(Hyperparameter.class);
        Optional.ofNullable(l1).ifPresent(text -> given.put(Hyperparameter.L1, text));
        Optional.ofNullable(l2).ifPresent(text -> given.put(Hyperparameter.L2, text));
        return given;
    }

    private Optional<List<Integer>> widths() {
        if (hidden != null && hidden.stream().anyMatch(width -> width < 1)) {
            throw refusal("--hidden: expected widths of 1 or more, as in 16,16, got " + hidden);
        }
        return Optional.ofNullable(hidden);
    }

    private double strength(Hyperparameter penalty) {
        String text = given().getOrDefault(penalty, "0");
        try {
            return penalty.number(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

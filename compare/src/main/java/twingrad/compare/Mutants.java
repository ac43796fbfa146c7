package twingrad.compare;

import java.util.List;
import java.util.stream.Stream;
import twingrad.compare.Mutant.Kind;

/**
 * Known bugs of gradients, to prove that a check would have noticed: {@link ResultMutants} and rules of the textbook
 * done wrong. Bugs of optimizers are in the package {@code training}.
 */
public final class Mutants {

    /** Keeps 0.8 of a layer's units; not a power of 2, which rounding would not feel. */
    private static final double KEEP = 0.8;

    private static final String WEIGHTS_BELOW = "layers.1.weight";

    private static final List<Mutant> ALL = Stream.concat(
                    ResultMutants.ALL.stream(),
                    Stream.of(
                            rule(
                                    "relu-overwrites-upstream",
                                    "ReLU's backward pass puts 1 or 0 in place of the gradient from above",
                                    "",
                                    Trials.RELU,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.UPSTREAM_OVERWRITTEN),
                            rule(
                                    "relu-gated-by-gradient",
                                    "ReLU lets pass what is positive itself, not what was positive on the way up",
                                    "Zeiler, Fergus 2014, who do so on purpose",
                                    Trials.RELU,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.GATED_BY_GRADIENT),
                            rule(
                                    "sigmoid-without-chain-factor",
                                    "the error goes down through the weights, but not through σ'",
                                    "",
                                    Trials.SIGMOID,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.CHAIN_FACTOR_LOST),
                            rule(
                                    "tanh-one-minus-a",
                                    "tanh' = 1 - a in place of 1 - a²",
                                    "",
                                    Trials.TANH,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.ONE_MINUS_A),
                            rule(
                                    "sigmoid-slope-at-a",
                                    "a function sigmoid'(z) is called with the activation",
                                    "",
                                    Trials.SIGMOID,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.SLOPE_AT_A),
                            rule(
                                    "tanh-slope-from-z",
                                    "the formula 1 - a² is given z",
                                    "",
                                    Trials.TANH,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.SLOPE_FROM_Z),
                            rule(
                                    "tanh-with-sigmoid-slope",
                                    "the activation was changed to tanh, its derivative was not",
                                    "",
                                    Trials.TANH,
                                    WEIGHTS_BELOW,
                                    RuleMistakes.slopeOf(Activation.SIGMOID)),
                            rule(
                                    "softmax-diagonal-only",
                                    "softmax's backward pass is p(1 - p) entry by entry, without -p·p' between classes",
                                    "",
                                    Trials.TANH,
                                    "layers.2.weight",
                                    RuleMistakes.DIAGONAL_ONLY),
                            rule(
                                    "cross-entropy-slope-twice",
                                    "the squared error's (p - y)·p(1 - p) is kept for the cross-entropy",
                                    "",
                                    Trials.SIGMOID,
                                    "layers.2.weight",
                                    RuleMistakes.SLOPE_TWICE),
                            rule(
                                    "targets-forgotten",
                                    "p goes down in place of p - onehot",
                                    "",
                                    Trials.TANH,
                                    "layers.2.weight",
                                    RuleMistakes.TARGETS_FORGOTTEN),
                            rule(
                                    "reused-node-overwritten",
                                    "a parameter that every sample uses keeps the last one's gradient: = for +=",
                                    "micrograd's first lecture (Karpathy 2022) shows it on b = a + a",
                                    Trials.TANH,
                                    "layers.2.weight",
                                    RuleMistakes.LAST_SAMPLE_ONLY),
                            rule(
                                    "broadcast-not-summed",
                                    "what was broadcast over the batch gets its first row's gradient, not the sum",
                                    "",
                                    Trials.TANH,
                                    "layers.2.weight",
                                    RuleMistakes.FIRST_SAMPLE_ONLY),
                            rule(
                                    "bias-over-wrong-axis",
                                    "the bias gradient is summed along the outputs: axis 1 for axis 0",
                                    "",
                                    Trials.SIGMOID,
                                    "layers.2.bias",
                                    RuleMistakes.BIAS_OVER_OUTPUTS),
                            rule(
                                    "bias-over-both-axes",
                                    "sum() without an axis: every bias gets the sum of all",
                                    "",
                                    Trials.SIGMOID,
                                    "layers.2.bias",
                                    RuleMistakes.BIAS_OVER_ALL),
                            rule(
                                    "input-before-activation",
                                    "dW is made with the Z of the layer below, which was kept instead of A",
                                    "",
                                    Trials.TANH,
                                    "layers.2.weight",
                                    RuleMistakes.INPUT_BEFORE_ACTIVATION),
                            rule(
                                    "weight-transposed-on-the-way-down",
                                    "dA = dZ·Wᵀ on a square layer, where the shapes do not object",
                                    "",
                                    Trials.TANH,
                                    "layers.0.weight",
                                    RuleMistakes.WEIGHT_TRANSPOSED_ON_THE_WAY),
                            rule(
                                    "penalty-without-mean",
                                    "dW += λ·W in place of λ/m·W",
                                    "",
                                    Trials.PENALIZED,
                                    "layers.2.weight",
                                    RuleMistakes.LAMBDA_WITHOUT_M),
                            rule(
                                    "penalty-forgotten-backward",
                                    "the loss has the penalty, the gradient has not",
                                    "",
                                    Trials.PENALIZED,
                                    "layers.2.weight",
                                    RuleMistakes.PENALTY_FORGOTTEN),
                            rule(
                                    "penalty-on-the-biases",
                                    "all parameters decay, though only the weights are in the penalty",
                                    "",
                                    Trials.PENALIZED,
                                    "layers.2.bias",
                                    RuleMistakes.BIAS_PENALIZED),
                            new Mutant(
                                    "dropout-not-rescaled",
                                    Kind.RULE,
                                    "dropout divides by keep = 0.8 on the way up and forgets it on the way down",
                                    "",
                                    Trials.RELU,
                                    WEIGHTS_BELOW,
                                    "factor 0.8",
                                    healthy -> new TextbookWitness(
                                            MutantWitness.NAME, BrokenRules.withoutRescaling(KEEP)))))
            .toList();

    private Mutants() {}

    private static Mutant rule(
            String name, String description, String source, Network network, String block, RuleMistake mistake) {
        return new Mutant(
                name,
                Kind.RULE,
                description,
                source,
                network,
                block,
                mistake.words(),
                healthy -> new TextbookWitness(MutantWitness.NAME, mistake.rules()));
    }

    /** The catalogue. */
    public static List<Mutant> all() {
        return ALL;
    }

    /** The mutant of that name; IllegalArgumentException if there is none. */
    public static Mutant named(String name) {
        return ALL.stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "mutant: expected the name of a result or rule mutant that `twingrad mutants` lists, got "
                                + name));
    }
}

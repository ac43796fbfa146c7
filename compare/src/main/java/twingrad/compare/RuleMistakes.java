package twingrad.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The rules of backpropagation that people get wrong, each as they get it wrong. */
final class RuleMistakes {

    static final RuleMistake CHAIN_FACTOR_LOST = new RuleMistake(
            "the activation's chain factor is lost: dZ = dA, without φ'(Z)", BrokenRules.slopes((activation, z) -> 1));

    static final RuleMistake UPSTREAM_OVERWRITTEN = new RuleMistake(
            "the upstream gradient is overwritten: dZ = φ'(Z), without dA",
            BrokenRules.activations(
                    (activation, z, da) -> activation == Activation.IDENTITY ? da : activation.slope(z)));

    static final RuleMistake ONE_MINUS_A =
            new RuleMistake("φ' = 1 - a: tanh's is 1 - a², the sigmoid's a(1 - a)", BrokenRules.bounded(a -> 1 - a));

    static final RuleMistake ONLY_A =
            new RuleMistake("φ' = a: tanh's is 1 - a², the sigmoid's a(1 - a)", BrokenRules.bounded(a -> a));

    static final RuleMistake SLOPE_AT_A = new RuleMistake(
            "φ' is taken at a instead of z: φ'(φ(Z))",
            BrokenRules.slopes((activation, z) -> activation.slope(activation.value(z))));

    static final RuleMistake SLOPE_FROM_Z = new RuleMistake(
            "φ' written in a is given z: tanh's 1 - z², the sigmoid's z(1 - z)",
            BrokenRules.activations((activation, z, da) -> da
                    * (activation == Activation.TANH
                            ? 1 - z * z
                            : activation == Activation.SIGMOID ? z * (1 - z) : activation.slope(z))));

    static final RuleMistake GATED_BY_GRADIENT = new RuleMistake(
            "ReLU lets a gradient pass where it is positive itself, not where z is",
            BrokenRules.activations(
                    (activation, z, da) -> activation == Activation.RELU ? Math.max(0, da) : da * activation.slope(z)));

    static final RuleMistake DIAGONAL_ONLY = new RuleMistake(
            "softmax's Jacobian is cut to its diagonal: p - 1 at the label, nothing elsewhere",
            BrokenRules.losses(Set.of(Loss.SOFTMAX_CROSS_ENTROPY), (p, y) -> y * (p - y)));

    static final RuleMistake SLOPE_TWICE = new RuleMistake(
            "p - y is the gradient of the logits already: p(1 - p) came in once more",
            BrokenRules.losses((p, y) -> (p - y) * p * (1 - p)));

    static final RuleMistake TARGETS_FORGOTTEN =
            new RuleMistake("the targets are not subtracted: p in place of p - y", BrokenRules.losses((p, y) -> p));

    static final RuleMistake LAST_SAMPLE_ONLY = new RuleMistake(
            "only the last sample's: each overwrites the one before, = for +=", BrokenRules.samples(rows -> rows - 1));

    static final RuleMistake FIRST_SAMPLE_ONLY = new RuleMistake(
            "only the first sample's: what was broadcast over the batch is not summed", BrokenRules.samples(rows -> 0));

    static final RuleMistake BIAS_OVER_OUTPUTS =
            new RuleMistake("the bias gradient is summed over the outputs instead of the samples", new BackwardRules() {
                @Override
                public double[] bias(Textbook pass, int layer, double[][] dz) {
                    return dz.length < dz[0].length
                            ? TEXTBOOK.bias(pass, layer, dz)
                            : Arrays.stream(dz)
                                    .limit(dz[0].length)
                                    .mapToDouble(row -> Arrays.stream(row).sum())
                                    .toArray();
                }
            });

    static final RuleMistake BIAS_OVER_ALL =
            new RuleMistake("the bias gradient is summed over samples and outputs both", new BackwardRules() {
                @Override
                public double[] bias(Textbook pass, int layer, double[][] dz) {
                    var db = new double[dz[0].length];
                    Arrays.fill(
                            db, Arrays.stream(TEXTBOOK.bias(pass, layer, dz)).sum());
                    return db;
                }
            });

    static final RuleMistake INPUT_BEFORE_ACTIVATION = new RuleMistake(
            "dW is made with the layer below before its activation: dZᵀ·Z in place of dZᵀ·A", new BackwardRules() {
                @Override
                public double[][] weight(Textbook pass, int layer, double[][] dz) {
                    return layer == 0 ? TEXTBOOK.weight(pass, layer, dz) : BackwardRules.product(dz, pass.z(layer - 1));
                }
            });

    static final RuleMistake WEIGHT_TRANSPOSED_ON_THE_WAY =
            new RuleMistake("the gradient goes down through Wᵀ in place of W: dA = dZ·Wᵀ", new BackwardRules() {
                @Override
                public double[][] input(Textbook pass, int layer, double[][] dz) {
                    double[][] w = pass.w(layer);
                    var da = new double[dz.length][w.length];
                    for (int row = 0; row < dz.length && w.length == w[0].length; row++) {
                        for (int i = 0; i < w.length; i++) {
                            for (int o = 0; o < w.length; o++) {
                                da[row][i] += dz[row][o] * w[i][o];
                            }
                        }
                    }
                    return w.length == w[0].length ? da : TEXTBOOK.input(pass, layer, dz);
                }
            });

    static final RuleMistake LAMBDA_WITHOUT_M = new RuleMistake(
            "the penalty's 1/m is missing: λ·W in place of λ/m·W", BrokenRules.penalties((share, m) -> share * m));

    static final RuleMistake PENALTY_FORGOTTEN =
            new RuleMistake("the penalty has no share in it", BrokenRules.penalties((share, m) -> 0));

    static final RuleMistake PENALTY_HALVED = new RuleMistake(
            "the penalty's share is half of λ/m·W: the square's 2 is missing",
            BrokenRules.penalties((share, m) -> share / 2));

    static final RuleMistake PENALTY_DOUBLED = new RuleMistake(
            "the penalty's share is twice λ/m·W: the ½ of λ/2m is missing",
            BrokenRules.penalties((share, m) -> 2 * share));

    static final RuleMistake BIAS_PENALIZED =
            new RuleMistake("the bias is penalized too: λ/m·b is in it", new BackwardRules() {
                @Override
                public double[] bias(Textbook pass, int layer, double[][] dz) {
                    double[] db = TEXTBOOK.bias(pass, layer, dz);
                    double lambda = pass.network().regularization().l2() / dz.length;
                    double[] b = pass.b(layer);
                    for (int o = 0; o < db.length; o++) {
                        db[o] += lambda * b[o];
                    }
                    return db;
                }
            });

    /** All, those that are more often seen first. */
    static final List<RuleMistake> ALL = all();

    private RuleMistakes() {}

    private static List<RuleMistake> all() {
        var all = new ArrayList<>(List.of(
                CHAIN_FACTOR_LOST,
                UPSTREAM_OVERWRITTEN,
                ONE_MINUS_A,
                ONLY_A,
                SLOPE_AT_A,
                SLOPE_FROM_Z,
                GATED_BY_GRADIENT,
                DIAGONAL_ONLY,
                SLOPE_TWICE,
                TARGETS_FORGOTTEN,
                LAST_SAMPLE_ONLY,
                FIRST_SAMPLE_ONLY,
                BIAS_OVER_OUTPUTS,
                BIAS_OVER_ALL,
                INPUT_BEFORE_ACTIVATION,
                WEIGHT_TRANSPOSED_ON_THE_WAY,
                LAMBDA_WITHOUT_M,
                PENALTY_FORGOTTEN,
                PENALTY_HALVED,
                PENALTY_DOUBLED,
                BIAS_PENALIZED));
        for (Activation other : Activation.values()) {
            if (other != Activation.IDENTITY) {
                all.add(slopeOf(other));
            }
        }
        return List.copyOf(all);
    }

    /** The slope of another activation. */
    static RuleMistake slopeOf(Activation other) {
        return new RuleMistake("φ' is that of " + other, BrokenRules.slopes((activation, z) -> other.slope(z)));
    }
}

package twingrad.compare;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/** The textbook's rules with one of them replaced by a formula. */
final class BrokenRules {

    private BrokenRules() {}

    /** One entry of dZ from its activation, its z and its dA. */
    interface Activated {
        double dz(Activation activation, double z, double da);
    }

    /** φ' of one entry. */
    interface Slope {
        double of(Activation activation, double z);
    }

    /** Another rule for dZ. */
    static BackwardRules activations(Activated rule) {
        return new BackwardRules() {
            @Override
            public double[][] activation(Textbook pass, int layer, double[][] da) {
                Activation activation = pass.network().activations().get(layer);
                double[][] dz = pass.z(layer);
                for (int row = 0; row < dz.length; row++) {
                    for (int o = 0; o < dz[row].length; o++) {
                        dz[row][o] = rule.dz(activation, dz[row][o], da[row][o]);
                    }
                }
                return dz;
            }
        };
    }

    /** Another φ', wherever there is an activation. */
    static BackwardRules slopes(Slope slope) {
        return activations(
                (activation, z, da) -> activation == Activation.IDENTITY ? da : da * slope.of(activation, z));
    }

    /** Another φ', as a function of a, for tanh and the sigmoid. */
    static BackwardRules bounded(DoubleUnaryOperator slope) {
        return slopes((activation, z) -> activation == Activation.TANH || activation == Activation.SIGMOID
                ? slope.applyAsDouble(activation.value(z))
                : activation.slope(z));
    }

    /** Another slope of the cross-entropies by their logits, from p and y (1 at the label and 0 elsewhere). */
    static BackwardRules losses(DoubleBinaryOperator slope) {
        return losses(EnumSet.of(Loss.SOFTMAX_CROSS_ENTROPY, Loss.BINARY_CROSS_ENTROPY), slope);
    }

    /** The same for some of the cross-entropies. */
    static BackwardRules losses(Set<Loss> losses, DoubleBinaryOperator slope) {
        return new BackwardRules() {
            @Override
            public double[][] loss(Textbook pass) {
                double[][] da = TEXTBOOK.loss(pass);
                Network network = pass.network();
                boolean softmax = network.loss() == Loss.SOFTMAX_CROSS_ENTROPY;
                if (!losses.contains(network.loss())) {
                    return da;
                }
                double n = network.reduction().divisor(network.loss().count(da.length, network.outputs()));
                double[] targets = pass.batch().targets();
                double[][] logits = pass.a(network.layers());
                for (int row = 0; row < da.length; row++) {
                    double[] p = softmax ? BackwardRules.softmax(logits[row]) : sigmoid(logits[row]);
                    for (int k = 0; k < p.length; k++) {
                        double y = softmax ? (k == (int) targets[row] ? 1 : 0) : targets[row * p.length + k];
                        da[row][k] = slope.applyAsDouble(p[k], y) / n;
                    }
                }
                return da;
            }
        };
    }

    private static double[] sigmoid(double[] z) {
        var p = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            p[k] = Activation.SIGMOID.value(z[k]);
        }
        return p;
    }

    /** dW and db of one sample in place of the sum over m. */
    static BackwardRules samples(IntUnaryOperator choice) {
        return new BackwardRules() {
            @Override
            public double[][] weight(Textbook pass, int layer, double[][] dz) {
                int row = choice.applyAsInt(dz.length);
                return BackwardRules.product(new double[][] {dz[row]}, new double[][] {pass.a(layer)[row]});
            }

            @Override
            public double[] bias(Textbook pass, int layer, double[][] dz) {
                return dz[choice.applyAsInt(dz.length)].clone();
            }
        };
    }

    /** Another share of the penalty, from the right one and m. */
    static BackwardRules penalties(DoubleBinaryOperator share) {
        return new BackwardRules() {
            @Override
            public double[][] penalty(Textbook pass, int layer) {
                double[][] penalty = TEXTBOOK.penalty(pass, layer);
                for (double[] row : penalty) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] = share.applyAsDouble(row[i], pass.batch().rows());
                    }
                }
                return penalty;
            }
        };
    }

    /** A dropout's backward pass without its 1/keep: all that is below it is keep times what it should be. */
    static BackwardRules withoutRescaling(double keep) {
        return new BackwardRules() {
            @Override
            public double[][] input(Textbook pass, int layer, double[][] dz) {
                double[][] da = TEXTBOOK.input(pass, layer, dz);
                for (double[] row : da) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] *= keep;
                    }
                }
                return da;
            }
        };
    }
}

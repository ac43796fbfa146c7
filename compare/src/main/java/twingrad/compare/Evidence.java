package twingrad.compare;

import java.util.HashMap;
import java.util.Map;

/**
 * What there is to explain of one block: the right gradient and the wrong one, of the whole network, and from what they
 * were computed.
 *
 * @param pass the forward pass
 * @param block the block that disagrees
 * @param entries the entries of θ, within the block, that are compared
 * @param right dJ/dθ of the witness that is believed. Not modified.
 * @param wrong dJ/dθ of the other. Not modified.
 * @param allowed what rounding explains of ‖right - wrong‖ over these entries
 * @param mistaken the gradients of known mistakes
 */
record Evidence(
        Textbook pass, Block block, int[] entries, double[] right, double[] wrong, double allowed, Mistaken mistaken) {

    /** Gradients of the textbook with a rule done wrong, each computed once for all blocks of a check. */
    static final class Mistaken {

        /** Most samples times parameters for which it is worth the wait: about 60 passes are tried. */
        private static final long MOST_WORK = 20_000_000;

        private final Network network;
        private final double[] parameters;
        private final Batch batch;
        private final Map<BackwardRules, double[]> gradients = new HashMap<>();

        Mistaken(Network network, double[] parameters, Batch batch) {
            this.network = network;
            this.parameters = parameters;
            this.batch = batch;
        }

        /** Whether the network and its batch are small enough. */
        boolean isAffordable() {
            return (long) parameters.length * batch.rows() <= MOST_WORK;
        }

        double[] gradient(BackwardRules rules) {
            return gradients.computeIfAbsent(
                    rules,
                    key -> new TextbookWitness("mistaken", key)
                            .evaluate(network, parameters, batch)
                            .gradient());
        }
    }

    Network network() {
        return pass.network();
    }

    /** The block's entries of a whole gradient. */
    double[] of(double[] gradient) {
        var compared = new double[entries.length];
        for (int i = 0; i < entries.length; i++) {
            compared[i] = gradient[entries[i]];
        }
        return compared;
    }

    /**
     * The share of the discrepancy that a prediction of the whole gradient leaves: ‖predicted - wrong‖/‖right - wrong‖.
     */
    double residual(double[] predicted) {
        var left = new double[entries.length];
        for (int i = 0; i < entries.length; i++) {
            left[i] = predicted[entries[i]] - wrong[entries[i]];
        }
        return Norm.of(left) / discrepancy();
    }

    /** ‖right - wrong‖ over the compared entries. */
    double discrepancy() {
        var apart = new double[entries.length];
        for (int i = 0; i < entries.length; i++) {
            apart[i] = right[entries[i]] - wrong[entries[i]];
        }
        return Norm.of(apart);
    }
}

package twingrad.compare;

import java.util.Optional;
import twingrad.compare.Seeds.Purpose;

/**
 * Whether a witness's gradient is that of the loss which the same witness gives. A forward pass that is wrong, with a
 * backward pass that fits it, can be seen in no gradient check of its own; beside other witnesses its loss gives it
 * away.
 */
final class OwnLoss {

    /** Said of a gradient that is. */
    static final String CONSISTENT =
            "its gradient is that of its own loss, so the forward pass is wrong, not the backward";

    /** The error of the quotient, relative to the terms of the sum that it is compared with. */
    private static final double TOLERANCE = 1e-7;

    private OwnLoss() {}

    /**
     * Compares the slope of the witness's loss along a random direction of ±1 with the gradient's. Nothing is said of
     * one that does not compute in float64, whose quotients are noise, or of one whose loss does not move.
     */
    static Optional<String> diagnosis(Witness witness, Network network, double[] parameters, Batch batch) {
        if (witness.unitRoundoff() > Witness.FLOAT64) {
            return Optional.empty();
        }
        double[] gradient = witness.evaluate(network, parameters.clone(), batch.copy())
                .gradient()
                .clone();
        var random = new Seeds(1).generator(Purpose.CHECK_ENTRIES);
        var direction = new double[gradient.length];
        double slope = 0;
        double terms = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextBoolean() ? 1 : -1;
            slope += direction[i] * gradient[i];
            terms += Math.abs(gradient[i]);
        }
        var way = new double[1];
        double quotient = FiniteDifferences.quotient(way, 0, () -> {
            double[] moved = parameters.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += way[0] * direction[i];
            }
            return witness.evaluate(network, moved, batch.copy()).loss();
        });
        return quotient != 0 && Math.abs(quotient - slope) <= TOLERANCE * terms
                ? Optional.of(CONSISTENT)
                : Optional.empty();
    }
}

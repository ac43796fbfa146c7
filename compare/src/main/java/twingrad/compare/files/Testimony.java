package twingrad.compare.files;

import java.util.Objects;
import twingrad.compare.Batch;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;
import twingrad.compare.Witness;
import twingrad.compare.Writing;

/**
 * What was once said of a gradient, at one θ and on one batch: by a file, or by a witness that need not be asked again.
 *
 * @param name for tables
 * @param loss J
 * @param gradient dJ/dθ in θ's order. Not modified.
 * @param unitRoundoff of the arithmetic that made it
 * @param writing how exactly it was written
 */
record Testimony(String name, double loss, double[] gradient, double unitRoundoff, Writing writing) implements Witness {

    Testimony {
        Objects.requireNonNull(writing, "testimony: expected how it was written, got null");
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        return new LossAndGradient(loss, gradient.clone());
    }

    /** The same witness with other words. */
    Testimony with(double otherLoss, double[] otherGradient) {
        return new Testimony(name, otherLoss, otherGradient, unitRoundoff, writing);
    }
}

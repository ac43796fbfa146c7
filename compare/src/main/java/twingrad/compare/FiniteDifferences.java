package twingrad.compare;

import java.util.BitSet;
import java.util.Optional;
import twingrad.compare.LossAndGradient.Limits;
import twingrad.compare.Seeds.Purpose;

/**
 * The gradient as difference quotients of the blackboard's forward pass, one parameter at a time, in float64: Richardson's
 * combination (4·D(h/2) - D(h))/3 of the central quotient D(h) = (J(θ+h·eᵢ) - J(θ-h·eᵢ))/(2h). It knows nothing of any
 * backward pass.
 *
 * <p>It says itself where it cannot see: at kinks, where some unit changes side within the step, and below its
 * rounding noise.
 */
public final class FiniteDifferences implements Witness {

    /** h: near the best for Richardson's formula, whose errors h⁴ and u/h balance about u^(1/5). */
    public static final double STEP = 1e-4;

    /** Richardson's own error at {@link #STEP}, as a relative difference: published checks reach 1e-9 to 1e-8. */
    public static final double TRUNCATION = 1e-8;

    /** Most entries of one block that are differenced; a larger block is sampled, since each costs four passes. */
    public static final int MOST_ENTRIES = 2_000;

    /** Most forward passes' worth of multiplications for one block, so that a wide network stays a matter of seconds. */
    private static final double MOST_WORK = 1e9;

    private final Seeds seeds;

    /** A witness whose samples of large blocks are drawn from {@code seeds}. */
    public FiniteDifferences(Seeds seeds) {
        this.seeds = seeds;
    }

    @Override
    public String name() {
        return "finite-differences";
    }

    @Override
    public LossAndGradient evaluate(Network network, double[] parameters, Batch batch) {
        network.requireFits(parameters);
        network.requireFits(batch);
        Textbook center = Textbook.forward(network, parameters, batch);
        var gradient = new double[parameters.length];
        var kinks = new BitSet();
        BitSet unsampled = unsampled(network, batch);
        double[] moved = parameters.clone();
        for (int i = unsampled.nextClearBit(0); i < parameters.length; i = unsampled.nextClearBit(i + 1)) {
            double wide = quotient(network, moved, batch, i, STEP, center, kinks);
            double narrow = quotient(network, moved, batch, i, STEP / 2, center, kinks);
            gradient[i] = (4 * narrow - wide) / 3;
        }
        var limits = new Limits(kinks, unsampled, noise(center.loss(), batch.rows()), TRUNCATION);
        return new LossAndGradient(center.loss(), gradient, Optional.of(limits));
    }

    /** D(h) of one entry, with the step that was really taken; marks the entry when a unit changes side. */
    private static double quotient(
            Network network, double[] moved, Batch batch, int entry, double step, Textbook center, BitSet kinks) {
        double here = moved[entry];
        double right = here + step;
        double left = here - step;
        moved[entry] = right;
        Textbook above = Textbook.forward(network, moved, batch);
        moved[entry] = left;
        Textbook below = Textbook.forward(network, moved, batch);
        moved[entry] = here;
        if (!center.sameSides(above) || !center.sameSides(below)) {
            kinks.set(entry);
        }
        return (above.loss() - below.loss()) / (right - left);
    }

    /** Rounding noise of one entry: ulp(J)·√m/(2h), for Richardson about three times that. */
    private static double noise(double loss, int rows) {
        return 3 * Math.ulp(loss) * Math.sqrt(rows) / (2 * STEP);
    }

    private BitSet unsampled(Network network, Batch batch) {
        double pass = 4.0 * batch.rows() * network.parameterCount();
        int most = (int) Math.max(10, Math.min(MOST_ENTRIES, MOST_WORK / pass));
        var unsampled = new BitSet();
        var random = seeds.generator(Purpose.SAMPLING);
        for (Block block : network.blocks()) {
            if (block.size() > most) {
                unsampled.set(block.offset(), block.end());
                for (int taken = 0; taken < most; ) {
                    int entry = block.offset() + random.nextInt(block.size());
                    if (unsampled.get(entry)) {
                        unsampled.clear(entry);
                        taken++;
                    }
                }
            }
        }
        return unsampled;
    }
}

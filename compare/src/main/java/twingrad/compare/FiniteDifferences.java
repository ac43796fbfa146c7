package twingrad.compare;

import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import twingrad.compare.LossAndGradient.Limits;
import twingrad.compare.Seeds.Purpose;

/**
 * The gradient as difference quotients of the blackboard's forward pass, one parameter at a time, in float64:
 * Richardson's combination (4·D(h/2) - D(h))/3 of the central quotient D(h) = (J(θ+h·eᵢ) - J(θ-h·eᵢ))/(2h). It knows
 * nothing of any backward pass.
 *
 * <p>It says itself where it cannot see: at kinks, where some unit (or, under an L1 penalty, the weight itself) changes
 * side within the step, and below its rounding noise.
 */
public final class FiniteDifferences implements Witness {

    /** h: near the best for Richardson's formula, whose errors h⁴ and u/h balance about u^(1/5). */
    public static final double STEP = 1e-4;

    /** Richardson's own error at {@link #STEP}, as a relative difference: published checks reach 1e-9 to 1e-8. */
    public static final double TRUNCATION = 1e-8;

    /** Most entries of one block that are differenced; a larger block is sampled, since each costs four passes. */
    public static final int MOST_ENTRIES = 2_000;

    /**
     * Most forward passes' worth of multiplications for one block, so that a wide network stays a matter of seconds.
     */
    private static final double MOST_WORK = 1e9;

    private final Seeds seeds;

    /** A witness whose samples of large blocks are drawn from {@code seeds}. */
    public FiniteDifferences(Seeds seeds) {
        this.seeds = Objects.requireNonNull(seeds, "finite-differences: expected seeds, got null");
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
        BitSet bends = penaltyKinks(network, parameters);
        BitSet unsampled = unsampled(network, batch);
        double[] moved = parameters.clone();
        for (int i = unsampled.nextClearBit(0); i < parameters.length; i = unsampled.nextClearBit(i + 1)) {
            int entry = i;
            kinks.set(entry, bends.get(entry));
            gradient[entry] = quotient(moved, entry, () -> {
                Textbook pass = Textbook.forward(network, moved, batch);
                if (!center.sameSides(pass)) {
                    kinks.set(entry);
                }
                return pass.loss();
            });
        }
        double noise = noise(RoundingBound.of(network, parameters, batch, FLOAT64));
        return new LossAndGradient(
                center.loss(), gradient, Optional.of(new Limits(kinks, unsampled, noise, TRUNCATION)));
    }

    /** Richardson's quotient of f by x[i]. While f runs, x[i] is moved; in the end it is where it was. */
    static double quotient(double[] x, int i, DoubleSupplier f) {
        return (4 * central(x, i, STEP / 2, f) - central(x, i, STEP, f)) / 3;
    }

    /** The central quotient D(h), with the step that was really taken; x[i] is moved and put back. */
    static double central(double[] x, int i, double step, DoubleSupplier f) {
        double here = x[i];
        double right = here + step;
        double left = here - step;
        x[i] = right;
        double above = f.getAsDouble();
        x[i] = left;
        double below = f.getAsDouble();
        x[i] = here;
        return (above - below) / (right - left);
    }

    /**
     * Rounding noise of one entry: each J errs by e, which D(h/2) makes √2·e/h and Richardson's 4/3 of it about 2e/h. J
     * may be far smaller than e's terms, whose sums cancel once a network is trained; so e is what the rounding bound
     * says of J, not an ulp of J.
     */
    private static double noise(RoundingBound bound) {
        return 2 * bound.lossError() / RoundingBound.CONFIDENCE / STEP;
    }

    /** The weights whose absolute value the penalty adds and whose step reaches 0. */
    private static BitSet penaltyKinks(Network network, double[] parameters) {
        var kinks = new BitSet();
        if (network.regularization().l1() > 0) {
            for (Block block : network.blocks()) {
                for (int i = block.offset(); block.isWeight() && i < block.end(); i++) {
                    kinks.set(i, Math.abs(parameters[i]) <= STEP);
                }
            }
        }
        return kinks;
    }

    private BitSet unsampled(Network network, Batch batch) {
        double pass = 4.0 * batch.rows() * network.parameterCount();
        int most = (int) Math.max(10, Math.min(MOST_ENTRIES, MOST_WORK / pass));
        var unsampled = new BitSet();
        var random = seeds.generator(Purpose.CHECK_ENTRIES);
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

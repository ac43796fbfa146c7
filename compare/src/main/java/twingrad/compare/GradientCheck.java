package twingrad.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twingrad.compare.CheckReport.LossComparison;

/**
 * Witnesses side by side on one network, one θ, one batch, judged block by block: ‖a-b‖/(‖a‖+‖b‖) against what rounding
 * alone can explain of that block in those two precisions. A small global norm excuses no block; no tolerance is shared
 * by blocks of different size; finite differences are held to their own formula's error and noise.
 */
public final class GradientCheck {

    /** How many times its estimated noise a difference quotient may be off and still be called noise. */
    public static final double NOISE_MULTIPLE = 8;

    private final Network network;
    private final double[] parameters;
    private final Batch batch;
    private final Map<Rounding, RoundingBound> bounds = new HashMap<>();

    /** What a witness's bound depends on. */
    private record Rounding(double unitRoundoff, Writing writing) {}

    private GradientCheck(Network network, double[] parameters, Batch batch) {
        network.requireFits(parameters);
        network.requireFits(batch);
        this.network = network;
        this.parameters = parameters.clone();
        this.batch = batch.copy();
    }

    /**
     * A check of one network at θ on a batch. Neither array is modified; both are copied. IllegalArgumentException if θ
     * or the batch does not fit the network, or a target is not in the loss's coding.
     */
    public static GradientCheck of(Network network, double[] parameters, Batch batch) {
        return new GradientCheck(network, parameters, batch);
    }

    /**
     * Asks every witness and compares each of {@code others} with {@code reference}, block by block. Every witness is
     * given copies of its own, so none can disturb another. IllegalArgumentException if there are no others, or if a
     * gradient is not of θ's length.
     */
    public CheckReport against(Witness reference, List<Witness> others) {
        if (others.isEmpty()) {
            throw new IllegalArgumentException("check: expected at least 1 witness to compare with, got 0");
        }
        LossAndGradient first = ask(reference);
        var answers = new ArrayList<LossAndGradient>();
        var pairs = new ArrayList<GradientPair>();
        for (Witness other : others) {
            LossAndGradient second = ask(other);
            answers.add(second);
            pairs.add(new GradientPair(
                    new GradientPair.Side(reference.name(), first, bound(reference)),
                    new GradientPair.Side(other.name(), second, bound(other))));
        }
        var losses = new ArrayList<LossComparison>();
        var blocks = new ArrayList<BlockComparison>();
        losses.add(new LossComparison(reference.name(), first.loss(), 0, Verdict.AGREE, Optional.empty()));
        for (int i = 0; i < pairs.size(); i++) {
            losses.add(compare(reference, first, others.get(i), answers.get(i)));
            for (Block block : network.blocks()) {
                blocks.add(pairs.get(i).compare(block));
            }
        }
        var report = new CheckReport(network, batch.rows(), losses, blocks);
        return report.verdict() == Verdict.AGREE ? report : explained(report, pairs, reference, others);
    }

    /** The report with, for each block that disagrees, what the difference looks like from the one who is right. */
    private CheckReport explained(
            CheckReport report, List<GradientPair> pairs, Witness reference, List<Witness> others) {
        boolean blamed = !report.isReferenceAlone();
        Textbook pass = Textbook.forward(network, parameters, batch);
        var mistaken = new Evidence.Mistaken(network, parameters, batch);
        var blocks = new ArrayList<BlockComparison>();
        for (GradientPair pair : pairs) {
            for (Block block : network.blocks()) {
                BlockComparison compared = report.blocks().get(blocks.size());
                blocks.add(
                        compared.verdict() == Verdict.DISAGREE
                                ? compared.diagnosed(pair.diagnosis(block, blamed, pass, mistaken))
                                : compared);
            }
        }
        var losses = new ArrayList<>(report.losses().subList(0, 1));
        for (int i = 0; i < others.size(); i++) {
            LossComparison loss = report.losses().get(i + 1);
            losses.add(
                    loss.verdict() == Verdict.DISAGREE
                            ? loss.diagnosed(
                                    OwnLoss.diagnosis(blamed ? others.get(i) : reference, network, parameters, batch))
                            : loss);
        }
        return new CheckReport(network, batch.rows(), losses, blocks);
    }

    private LossComparison compare(Witness reference, LossAndGradient first, Witness other, LossAndGradient second) {
        double bound = lossError(reference, first) + lossError(other, second);
        Verdict verdict = verdict(first.loss(), second.loss(), bound);
        return new LossComparison(other.name(), second.loss(), bound, verdict, Optional.empty());
    }

    private static Verdict verdict(double a, double b, double bound) {
        return Verdict.of(Math.abs(a - b), bound, 0, Math.abs(a) + Math.abs(b));
    }

    private LossAndGradient ask(Witness witness) {
        LossAndGradient answer = witness.evaluate(network, parameters.clone(), batch.copy());
        if (answer.gradient().length != parameters.length) {
            throw new IllegalArgumentException(witness.name() + ": expected a gradient of " + parameters.length
                    + " numbers, got " + answer.gradient().length);
        }
        return new LossAndGradient(answer.loss(), answer.gradient().clone(), answer.limits());
    }

    private double lossError(Witness witness, LossAndGradient answer) {
        return bound(witness).lossError() + witness.writing().loss().error(answer.loss());
    }

    private RoundingBound bound(Witness witness) {
        return bounds.computeIfAbsent(
                new Rounding(witness.unitRoundoff(), witness.writing()),
                key -> RoundingBound.of(network, parameters, batch, key.unitRoundoff, key.writing));
    }
}

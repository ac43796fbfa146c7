package twingrad.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome of a {@link GradientCheck}.
 *
 * @param network what was checked
 * @param samples m, the rows of the batch
 * @param losses J in each witness
 * @param blocks every block, against every witness
 */
public record CheckReport(Network network, int samples, List<LossComparison> losses, List<BlockComparison> blocks) {

    public CheckReport {
        losses = List.copyOf(losses);
        blocks = List.copyOf(blocks);
    }

    /**
     * J as one witness gives it.
     *
     * @param witness its name
     * @param loss J
     * @param bound how far rounding can carry it from the reference's
     * @param verdict whether it is within that of the reference's, and the bound narrow enough to show something
     * @param diagnosis for a loss that disagrees, what else is known of it
     */
    public record LossComparison(
            String witness, double loss, double bound, Verdict verdict, Optional<String> diagnosis) {

        LossComparison diagnosed(Optional<String> words) {
            return new LossComparison(witness, loss, bound, verdict, words);
        }

        /** |a-b|/(|a|+|b|) from the reference's loss. */
        public double relativeDifference(double reference) {
            return loss == reference ? 0 : Math.abs(loss - reference) / (Math.abs(loss) + Math.abs(reference));
        }

        /** The bound in the same measure, in which nothing is beyond 1; 0 where it is 0. */
        public double relativeBound(double reference) {
            return bound == 0 ? 0 : Math.min(1, bound / (Math.abs(loss) + Math.abs(reference)));
        }
    }

    /** This report with other comparisons. */
    public CheckReport with(List<LossComparison> otherLosses, List<BlockComparison> otherBlocks) {
        return new CheckReport(network, samples, otherLosses, otherBlocks);
    }

    /** DISAGREE if a block or a loss does; what is hidden is none, but see {@link #unproven} and {@link #hidden}. */
    public Verdict verdict() {
        boolean disagree = blocks.stream().anyMatch(block -> block.verdict() == Verdict.DISAGREE)
                || losses.stream().anyMatch(loss -> loss.verdict() == Verdict.DISAGREE);
        return disagree ? Verdict.DISAGREE : Verdict.AGREE;
    }

    /** The witnesses of whom nothing is shown: no block of theirs agrees or disagrees: all are hidden or at a kink. */
    public Set<String> unproven() {
        var unproven = new LinkedHashSet<String>();
        var proven = new LinkedHashSet<String>();
        for (BlockComparison block : blocks) {
            boolean shown = block.verdict() == Verdict.AGREE || block.verdict() == Verdict.DISAGREE;
            (shown ? proven : unproven).add(block.witnesses().get(1));
        }
        unproven.removeAll(proven);
        return unproven;
    }

    /** The blocks that do not disagree, but of which rounding or missing digits could hide a wrong gradient. */
    public List<BlockComparison> hidden() {
        return blocks.stream()
                .filter(block -> block.verdict() == Verdict.UNPROVEN)
                .toList();
    }

    /** The witnesses that are alone with their numbers: the one that the others contradict, or those that do. */
    public Set<String> oddOnesOut() {
        return isReferenceAlone() ? Set.of(losses.get(0).witness()) : contradicting();
    }

    /** Whether every other witness, of at least two, contradicts the reference. */
    boolean isReferenceAlone() {
        return losses.size() > 2
                && losses.stream().skip(1).map(LossComparison::witness).allMatch(contradicting()::contains);
    }

    private Set<String> contradicting() {
        var contradicting = new LinkedHashSet<String>();
        for (BlockComparison block : blocks) {
            if (block.verdict() == Verdict.DISAGREE) {
                contradicting.add(block.witnesses().get(1));
            }
        }
        for (LossComparison loss : losses) {
            if (loss.verdict() == Verdict.DISAGREE) {
                contradicting.add(loss.witness());
            }
        }
        return contradicting;
    }

    /** For tests: throws with the whole localized report unless the witnesses agree. */
    public void requireAgreement() {
        if (verdict() == Verdict.DISAGREE) {
            throw new AssertionError(this);
        }
    }

    /** The disagreements and the witnesses of whom nothing is shown, one a line; or that there are none. */
    @Override
    public String toString() {
        var text = new StringBuilder(network + ", " + samples + " samples: " + verdict());
        for (LossComparison loss : losses) {
            if (loss.verdict() == Verdict.DISAGREE) {
                text.append(String.format(
                        Locale.ROOT,
                        "%n  loss of %s: %.9g, beyond its bound %.2g from the reference's %.9g%s",
                        loss.witness(),
                        loss.loss(),
                        loss.bound(),
                        losses.get(0).loss(),
                        loss.diagnosis().map(found -> "; " + found).orElse("")));
            }
        }
        for (BlockComparison block : blocks) {
            if (block.verdict() == Verdict.DISAGREE) {
                text.append(String.format(
                        Locale.ROOT,
                        "%n  %s: %s against %s differ by %.8g, bound %.2g; worst at %s: %.9g and %.9g%s",
                        block.name(),
                        block.witnesses().get(0),
                        block.witnesses().get(1),
                        block.relativeDifference(),
                        block.bound(),
                        block.worst().place(),
                        block.worst().a(),
                        block.worst().b(),
                        block.diagnosis().map(found -> "; " + found).orElse("")));
            }
        }
        for (String witness : unproven()) {
            text.append(String.format("%n  %s: nothing is shown, rounding or kinks hide every block", witness));
        }
        return text.toString();
    }
}

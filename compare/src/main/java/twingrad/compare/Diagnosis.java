package twingrad.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import twingrad.compare.Hypothesis.Prediction;

/**
 * What a wrong block looks like: every hypothesis says what it would have made of the right gradient, and the one that
 * leaves the least of the discrepancy wins; of several that leave no more than rounding, the first.
 */
final class Diagnosis {

    /** What is said where no hypothesis fits. */
    static final String NONE = "none of the known mistakes explains it";

    /** All, those that are more often the cause first: a mistake with a name before the factor or place it comes to. */
    static final List<Hypothesis> HYPOTHESES = Stream.of(
                    Stream.of(Slip.ZERO, Slip.MEAN, Slip.TWICE, Slip.HALF, Slip.SIGN, Slip.TRANSPOSED),
                    RuleMistakes.ALL.stream(),
                    Stream.of(Slip.SHIFTED, Slip.OTHER_BLOCK, Slip.ANY_FACTOR, Slip.ONE_PLACE))
            .<Hypothesis>flatMap(hypotheses -> hypotheses)
            .toList();

    /** How much of the discrepancy an explanation may leave. */
    private static final double RESIDUAL = 1e-3;

    /** Residuals below this are all the same. */
    private static final double NOTHING = 1e-6;

    /** An explanation that leaves more than this is none, however coarse the precision. */
    private static final double COARSEST = 0.1;

    private Diagnosis() {}

    /** The best explanation with its residual, or that there is none. */
    static String of(Evidence evidence) {
        for (int entry : evidence.entries()) {
            if (!Double.isFinite(evidence.wrong()[entry])) {
                return "not finite: " + evidence.wrong()[entry] + " at "
                        + evidence.block().index(entry - evidence.block().offset());
            }
        }
        double rounding = Math.min(COARSEST, 2 * evidence.allowed() / evidence.discrepancy());
        double floor = Math.max(NOTHING, rounding);
        double least = Double.POSITIVE_INFINITY;
        String best = NONE;
        for (Hypothesis hypothesis : HYPOTHESES) {
            for (Prediction prediction : hypothesis.predictions(evidence)) {
                double residual = evidence.residual(prediction.gradient());
                if (residual <= Math.max(RESIDUAL, rounding) && Math.max(floor, residual) < least) {
                    least = Math.max(floor, residual);
                    best = prediction.words() + " (residual "
                            + (residual == 0 ? "0" : String.format(Locale.ROOT, "%.0e", residual)) + ")";
                }
            }
            if (least == floor) {
                return best;
            }
        }
        return best;
    }
}

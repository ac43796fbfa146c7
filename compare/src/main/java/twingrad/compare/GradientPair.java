package twingrad.compare;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.BlockComparison.Worst;
import twingrad.compare.LossAndGradient.Limits;

/** Two witnesses' gradients at the same θ, compared block by block. */
final class GradientPair {

    /** One witness's name, answer, rounding bound and unit roundoff. */
    record Side(String witness, LossAndGradient answer, RoundingBound rounding, double unitRoundoff) {
        double gradient(int entry) {
            return answer.gradient()[entry];
        }

        double error(int entry) {
            return rounding.errors()[entry];
        }
    }

    private final Side a;
    private final Side b;
    private final int samples;
    private final Optional<Limits> limits;

    GradientPair(Side a, Side b, int samples) {
        this.a = a;
        this.b = b;
        this.samples = samples;
        limits = b.answer().limits().or(() -> a.answer().limits());
    }

    BlockComparison compare(Block block) {
        int[] entries = IntStream.range(block.offset(), block.end())
                .filter(entry -> limits.map(limit -> limit.sees(entry)).orElse(true))
                .toArray();
        var norms = new Norms(0, 0, 0, 0);
        for (int entry : entries) {
            norms = norms.plus(a.gradient(entry), b.gradient(entry), a.error(entry) + b.error(entry));
        }
        double relative = norms.relative(Math.sqrt(norms.difference));
        double bound = norms.relative(Math.sqrt(norms.errors))
                + limits.map(Limits::truncation).orElse(0.0);
        double noise = limits.map(Limits::noise).orElse(0.0) * Math.sqrt(entries.length);
        Verdict verdict =
                verdict(relative, bound, norms.relative(noise * GradientCheck.NOISE_MULTIPLE), entries.length);
        return new BlockComparison(
                List.of(a.witness, b.witness),
                block.name(),
                entries.length,
                limits.map(limit -> count(limit.kinks(), block)).orElse(0),
                limits.map(limit -> count(limit.unsampled(), block)).orElse(0),
                relative,
                bound,
                verdict,
                worst(block, entries),
                verdict == Verdict.DISAGREE ? Diagnosis.of(a, b, entries, samples) : Optional.empty());
    }

    private static int count(BitSet entries, Block block) {
        return entries.get(block.offset(), block.end()).cardinality();
    }

    /** Anything that is not a number is beyond every bound. */
    private static Verdict verdict(double relative, double bound, double noise, int compared) {
        if (compared == 0) {
            return Verdict.KINK;
        }
        if (relative <= bound) {
            return Verdict.AGREE;
        }
        return relative <= bound + noise ? Verdict.NOISE : Verdict.DISAGREE;
    }

    /** The entry with the largest difference, or the first that is not a number; of an unseen block the first. */
    private Worst worst(Block block, int[] entries) {
        int worst = entries.length == 0 ? block.offset() : entries[0];
        for (int entry : entries) {
            if (!(difference(entry) <= difference(worst)) && !Double.isNaN(difference(worst))) {
                worst = entry;
            }
        }
        double x = a.gradient(worst);
        double y = b.gradient(worst);
        return new Worst(block.index(worst - block.offset()), x, y, difference(worst) / ulp(x, y));
    }

    private double difference(int entry) {
        return Math.abs(a.gradient(entry) - b.gradient(entry));
    }

    /** One unit in the last place, of the larger number and in the coarser precision. */
    private double ulp(double x, double y) {
        double larger = Math.max(Math.abs(x), Math.abs(y));
        boolean single = Math.max(a.unitRoundoff, b.unitRoundoff) == Witness.FLOAT32;
        return single ? Math.ulp((float) larger) : Math.ulp(larger);
    }

    /** Sums of squares: of both sides, of their difference, of the allowed errors. */
    private record Norms(double a, double b, double difference, double errors) {
        Norms plus(double x, double y, double error) {
            return new Norms(a + x * x, b + y * y, difference + (x - y) * (x - y), errors + error * error);
        }

        /** A norm over ‖a‖+‖b‖; 0 over 0 is 0. */
        double relative(double norm) {
            return norm == 0 ? 0 : norm / (Math.sqrt(a) + Math.sqrt(b));
        }
    }
}

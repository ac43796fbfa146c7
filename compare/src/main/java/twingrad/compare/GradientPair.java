package twingrad.compare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.BlockComparison.Worst;
import twingrad.compare.Evidence.Mistaken;
import twingrad.compare.LossAndGradient.Limits;

/** Two witnesses' gradients at the same θ, compared block by block. */
final class GradientPair {

    /** One witness's name, answer and rounding bound. */
    record Side(String witness, LossAndGradient answer, RoundingBound rounding) {
        double gradient(int entry) {
            return answer.gradient()[entry];
        }

        double error(int entry) {
            return rounding.errors()[entry] + rounding.writing().gradient().error(gradient(entry));
        }

        double ulp(double x) {
            return rounding.arithmetic().ulp(x);
        }
    }

    private final Side a;
    private final Side b;
    private final Optional<Limits> limits;

    GradientPair(Side a, Side b) {
        this.a = a;
        this.b = b;
        limits = b.answer().limits().or(() -> a.answer().limits());
    }

    BlockComparison compare(Block block) {
        int[] entries = seen(block);
        double[] x = Arrays.stream(entries).mapToDouble(a::gradient).toArray();
        double[] y = Arrays.stream(entries).mapToDouble(b::gradient).toArray();
        double size = Norm.of(x) + Norm.of(y);
        double relative = Norm.relativeDifference(x, y);
        double bound = share(Norm.of(errors(entries)), size)
                + limits.map(Limits::truncation).orElse(0.0);
        Verdict verdict =
                entries.length == 0 ? Verdict.KINK : Verdict.of(relative, bound, share(noise(entries), size), 1);
        return new BlockComparison(
                List.of(a.witness, b.witness),
                block.name(),
                entries.length,
                limits.map(limit -> count(limit.kinks(), block)).orElse(0),
                limits.map(limit -> count(limit.unsampled(), block)).orElse(0),
                relative,
                Math.min(1, bound),
                verdict,
                worst(block, entries),
                Optional.empty());
    }

    /**
     * What the difference of a block looks like.
     *
     * @param blamed whether b is the one that is wrong, or a
     */
    String diagnosis(Block block, boolean blamed, Textbook pass, Mistaken mistaken) {
        Side right = blamed ? a : b;
        Side wrong = blamed ? b : a;
        int[] entries = seen(block);
        double rounding = Norm.of(errors(entries)) + noise(entries);
        return Diagnosis.of(new Evidence(
                pass, block, entries, right.answer.gradient(), wrong.answer.gradient(), rounding, mistaken));
    }

    private int[] seen(Block block) {
        return IntStream.range(block.offset(), block.end())
                .filter(entry -> limits.map(limit -> limit.sees(entry)).orElse(true))
                .toArray();
    }

    private double[] errors(int[] entries) {
        return Arrays.stream(entries)
                .mapToDouble(entry -> a.error(entry) + b.error(entry))
                .toArray();
    }

    private double noise(int[] entries) {
        double noise = limits.map(Limits::noise).orElse(0.0);
        return noise * Math.sqrt(entries.length) * GradientCheck.NOISE_MULTIPLE;
    }

    private static int count(BitSet entries, Block block) {
        return entries.get(block.offset(), block.end()).cardinality();
    }

    /** A norm over ‖a‖+‖b‖; 0 over 0 is 0. */
    private static double share(double norm, double size) {
        return norm == 0 ? 0 : norm / size;
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
        double larger = Math.max(Math.abs(x), Math.abs(y));
        double ulp = Math.max(a.ulp(larger), b.ulp(larger));
        return new Worst(block.index(worst - block.offset()), x, y, difference(worst) / ulp);
    }

    private double difference(int entry) {
        return Math.abs(a.gradient(entry) - b.gradient(entry));
    }
}

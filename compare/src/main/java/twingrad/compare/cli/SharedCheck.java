package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import twingrad.compare.Batch;
import twingrad.compare.BlockComparison;
import twingrad.compare.CheckReport;
import twingrad.compare.GradientCheck;
import twingrad.compare.Network;
import twingrad.compare.RecordedWitness;
import twingrad.compare.ScalarWitness;
import twingrad.compare.UlpHistogram;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.files.CheckJson;
import twingrad.compare.files.CompareJson.SharedJson;
import twingrad.compare.files.CompareJson.UlpsJson;
import twingrad.datasets.Dataset;

/**
 * Both engines' gradients at one and the same θ: what a verdict on two trainings can come from, since their own
 * parameters part by rounding.
 *
 * @param where which θ: {@code first} or {@code last}
 * @param report block by block
 * @param ulps how far float32 is from the scalar engine, entry by entry, if it took part
 */
record SharedCheck(String where, CheckReport report, Optional<UlpHistogram> ulps) {

    /** Most samples of a check: the scalar engine takes each through a graph of its own. */
    private static final int SAMPLES = 300;

    /** Checks these witnesses; none where θ holds what is no number. */
    static Optional<SharedCheck> of(
            String where, Network network, double[] theta, Dataset data, List<Witness> witnesses) {
        if (!Arrays.stream(theta).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        Dataset samples = data.slice(0, Math.min(SAMPLES, data.size()));
        var scalar = new RecordedWitness(new ScalarWitness());
        List<RecordedWitness> others =
                witnesses.stream().map(RecordedWitness::new).toList();
        CheckReport report =
                GradientCheck.of(network, theta, Batch.of(samples, network)).against(scalar, List.copyOf(others));
        Optional<UlpHistogram> ulps = others.stream()
                .filter(other -> other.unitRoundoff() == Witness.FLOAT32)
                .findFirst()
                .map(single -> UlpHistogram.of(
                        scalar.answer().gradient(), single.answer().gradient()));
        return Optional.of(new SharedCheck(where, report, ulps));
    }

    /** One line: the verdict and the block that comes nearest to its bound; what disagrees in full. */
    void print(PrintWriter text) {
        BlockComparison nearest = report.blocks().stream()
                .max(Comparator.comparingDouble(SharedCheck::share))
                .orElseThrow();
        text.printf(
                Locale.ROOT,
                "gradients at the %s θ: %s; nearest to its bound is %s of %s, at %.2g of it%n",
                where,
                report.verdict(),
                nearest.name(),
                nearest.witnesses().get(1),
                share(nearest));
        if (report.verdict() == Verdict.DISAGREE) {
            text.println(report);
        }
    }

    private static double share(BlockComparison block) {
        return block.relativeDifference() == 0 ? 0 : block.relativeDifference() / block.bound();
    }

    /** As it is written. */
    SharedJson json(String dataset, long seed) {
        return new SharedJson(
                where,
                CheckJson.of(report, dataset, seed),
                ulps.map(UlpsJson::of).orElse(List.of()));
    }
}

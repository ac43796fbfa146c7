package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import twingrad.compare.BlockComparison;
import twingrad.compare.BlockComparison.Worst;
import twingrad.compare.CheckReport;
import twingrad.compare.CheckReport.LossComparison;
import twingrad.compare.Verdict;

/**
 * A {@link CheckReport} as it is written: every figure of the table.
 *
 * @param verdict of the whole check
 * @param dataset where the samples are from
 * @param seed of samples and parameters
 * @param network in words
 * @param parameters how many
 * @param samples m
 * @param losses J in each witness
 * @param oddOnesOut the witnesses that are alone with their numbers
 * @param unproven the witnesses of whom nothing is shown, since rounding or kinks hide all of it
 * @param blocks every block against every witness
 */
public record CheckJson(
        Verdict verdict,
        String dataset,
        long seed,
        String network,
        int parameters,
        int samples,
        List<LossJson> losses,
        Set<String> oddOnesOut,
        Set<String> unproven,
        List<BlockJson> blocks) {

    /** J in one witness; difference and bound are relative to the reference's, as in a block. */
    public record LossJson(String witness, double loss, double relativeDifference, double bound, Verdict verdict) {}

    /** One block; {@code diagnosis} only where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BlockJson(
            List<String> witnesses,
            String name,
            int compared,
            int kinks,
            int unsampled,
            double relativeDifference,
            double bound,
            Verdict verdict,
            Worst worst,
            String diagnosis) {}

    /** The report as data. */
    public static CheckJson of(CheckReport report, String dataset, long seed) {
        double reference = report.losses().get(0).loss();
        return new CheckJson(
                report.verdict(),
                dataset,
                seed,
                report.network().toString(),
                report.network().parameterCount(),
                report.samples(),
                report.losses().stream().map(loss -> loss(loss, reference)).toList(),
                report.oddOnesOut(),
                report.unproven(),
                report.blocks().stream().map(CheckJson::block).toList());
    }

    private static LossJson loss(LossComparison loss, double reference) {
        return new LossJson(
                loss.witness(),
                loss.loss(),
                loss.relativeDifference(reference),
                loss.relativeBound(reference),
                loss.verdict());
    }

    private static BlockJson block(BlockComparison block) {
        return new BlockJson(
                block.witnesses(),
                block.name(),
                block.compared(),
                block.kinks(),
                block.unsampled(),
                block.relativeDifference(),
                block.bound(),
                block.verdict(),
                block.worst(),
                block.diagnosis().orElse(null));
    }
}

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
 * @param network in words
 * @param samples m
 * @param losses J in each witness
 * @param oddOnesOut the witnesses that are alone with their numbers
 * @param blocks every block against every witness
 */
public record CheckJson(
        Verdict verdict,
        String network,
        int samples,
        List<LossComparison> losses,
        Set<String> oddOnesOut,
        List<BlockJson> blocks) {

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
    public static CheckJson of(CheckReport report) {
        return new CheckJson(
                report.verdict(),
                report.network().toString(),
                report.samples(),
                report.losses(),
                report.oddOnesOut(),
                report.blocks().stream().map(CheckJson::block).toList());
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

package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import twingrad.compare.BlockComparison;
import twingrad.compare.BlockComparison.Worst;
import twingrad.compare.CheckReport;
import twingrad.compare.Verdict;

/**
 * A gradient file's check as it is written.
 *
 * @param verdict on the file
 * @param file its name
 * @param network in words
 * @param parameters how many
 * @param samples m
 * @param loss J in the scalar engine, float64
 * @param losses J in each witness; the file's if it gives one
 * @param oddOnesOut the witnesses that are alone with their numbers
 * @param blocks every block of the file's gradient against the scalar engine's
 * @param others the other witnesses' blocks against the scalar engine's
 */
public record VerifyJson(
        Verdict verdict,
        String file,
        String network,
        int parameters,
        int samples,
        double loss,
        List<CheckJson.LossJson> losses,
        List<String> oddOnesOut,
        List<BlockJson> blocks,
        List<CheckJson.BlockJson> others) {

    /** One block of the file; {@code diagnosis} only where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BlockJson(
            String name, double relativeDifference, double bound, Verdict verdict, String diagnosis, Worst worst) {

        static BlockJson of(BlockComparison block) {
            return new BlockJson(
                    block.name(),
                    block.relativeDifference(),
                    block.bound(),
                    block.verdict(),
                    block.diagnosis().orElse(null),
                    block.worst());
        }
    }

    /** A report as data. */
    public static VerifyJson of(CheckReport report, Verdict verdict, String file) {
        CheckJson check = CheckJson.of(report, file, 0);
        return new VerifyJson(
                verdict,
                file,
                check.network(),
                check.parameters(),
                check.samples(),
                report.losses().get(0).loss(),
                check.losses(),
                List.copyOf(check.oddOnesOut()),
                report.blocks().stream()
                        .filter(GradientFile::isOfFile)
                        .map(BlockJson::of)
                        .toList(),
                check.blocks().stream()
                        .filter(block -> !block.witnesses().contains(GradientFile.WITNESS))
                        .toList());
    }
}

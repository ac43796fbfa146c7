package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import twingrad.compare.bench.Figure;
import twingrad.compare.bench.Result;
import twingrad.compare.bench.Spread;

/**
 * A run of the bench as it is written.
 *
 * @param java the runtime's version
 * @param system the operating system and its architecture
 * @param processors how many
 * @param vectorLanes floats a vector instruction; 1 without the vector module
 * @param quick whether it was only a look
 * @param seconds that it took
 * @param rows in the order in which they were measured
 */
public record BenchJson(
        String java,
        String system,
        int processors,
        int vectorLanes,
        boolean quick,
        double seconds,
        List<RowJson> rows) {

    /**
     * One row: its figures, or why there are none.
     *
     * @param row its name
     * @param unit of median, least and most
     * @param samples how many measurements these are of
     * @param unsettled whether they differ more than twofold
     * @param shareOfPeak 0 to 1, only where a peak is a measure
     * @param failure only where nothing was measured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowJson(
            String row,
            String unit,
            Double median,
            Double least,
            Double most,
            Integer samples,
            Boolean unsettled,
            Double shareOfPeak,
            String failure) {

        /** A result as data. */
        public static RowJson of(Result result) {
            return result.figure()
                    .map(figure -> of(result.row(), figure))
                    .orElseGet(() ->
                            new RowJson(result.row(), null, null, null, null, null, null, null, result.failure()));
        }

        private static RowJson of(String row, Figure figure) {
            Spread spread = figure.spread();
            OptionalDouble share = figure.shareOfPeak();
            return new RowJson(
                    row,
                    figure.unit(),
                    spread.median(),
                    spread.least(),
                    spread.most(),
                    spread.samples(),
                    spread.unsettled(),
                    share.isPresent() ? share.getAsDouble() : null,
                    null);
        }

        private Result result() {
            if (failure != null) {
                return Result.failed(row, failure);
            }
            OptionalDouble share = shareOfPeak == null ? OptionalDouble.empty() : OptionalDouble.of(shareOfPeak);
            return Result.of(row, new Figure(new Spread(least, median, most, samples), unit, share));
        }
    }

    /** A result as one line, for the process that asked for it. */
    public static String line(Result result) {
        return Json.line(RowJson.of(result));
    }

    /** The result that a line tells of; empty if it is none. */
    public static Optional<Result> result(String line) {
        return Json.read(line, RowJson.class).map(RowJson::result);
    }
}

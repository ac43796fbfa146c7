package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalDouble;
import twingrad.compare.training.EpochReport;

/**
 * An {@link EpochReport} as it is written; what is measured on a dev set stands there only if there is one.
 *
 * @param epoch counted from 1
 * @param step steps of the whole training so far
 * @param learningRate α of the epoch's last step
 * @param trainLoss met on the way, nats a sample
 * @param trainAccuracy met on the way, 0 to 1
 * @param devLoss at the epoch's end, nats a sample
 * @param devAccuracy at the epoch's end, 0 to 1
 * @param testAccuracy at the epoch's end, 0 to 1
 * @param seconds of training
 * @param gradientNorms of each layer at the epoch's last step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochJson(
        int epoch,
        long step,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        Double devLoss,
        Double devAccuracy,
        double testAccuracy,
        double seconds,
        List<Double> gradientNorms) {

    /** A report as data. */
    public static EpochJson of(EpochReport report) {
        return new EpochJson(
                report.epoch(),
                report.step(),
                report.learningRate(),
                report.trainLoss(),
                report.trainAccuracy(),
                orNull(report.devLoss()),
                orNull(report.devAccuracy()),
                report.testAccuracy(),
                report.seconds(),
                report.gradientNorms());
    }

    /** The report that this was made of. */
    EpochReport report() {
        return new EpochReport(
                epoch,
                step,
                learningRate,
                trainLoss,
                trainAccuracy,
                orEmpty(devLoss),
                orEmpty(devAccuracy),
                testAccuracy,
                seconds,
                gradientNorms);
    }

    private static Double orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static OptionalDouble orEmpty(Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}

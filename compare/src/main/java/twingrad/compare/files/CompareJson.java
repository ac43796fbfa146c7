package twingrad.compare.files;

import java.util.Arrays;
import java.util.List;
import twingrad.compare.training.Training;

/**
 * A comparison of trainings as it is written.
 *
 * @param dataset its name
 * @param network in words
 * @param engines each engine's training, the scalar one first
 * @param pictures the files that were drawn
 */
public record CompareJson(String dataset, String network, List<EngineJson> engines, List<String> pictures) {

    /**
     * One engine's training.
     *
     * @param engine scalar, tensor-f64 or tensor-f32
     * @param trainLosses of every epoch, nats a sample
     * @param largestLossDifference from the scalar engine's, over all epochs
     * @param testAccuracy 0 to 1, at the end
     * @param seconds of all epochs
     */
    public record EngineJson(
            String engine,
            List<Double> trainLosses,
            double largestLossDifference,
            double testAccuracy,
            double seconds) {

        /** A finished training as data. */
        public static EngineJson of(Training.Result result, double largestLossDifference, double seconds) {
            return new EngineJson(
                    result.learner(),
                    Arrays.stream(result.losses()).boxed().toList(),
                    largestLossDifference,
                    result.testAccuracy(),
                    seconds);
        }
    }
}

package twingrad.compare.files;

import java.util.Arrays;
import java.util.List;
import twingrad.compare.training.Training;

/**
 * A comparison of trainings as it is written.
 *
 * @param dataset its name
 * @param network in words
 * @param optimizer its name
 * @param learningRate α
 * @param batch samples a step
 * @param epochs passes over the training set
 * @param seed of data, parameters and order
 * @param trainSamples size of the training set
 * @param testSamples size of the test set
 * @param engines each engine's training, the scalar one first
 * @param pictures the files that were drawn
 */
public record CompareJson(
        String dataset,
        String network,
        String optimizer,
        double learningRate,
        int batch,
        int epochs,
        long seed,
        int trainSamples,
        int testSamples,
        List<EngineJson> engines,
        List<String> pictures) {

    /**
     * One engine's training.
     *
     * @param engine scalar, tensor-f64 or tensor-f32
     * @param trainLoss of the last epoch, nats a sample
     * @param trainLosses of every epoch
     * @param largestLossDifference from the scalar engine's, over all epochs
     * @param testAccuracy 0 to 1, at the end
     * @param seconds of all epochs
     */
    public record EngineJson(
            String engine,
            double trainLoss,
            List<Double> trainLosses,
            double largestLossDifference,
            double testAccuracy,
            double seconds) {

        /** A finished training as data. */
        public static EngineJson of(Training.Result result, double largestLossDifference, double seconds) {
            return new EngineJson(
                    result.learner(),
                    result.trainLoss(),
                    Arrays.stream(result.losses()).boxed().toList(),
                    largestLossDifference,
                    result.testAccuracy(),
                    seconds);
        }
    }
}

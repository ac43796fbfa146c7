package twingrad.compare.files;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twingrad.compare.Health;
import twingrad.compare.UlpHistogram;
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
 * @param checks the gradients at shared parameters, from which the verdict comes
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
        List<SharedJson> checks,
        List<String> pictures) {

    /**
     * One engine's training.
     *
     * @param engine scalar, tensor-f64 or tensor-f32, or a mutant's name
     * @param trainLoss of the last epoch, nats a sample
     * @param trainLosses of every epoch
     * @param largestLossDifference from the scalar engine's, over all epochs
     * @param parameterDistance ‖θ-θ'‖/(‖θ‖+‖θ'‖) from the scalar engine's, at the end
     * @param testAccuracy 0 to 1, at the end
     * @param seconds of all epochs
     * @param health what else can be said of the network and its training
     */
    public record EngineJson(
            String engine,
            double trainLoss,
            List<Double> trainLosses,
            double largestLossDifference,
            double parameterDistance,
            double testAccuracy,
            double seconds,
            HealthJson health) {

        /** A finished training as data. */
        public static EngineJson of(
                Training.Result result,
                double largestLossDifference,
                double parameterDistance,
                double seconds,
                Health health) {
            return new EngineJson(
                    result.learner(),
                    result.trainLoss(),
                    Arrays.stream(result.losses()).boxed().toList(),
                    largestLossDifference,
                    parameterDistance,
                    result.testAccuracy(),
                    seconds,
                    HealthJson.of(health));
        }
    }

    /**
     * The gradients of all engines at one θ.
     *
     * @param theta which: the first or the last
     * @param check the report
     * @param ulps how far the float32 engine's entries are from the scalar engine's; none where it did not take part
     */
    public record SharedJson(String theta, CheckJson check, List<UlpsJson> ulps) {}

    /** So many entries are so far apart: {@code 0}, {@code 1}, {@code 2}, {@code 3-4}, … ulps of float32. */
    public record UlpsJson(String ulps, int entries) {

        /** A histogram as data. */
        public static List<UlpsJson> of(UlpHistogram histogram) {
            return IntStream.range(0, histogram.counts().size())
                    .mapToObj(bin -> new UlpsJson(
                            UlpHistogram.label(bin), histogram.counts().get(bin)))
                    .toList();
        }
    }
}

package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A training as it is written: every figure of its text. What there is none of is left out.
 *
 * @param dataset its name
 * @param network in words
 * @param parameters how many
 * @param parametersSha256 of the final θ, each number as the eight bytes of a float64, the highest byte first
 * @param engine scalar, tensor-f64 or tensor-f32
 * @param optimizer its name
 * @param hyperparameters by name, numbers and words, at the training's end; without clip and patience if there is none
 * @param learningRate α₀
 * @param learningRates α of every epoch's last step
 * @param batch samples a step
 * @param epochs passes over the training set that there were to be
 * @param seed of data, parameters and order
 * @param trainSamples size of the training set
 * @param devSamples size of the development set, 0 if there is none
 * @param testSamples size of the test set
 * @param end finished, stopped-early (for the patience), not-finite or paused (where somebody ended it)
 * @param bestEpoch whose parameters these are, if those of the lowest development loss were restored; else 0
 * @param steps of the optimizer
 * @param trainAccuracy 0 to 1, of the final parameters
 * @param devAccuracy likewise; absent if there is no development set
 * @param testAccuracy likewise
 * @param target the test accuracy that was asked for; absent if none was
 * @param trainLoss of the last whole epoch, nats a sample; of the network as it is where there was none; absent if
 *     the training was not finite
 * @param trainLosses of every epoch
 * @param trainAccuracies of every epoch, as met on the way
 * @param devLosses after every epoch; empty if there is no development set
 * @param devAccuracies likewise
 * @param testAccuracies after every epoch
 * @param epochSeconds of every epoch: shuffling, gathering and training, without the test
 * @param medianEpochSeconds the median of these
 * @param secondsTo97 from the process's start to the first epoch's end with a test accuracy of 97 %; absent if none had
 *     it
 * @param wallSeconds from the process's start to the training's end
 * @param threads of the tensor engine
 * @param vectorLanes floats a vector instruction; 1 without the vector module
 * @param health what else can be said of the network and its training
 */
public record TrainJson(
        String dataset,
        String network,
        int parameters,
        String parametersSha256,
        String engine,
        String optimizer,
        Map<String, Object> hyperparameters,
        double learningRate,
        List<Double> learningRates,
        int batch,
        int epochs,
        long seed,
        int trainSamples,
        int devSamples,
        int testSamples,
        String end,
        int bestEpoch,
        long steps,
        double trainAccuracy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalDouble devAccuracy,
        double testAccuracy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalDouble target,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalDouble trainLoss,
        List<Double> trainLosses,
        List<Double> trainAccuracies,
        List<Double> devLosses,
        List<Double> devAccuracies,
        List<Double> testAccuracies,
        List<Double> epochSeconds,
        double medianEpochSeconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalDouble secondsTo97,
        double wallSeconds,
        int threads,
        int vectorLanes,
        HealthJson health) {}

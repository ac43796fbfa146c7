package twingrad.compare.files;

import java.util.List;
import java.util.Map;

/**
 * A training as it is written: every figure of its text.
 *
 * @param dataset its name
 * @param network in words
 * @param parameters how many
 * @param parametersSha256 of the final θ, each number as the eight bytes of a float64, the highest byte first
 * @param engine scalar, tensor-f64 or tensor-f32
 * @param optimizer its name
 * @param hyperparameters all of them by name, as they are typed, at the training's end
 * @param learningRate α₀
 * @param learningRates α of every epoch's last step
 * @param batch samples a step
 * @param epochs passes over the training set that there were to be
 * @param seed of data, parameters and order
 * @param trainSamples size of the training set
 * @param devSamples size of the development set, 0 if there is none
 * @param testSamples size of the test set
 * @param end finished, stopped-early (for the patience) or not-finite
 * @param bestEpoch whose parameters these are, if those of the lowest development loss were restored; else 0
 * @param steps of the optimizer
 * @param trainAccuracy 0 to 1, of the final parameters
 * @param devAccuracy likewise; NaN if there is no development set
 * @param testAccuracy likewise
 * @param target the test accuracy that was asked for; NaN if none was
 * @param trainLoss of the last epoch, nats a sample; of the untrained network where there was none
 * @param trainLosses of every epoch
 * @param trainAccuracies of every epoch, as met on the way
 * @param devLosses after every epoch; empty if there is no development set
 * @param devAccuracies likewise
 * @param testAccuracies after every epoch
 * @param epochSeconds of every epoch: shuffling, gathering and training, without the test
 * @param medianEpochSeconds the median of these
 * @param secondsTo97 from the process's start to the first epoch's end with a test accuracy of 97 %; NaN if none had it
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
        Map<String, String> hyperparameters,
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
        double devAccuracy,
        double testAccuracy,
        double target,
        double trainLoss,
        List<Double> trainLosses,
        List<Double> trainAccuracies,
        List<Double> devLosses,
        List<Double> devAccuracies,
        List<Double> testAccuracies,
        List<Double> epochSeconds,
        double medianEpochSeconds,
        double secondsTo97,
        double wallSeconds,
        int threads,
        int vectorLanes,
        HealthJson health) {}

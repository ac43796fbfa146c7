package twingrad.compare.files;

import java.util.List;

/**
 * A training as it is written: every figure of its text.
 *
 * @param dataset its name
 * @param network in words
 * @param parameters how many
 * @param engine scalar, tensor-f64 or tensor-f32
 * @param optimizer its name
 * @param learningRate α of the first epoch
 * @param learningRates α of every epoch
 * @param batch samples a step
 * @param epochs passes over the training set
 * @param seed of data, parameters and order
 * @param trainSamples size of the training set
 * @param testSamples size of the test set
 * @param testAccuracy 0 to 1, at the end
 * @param trainLoss of the last epoch, nats a sample
 * @param trainLosses of every epoch
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
        String engine,
        String optimizer,
        double learningRate,
        List<Double> learningRates,
        int batch,
        int epochs,
        long seed,
        int trainSamples,
        int testSamples,
        double testAccuracy,
        double trainLoss,
        List<Double> trainLosses,
        List<Double> testAccuracies,
        List<Double> epochSeconds,
        double medianEpochSeconds,
        double secondsTo97,
        double wallSeconds,
        int threads,
        int vectorLanes,
        HealthJson health) {}

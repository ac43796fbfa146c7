package twingrad.compare.files;

import java.util.List;

/**
 * What a model says of files, as it is written.
 *
 * @param model the checkpoint
 * @param network in words
 * @param classes their names, in the order of the probabilities
 * @param predictions one a sample
 */
public record PredictJson(String model, String network, List<String> classes, List<PredictionJson> predictions) {

    /**
     * What it says of one sample.
     *
     * @param file where the sample is from
     * @param row of the file, counted from 1
     * @param changes what was done to a picture; of many in one file, to the first that was changed
     * @param label the class, counted from 0
     * @param name the class's name
     * @param probabilities of each class; empty where the model gives none
     * @param truth the class that a table says; empty where it does not
     */
    public record PredictionJson(
            String file,
            int row,
            List<String> changes,
            int label,
            String name,
            List<Double> probabilities,
            String truth) {}
}

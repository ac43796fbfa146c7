package twingrad.compare.files;

import java.util.List;
import java.util.Map;

/**
 * A search as it is written.
 *
 * @param sweep what all trials share: the samples, the engine, what is taken where nothing is set
 * @param trainSamples size of the training set
 * @param devSamples size of the dev set, which ranks
 * @param command the best trial as a command line
 * @param trials the best first
 */
public record SweepJson(
        Map<String, String> sweep, int trainSamples, int devSamples, String command, List<TrialJson> trials) {}

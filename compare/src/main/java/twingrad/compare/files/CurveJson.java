package twingrad.compare.files;

import java.util.List;
import twingrad.compare.data.DataChoice;
import twingrad.compare.training.Checkpoint;

/**
 * A training's course so far, as it is written.
 *
 * @param dataset its name; empty for samples that have none
 * @param network in words
 * @param engine scalar, tensor-f64 or tensor-f32
 * @param optimizer its name
 * @param seed of parameters, order and what is dropped
 * @param epochs in their order
 */
public record CurveJson(
        String dataset, String network, String engine, String optimizer, long seed, List<EpochJson> epochs) {

    /** The course of the training that a checkpoint is of. */
    public static CurveJson of(Checkpoint checkpoint) {
        return new CurveJson(
                checkpoint.provenance().choice().map(DataChoice::title).orElse(""),
                checkpoint.model().description(),
                checkpoint.engine().toString(),
                checkpoint.routine().update().toString(),
                checkpoint.routine().seeds().seed(),
                checkpoint.reports().stream().map(EpochJson::of).toList());
    }
}

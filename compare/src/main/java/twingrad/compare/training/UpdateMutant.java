package twingrad.compare.training;

import java.util.List;
import twingrad.compare.Network;
import twingrad.scalar.Optimizer;
import twingrad.scalar.Value;

/**
 * One known bug of a training's updates. The gradients are right, so that no gradient check sees it; a trajectory
 * beside a healthy one does, or the block that never moves.
 *
 * @param name as typed at the command line
 * @param description what was done wrong
 * @param source where in the world it was met; empty where it is common property
 * @param optimizer which it breaks
 * @param diagnosis how the diagnosis begins
 * @param fault what it does to the optimizer
 */
public record UpdateMutant(
        String name, String description, String source, OptimizerKind optimizer, String diagnosis, Fault fault) {

    /** A wrapper of any optimizer breaks them all; a broken Adam is nothing but that. */
    boolean isFor(OptimizerKind kind) {
        return kind == optimizer || !name.startsWith(optimizer + "-");
    }

    /** What is done to a healthy optimizer. */
    interface Fault {
        /** None: the optimizer stays as it is. */
        Fault NONE = (healthy, parameters, network) -> healthy;

        Optimizer plant(Optimizer healthy, List<Value> parameters, Network network);
    }
}

package twingrad.compare.expression;

import java.util.LinkedHashMap;

/**
 * One step of gradient descent: every leaf that is no constant moves against its gradient, and the expression is built
 * anew.
 *
 * @param learningRate α
 * @param before the graph before the step
 * @param after the graph at the new leaves
 */
public record Update(double learningRate, Graph before, Graph after) {

    /** The step w -= α·dL/dw from the gradients of a whole walk over the graph. */
    public static Update of(Graph graph, double learningRate) {
        var walk = new Walk(graph);
        walk.finish();
        var updated = new LinkedHashMap<String, Double>();
        graph.leaves().forEach((leaf, data) -> {
            if (!graph.node(leaf).constant()) {
                updated.put(leaf, data - learningRate * walk.shownGrad(leaf).orElseThrow());
            }
        });
        return new Update(learningRate, graph, graph.with(updated));
    }
}

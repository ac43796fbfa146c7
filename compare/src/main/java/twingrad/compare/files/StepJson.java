package twingrad.compare.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.Update;
import twingrad.compare.expression.Walk;
import twingrad.compare.expression.WalkEdge;
import twingrad.compare.expression.WalkStep;

/**
 * A {@link Walk} as it is written: every step, and every node's value and gradient at the end.
 *
 * @param steps of both passes, in order
 * @param values by node
 * @param grads by node
 * @param update the step of gradient descent; only where one was asked for
 */
public record StepJson(
        List<EntryJson> steps,
        Map<String, Double> values,
        Map<String, Double> grads,
        @JsonInclude(JsonInclude.Include.NON_NULL) UpdateJson update) {

    /** One step; {@code grad} is null where it is not computed yet. */
    public record EntryJson(Pass pass, String node, String op, double value, Double grad, List<EdgeJson> edges) {}

    /** What goes along one edge; {@code before} is null where there was no gradient yet. */
    public record EdgeJson(String input, double local, double contribution, Double before, Double after) {}

    /** Gradient descent: the values of all nodes after the step. */
    public record UpdateJson(double learningRate, Map<String, Double> values) {}

    /** A whole walk over a graph as data, and the update if there is one. */
    public static StepJson of(Graph graph, Optional<Update> update) {
        var walk = new Walk(graph);
        walk.finish();
        var grads = new LinkedHashMap<String, Double>();
        for (Node node : graph.nodes()) {
            grads.put(node.name(), orNull(walk.shownGrad(node.name())));
        }
        return new StepJson(
                walk.steps().stream().map(StepJson::entry).toList(),
                values(graph),
                grads,
                update.map(done -> new UpdateJson(done.learningRate(), values(done.after())))
                        .orElse(null));
    }

    private static EntryJson entry(WalkStep step) {
        return new EntryJson(
                step.pass(),
                step.node(),
                step.op(),
                step.value(),
                orNull(step.grad()),
                step.edges().stream().map(StepJson::edge).toList());
    }

    private static EdgeJson edge(WalkEdge edge) {
        return new EdgeJson(
                edge.input(), edge.local(), edge.contribution(), orNull(edge.before()), orNull(edge.after()));
    }

    private static Map<String, Double> values(Graph graph) {
        var values = new LinkedHashMap<String, Double>();
        graph.nodes().forEach(node -> values.put(node.name(), node.value()));
        return values;
    }

    private static Double orNull(OptionalDouble number) {
        return number.isPresent() ? Double.valueOf(number.getAsDouble()) : null;
    }
}

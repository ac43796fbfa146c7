package twingrad.compare.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import twingrad.compare.expression.Term.Computed;
import twingrad.scalar.Value;

/** The local derivatives that a node's inputs would have if another op of as many operands had made it. */
final class OtherOps {
    private OtherOps() {}

    /** The local derivative for one of the node's inputs, counted from 0, by op; the node's own op is left out. */
    static Map<String, Double> partials(Graph graph, String name, int input) {
        var node = graph.node(name);
        var first = leaf(graph, node.inputs().get(0));
        var hasTwo = node.inputs().size() == 2
                || node.number().isPresent() && !node.op().equals(Operations.LEAKY_RELU);
        var partials = new LinkedHashMap<String, Double>();
        for (var function : Operations.functions()) {
            if (Operations.operands(function) == (hasTwo ? 2 : 1)) {
                var made = hasTwo
                        ? Operations.apply(function, first, second(graph, node))
                        : Operations.apply(function, first);
                var value = made.at(Map.of());
                partials.put(value.op(), value.edges().get(input).partial());
            }
        }
        partials.remove(node.op());
        return partials;
    }

    /** The second operand: a node, or a plain number. */
    private static Term second(Graph graph, Node node) {
        return node.inputs().size() == 2
                ? leaf(graph, node.inputs().get(1))
                : leaf(node.number().orElseThrow());
    }

    private static Term leaf(Graph graph, String name) {
        return leaf(graph.node(name).value());
    }

    private static Term leaf(double data) {
        return new Computed(values -> Value.of(data));
    }
}

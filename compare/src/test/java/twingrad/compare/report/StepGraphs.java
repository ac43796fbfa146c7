package twingrad.compare.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.NetworkGraph;
import twingrad.compare.expression.Script;
import twingrad.compare.expression.Walk;
import twingrad.scalar.Value;

/** Graphs to draw and to make pages of. */
final class StepGraphs {

    private StepGraphs() {}

    /** L = (y - (x·w + b))², of which all numbers are known. */
    static Graph byHand() {
        return Graph.of(
                v -> {
                    var z1 = v.get("x").mul(v.get("w")).as("z1");
                    var z2 = z1.add(v.get("b")).as("z2");
                    var z3 = v.get("y").sub(z2).as("z3");
                    return z3.pow(2).as("L");
                },
                leaves("x", 2, "w", 0.5, "b", 0.73, "y", 3),
                Set.of("x", "y"));
    }

    /** a + 1 + 1 + …, of so many nodes. */
    static Graph sum(int nodes) {
        return Graph.of(
                v -> {
                    var sum = v.get("a");
                    for (int i = 1; i < nodes; i++) {
                        sum = sum.add(1);
                    }
                    return sum;
                },
                leaves("a", 3),
                Set.of());
    }

    /** Both passes of a graph, done. */
    static Walk finished(Graph graph) {
        var walk = new Walk(graph);
        walk.finish();
        return walk;
    }

    /** Nodes that are used several times, a number among the nodes, and logs and quotients. */
    static Graph softmax() {
        return Graph.of(
                v -> {
                    var p = v.get("a").exp().as("p");
                    var q = v.get("b").mul(Value.of(2)).exp().as("q");
                    var sum = p.add(q).add(v.get("t")).as("s");
                    return p.div(sum).log().neg().add(q.mul(q)).as("L");
                },
                leaves("a", 0.25, "b", -0.5, "t", 1),
                Set.of("t"));
    }

    /** a + a and a·a: the node a is used four times. */
    static Graph twice() {
        return Graph.of(
                v -> v.get("a")
                        .add(v.get("a"))
                        .as("b")
                        .mul(v.get("a").mul(v.get("a")).as("c"))
                        .as("L"),
                leaves("a", 3),
                Set.of());
    }

    /** The squared error of a network with two inputs and so many hidden tanh units, 11 nodes each, 6 nodes besides. */
    static Graph network(int hidden) {
        var leaves = leaves("x0", 0.75, "x1", -1.25, "y", 1, "c", 0.1);
        for (int i = 0; i < hidden; i++) {
            leaves.put("w%d0".formatted(i), 0.1 * i - 0.4);
            leaves.put("w%d1".formatted(i), 0.3 - 0.07 * i);
            leaves.put("b" + i, 0.01 * i);
            leaves.put("v" + i, 0.5 - 0.09 * i);
        }
        return Graph.of(
                v -> {
                    var z = v.get("c");
                    for (int i = 0; i < hidden; i++) {
                        var sum = v.get("w%d0".formatted(i))
                                .mul(v.get("x0"))
                                .add(v.get("w%d1".formatted(i)).mul(v.get("x1")));
                        z = z.add(v.get("v" + i).mul(sum.add(v.get("b" + i)).tanh()));
                    }
                    return v.get("y").sub(z).pow(2).as("L");
                },
                leaves,
                Set.of("x0", "x1", "y"));
    }

    /** Every op of {@link Value}, those with a plain number and the cases of those that have any among them. */
    static Graph ops() {
        return Graph.of(
                v -> {
                    var a = v.get("a");
                    var b = v.get("b");
                    var parts = List.of(
                            a.add(b),
                            a.add(-2),
                            a.sub(b),
                            a.sub(2),
                            a.mul(b),
                            a.mul(-2),
                            a.div(b),
                            a.div(-2),
                            a.neg(),
                            a.pow(b),
                            b.pow(a),
                            a.pow(3),
                            a.pow(-1),
                            a.pow(0.5),
                            a.pow(1),
                            a.pow(0),
                            a.exp(),
                            a.log(),
                            a.sqrt(),
                            b.abs(),
                            a.sin(),
                            b.cos(),
                            b.tanh(),
                            b.sigmoid(),
                            b.softplus(),
                            a.relu(),
                            b.relu(),
                            a.leakyRelu(),
                            b.leakyRelu(0.2),
                            a.maximum(b),
                            b.maximum(a),
                            a.minimum(b),
                            a.minimum(2),
                            a.maximum(2),
                            a.maximum(a),
                            v.get("zero").relu(),
                            v.get("zero").pow(a),
                            a.pow(v.get("zero")),
                            a.mul(1e-7));
                    return parts.stream().reduce(Value::add).orElseThrow().as("L");
                },
                leaves("a", 1.5, "b", -0.75, "zero", 0),
                Set.of());
    }

    /** The cross-entropy of a network with two inputs, three tanh units and three classes, of which it is the last. */
    static Graph threeClasses() {
        var network = Network.of(List.of(2, 3, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        return NetworkGraph.of(
                network, network.draw(new Seeds(3)), new Batch(1, new double[] {0.5, -1.25}, new double[] {2}));
    }

    /** Number leaves that cannot be operands as they stand, and plain numbers of the kind. */
    static Graph numbers() {
        return Script.parse("L = -2/x + (-3)^x + 1e-7/x - 2e9^x + x*(-2) + (-4)*x + x^(-1) + maximum(x, -2) - -5")
                .at(Map.of("x", 2.0), Set.of());
    }

    /** A gradient that cancels but for rounding. */
    static Graph cancelling() {
        return Script.parse("p = 0.1*a + 0.2*a; L = p - 0.3*a").at(Map.of("a", 1.0), Set.of());
    }

    /** Names as those of a network's parameters, and longer. */
    static Graph longNames() {
        var weight = "layers.0.weight[127][783]";
        var bias = "theBiasOfAVeryLongNameInAnotherwiseOrdinaryExpressionOfSomeLength";
        return Graph.of(
                v -> v.get(weight)
                        .mul(v.get(bias))
                        .as("layers.0.preactivation[127]")
                        .sub(v.get(weight))
                        .as("L"),
                leaves(weight, -0.123456789012345, bias, 1.23456789e-7),
                Set.of());
    }

    private static LinkedHashMap<String, Double> leaves(Object... namesAndNumbers) {
        var leaves = new LinkedHashMap<String, Double>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            leaves.put((String) namesAndNumbers[i], ((Number) namesAndNumbers[i + 1]).doubleValue());
        }
        return leaves;
    }
}

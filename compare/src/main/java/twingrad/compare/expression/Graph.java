package twingrad.compare.expression;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import twingrad.scalar.ForwardPass;
import twingrad.scalar.Notation;
import twingrad.scalar.Value;

/**
 * A scalar expression at given leaves, with a name for every node. Its values and its shape never change: with another
 * leaf it is built anew. The gradients on its values belong to whoever goes backward over them.
 */
public final class Graph {

    /** Most names that an error lists. */
    private static final int MOST_NAMES = 12;

    private final Function<Map<String, Value>, Value> expression;
    private final Map<String, Double> given;
    private final Set<String> constants;
    private final Value root;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private Graph(Function<Map<String, Value>, Value> expression, Map<String, Double> given, Set<String> constants) {
        this.expression = expression;
        this.given = given;
        this.constants = constants;
        var leaves = new LinkedHashMap<String, Value>();
        given.forEach((name, data) -> leaves.put(name, Value.of(data, name)));
        root = expression.apply(Collections.unmodifiableMap(leaves));
        List<Value> reached = new ForwardPass(root).nodes();
        var reachedLeaves = new HashSet<>(reached);
        leaves.forEach((name, leaf) -> {
            if (reachedLeaves.contains(leaf)) {
                values.put(name, leaf);
            }
        });
        name(reached);
        values.forEach((name, value) -> nodes.put(name, describe(name, value)));
    }

    /**
     * The graph of an expression.
     *
     * @param expression builds the root anew from the leaves, by name; nodes that it labels are named so
     * @param leaves the leaves' values, in the order in which they are to be shown
     * @param constants the leaves that are never updated: data and labels
     * @throws IllegalArgumentException if a constant is none of the leaves
     */
    public static Graph of(
            Function<Map<String, Value>, Value> expression, Map<String, Double> leaves, Set<String> constants) {
        for (String constant : constants) {
            if (!leaves.containsKey(constant)) {
                throw new IllegalArgumentException(
                        "constant: expected one of " + String.join(", ", leaves.keySet()) + ", got " + constant);
            }
        }
        return new Graph(expression, new LinkedHashMap<>(leaves), Set.copyOf(constants));
    }

    /** The node that everything leads to. */
    public Value root() {
        return root;
    }

    /** The root's name. */
    public String rootName() {
        return root.label();
    }

    /** All nodes, each after its inputs: leaves as they were given, then numbers, then the interior. Unmodifiable. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The node of a name. */
    public Node node(String name) {
        return find(nodes, name);
    }

    /** The engine's node of a name. */
    public Value value(String name) {
        return find(values, name);
    }

    /** The leaves that can be set, by name, in order; numbers in the expression are not among them. Unmodifiable. */
    public Map<String, Double> leaves() {
        var leaves = new LinkedHashMap<String, Double>();
        given.forEach((name, data) -> {
            if (nodes.containsKey(name)) {
                leaves.put(name, data);
            }
        });
        return Collections.unmodifiableMap(leaves);
    }

    /**
     * The expression built anew with another value of one leaf. All names stay.
     *
     * @throws IllegalArgumentException if there is no such leaf; the message names those that there are
     */
    public Graph with(String leaf, double data) {
        return with(Map.of(leaf, data));
    }

    /** The expression built anew with other values of some leaves. */
    public Graph with(Map<String, Double> data) {
        var changed = new LinkedHashMap<>(given);
        data.forEach((leaf, number) -> {
            if (!given.containsKey(leaf) || !nodes.containsKey(leaf)) {
                throw new IllegalArgumentException("set: expected one of the leaves " + someLeaves() + ", got " + leaf);
            }
            changed.put(leaf, number);
        });
        return new Graph(expression, changed, constants);
    }

    /** The leaves' names, the first few of many. */
    private String someLeaves() {
        List<String> names = List.copyOf(leaves().keySet());
        String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        return names.size() > MOST_NAMES ? shown + ", … (" + names.size() + " in all)" : shown;
    }

    /** The node that is the first to be infinite or no number, if any is: what spoiled all that follow from it. */
    public Optional<String> firstNonFinite() {
        return nodes.values().stream()
                .filter(node -> !Double.isFinite(node.value()))
                .map(Node::name)
                .findFirst();
    }

    /** Gives every node a label that no other has. Leaves that were given are named already. */
    private void name(List<Value> reached) {
        var labels = new HashSet<String>();
        reached.forEach(value -> labels.add(value.label()));
        var uses = new HashMap<String, Integer>();
        int unnamed = 0;
        for (Value value : reached) {
            if (values.get(value.label()) == value) {
                continue;
            }
            String name = value.label();
            if (name.isEmpty() && value.isLeaf()) {
                name = Notation.number(value.data());
            }
            while (name.isEmpty()) {
                unnamed++;
                name = labels.contains("v" + unnamed) ? "" : "v" + unnamed;
            }
            String stem = name;
            while (values.containsKey(name)) {
                int use = uses.merge(stem, 1, Integer::sum) + 1;
                name = stem + "'" + (use == 2 ? "" : use);
            }
            values.put(name, value.as(name));
        }
    }

    private Node describe(String name, Value value) {
        return new Node(
                name,
                value.op(),
                value.edges().stream().map(edge -> edge.input().label()).toList(),
                value.number(),
                value.data(),
                value.isLeaf(),
                value.isLeaf() && (constants.contains(name) || !given.containsKey(name)));
    }

    private static <T> T find(Map<String, T> map, String name) {
        T found = map.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "node: expected one of " + String.join(", ", map.keySet()) + ", got " + name);
        }
        return found;
    }
}

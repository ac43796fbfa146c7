package twingrad.compare.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Pass;
import twingrad.compare.expression.Walk;
import twingrad.compare.expression.WalkEdge;
import twingrad.compare.expression.WalkStep;
import twingrad.scalar.Notation;

/**
 * What a picture of a graph says, whatever it is drawn with: a box for every node, an arrow for every edge.
 *
 * @param root name of the node whose gradient is taken
 * @param boxes one for every node, inputs before users
 * @param arrows one for every edge, box by box, input by input; two for a + a
 */
record GraphPicture(String root, List<Box> boxes, List<Arrow> arrows) {

    /** The longest name that is shown whole. */
    private static final int LONGEST_NAME = 24;

    GraphPicture {
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /** Where a node's number comes from. */
    enum Kind {
        OP,
        LEAF,
        CONSTANT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A node.
     *
     * @param operation the op with its plain number, as in "^ 2"; empty for a leaf
     * @param grad the gradient; empty where the root does not depend on the node
     */
    record Box(String name, Kind kind, String operation, double value, OptionalDouble grad) {

        /** The name, its middle left out where it is long. */
        String shortName() {
            return shortened(name);
        }

        /** What the number comes from, in a word. */
        String what() {
            return kind == Kind.OP ? operation : kind.toString();
        }

        /** The gradient to 6 significant digits, or a question mark. */
        String gradText() {
            return grad.isPresent() ? Notation.number(grad.getAsDouble()) : "?";
        }

        /** Everything about the node on one line, numbers in full. */
        String description() {
            String gradient = grad.isPresent() ? Double.toString(grad.getAsDouble()) : "not computed";
            return name + " (" + what() + "): value " + value + ", gradient " + gradient;
        }
    }

    /**
     * An edge, from an input to the node that uses it.
     *
     * @param slot which of the node's inputs this is, from 0
     * @param local the local derivative
     * @param formula the local derivative in symbols and numbers, as in ∂z3/∂z2 = -1
     */
    record Arrow(int from, int to, int slot, double local, String formula) {}

    /** The picture of a graph with the gradients of a walk, which is left where it stands. */
    static GraphPicture of(Graph graph, Walk walk) {
        Map<String, List<WalkEdge>> edges = new HashMap<>();
        for (WalkStep step : walk.steps()) {
            if (step.pass() == Pass.BACKWARD) {
                edges.put(step.node(), step.edges());
            }
        }
        Map<String, Integer> places = new HashMap<>();
        List<Box> boxes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (Node node : graph.nodes()) {
            int place = boxes.size();
            places.put(node.name(), place);
            boxes.add(box(node, walk));
            for (int slot = 0; slot < node.inputs().size(); slot++) {
                WalkEdge edge = edges.get(node.name()).get(slot);
                int from = places.get(node.inputs().get(slot));
                arrows.add(new Arrow(from, place, slot, edge.local(), edge.formula()));
            }
        }
        return new GraphPicture(graph.rootName(), boxes, arrows);
    }

    /** Whether a box is the one whose gradients these are. */
    boolean isRoot(Box box) {
        return box.name().equals(root);
    }

    /** A long text with an ellipsis for its middle, so that both its beginning and its end are seen. */
    static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST_NAME) {
            return name;
        }
        int tail = LONGEST_NAME / 2 - 1;
        int head = LONGEST_NAME - 1 - tail;
        return name.substring(0, name.offsetByCodePoints(0, head)) + "…"
                + name.substring(name.offsetByCodePoints(name.length(), -tail));
    }

    private static Box box(Node node, Walk walk) {
        Kind kind = node.constant() ? Kind.CONSTANT : node.leaf() ? Kind.LEAF : Kind.OP;
        String operation = node.number().isPresent()
                ? node.op() + " " + Notation.number(node.number().getAsDouble())
                : node.op();
        return new Box(node.name(), kind, operation, node.value(), walk.shownGrad(node.name()));
    }
}

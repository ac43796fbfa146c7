package twingrad.scalar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The nodes at and below a root in the order in which they are computed: what both passes walk along. */
final class ForwardOrder {
    private static final byte UNSEEN = 0;
    private static final byte ENTERED = 1;
    private static final byte FIRST_EDGE_TAKEN = 2;
    private static final byte SEEN = 3;

    private final List<Value> interior = new ArrayList<>();
    private final List<Value> leaves = new ArrayList<>();

    ForwardOrder(Value root) {
        sort(root);
    }

    /** Interior nodes, each after all its inputs, the root last. */
    List<Value> interior() {
        return interior;
    }

    /** Leaves, in the order in which they are met. */
    List<Value> leaves() {
        return leaves;
    }

    /**
     * Refuses a graph of which a leaf was assigned after it was built.
     *
     * @param pass the name of the pass, for the message
     */
    void checkUnchanged(String pass) {
        for (var node : interior) {
            checkUnchanged(pass, node.first, node.firstVersion);
            if (node.second != null) {
                checkUnchanged(pass, node.second, node.secondVersion);
            }
        }
    }

    /** Depth-first with a stack of its own, as deep as the graph may be; leaves no mark on any node. */
    private void sort(Value root) {
        var above = new ArrayDeque<Value>();
        var node = enters(root) ? root : null;
        while (node != null) {
            if (node.mark == ENTERED) {
                node.mark = FIRST_EDGE_TAKEN;
                if (enters(node.first)) {
                    above.push(node);
                    node = node.first;
                    continue;
                }
            }
            if (node.mark == FIRST_EDGE_TAKEN) {
                node.mark = SEEN;
                if (node.second != null && enters(node.second)) {
                    above.push(node);
                    node = node.second;
                    continue;
                }
            }
            interior.add(node);
            node = above.poll();
        }
        interior.forEach(seen -> seen.mark = UNSEEN);
        leaves.forEach(seen -> seen.mark = UNSEEN);
    }

    /** Marks a node met for the first time, and lists it if it is a leaf; whether there is a way further down. */
    private boolean enters(Value node) {
        if (node.mark != UNSEEN) {
            return false;
        }
        if (node.isLeaf()) {
            node.mark = SEEN;
            leaves.add(node);
            return false;
        }
        node.mark = ENTERED;
        return true;
    }

    private static void checkUnchanged(String pass, Value input, int version) {
        if (input.version != version) {
            throw new IllegalStateException(("%s: expected leaf %s at version %d, as when the expression was built, "
                            + "got version %d; build the expression again after the step")
                    .formatted(pass, Notation.name(input), version, input.version));
        }
    }
}

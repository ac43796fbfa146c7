package twingrad.scalar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The nodes at and below a root in the order in which they are computed: what both passes walk along. */
final class ForwardOrder {
    private static final byte UNSEEN = 0;
    private static final byte FIRST_EDGE_TAKEN = 1;
    private static final byte SEEN = 2;

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
            checkUnchanged(pass, node.first.input(), node.firstVersion);
            if (node.second != null) {
                checkUnchanged(pass, node.second.input(), node.secondVersion);
            }
        }
    }

    /** Depth-first with a stack of its own, as deep as the graph may be; leaves no mark on any node. */
    private void sort(Value root) {
        var stack = new ArrayDeque<Value>();
        visit(root, stack);
        while (!stack.isEmpty()) {
            var node = stack.peek();
            if (node.mark == UNSEEN) {
                node.mark = FIRST_EDGE_TAKEN;
                visit(node.first.input(), stack);
            } else if (node.mark == FIRST_EDGE_TAKEN) {
                node.mark = SEEN;
                if (node.second != null) {
                    visit(node.second.input(), stack);
                }
            } else {
                interior.add(stack.pop());
            }
        }
        interior.forEach(node -> node.mark = UNSEEN);
        leaves.forEach(node -> node.mark = UNSEEN);
    }

    private void visit(Value node, Deque<Value> stack) {
        if (node.mark != UNSEEN) {
            return;
        }
        if (node.isLeaf()) {
            node.mark = SEEN;
            leaves.add(node);
        } else {
            stack.push(node);
        }
    }

    private static void checkUnchanged(String pass, Value input, int version) {
        if (input.version != version) {
            throw new IllegalStateException(("%s: expected leaf %s at version %d, as when the expression was built, "
                            + "got version %d; build the expression again after the step")
                    .formatted(pass, Notation.name(input), version, input.version));
        }
    }
}

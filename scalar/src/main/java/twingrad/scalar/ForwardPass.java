package twingrad.scalar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The forward pass as a cursor: each interior node's value from its inputs' values, one {@link #step()} a node, in the
 * order that {@link BackwardPass} walks the other way. The values are there since the expression was built; the pass
 * shows how they came about, and changes nothing.
 */
public final class ForwardPass {
    private final List<Value> interior;
    private final List<Value> leaves;

    /** How many interior nodes have been stepped over. */
    private int position;

    /**
     * A pass that stands before the first interior node.
     *
     * @throws IllegalStateException if a leaf was assigned after the expression was built
     */
    public ForwardPass(Value root) {
        var order = new ForwardOrder(Objects.requireNonNull(root, "ForwardPass: expected a root, got null"));
        order.checkUnchanged("forward");
        interior = order.interior();
        leaves = order.leaves();
    }

    /** Whether every node was shown; true from the start if the root is a leaf. */
    public boolean isDone() {
        return position == interior.size();
    }

    /**
     * Shows how the next node was computed.
     *
     * @throws IllegalStateException when the pass is done
     */
    public ForwardStep step() {
        if (isDone()) {
            throw new IllegalStateException(
                    "step: expected a node still to come, got a pass that is done; make a new pass");
        }
        return ForwardStep.of(interior.get(position++));
    }

    /**
     * Takes the last step back.
     *
     * @throws IllegalStateException at the start
     */
    public void undo() {
        if (position == 0) {
            throw new IllegalStateException("undo: expected a step to take back, got none; call step() first");
        }
        position--;
    }

    /** Goes to the end. */
    public void finish() {
        position = interior.size();
    }

    /** All nodes at and below the root, each after its inputs: the leaves, then the interior ones. Unmodifiable. */
    public List<Value> nodes() {
        var nodes = new ArrayList<>(leaves);
        nodes.addAll(interior);
        return Collections.unmodifiableList(nodes);
    }
}

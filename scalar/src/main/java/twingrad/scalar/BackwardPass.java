package twingrad.scalar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Backpropagation as a cursor: from the root down, each interior node hands its gradient on to its inputs, one
 * {@link #step()} a node, or all at once with {@link #finish()}. What is stepped through by hand is what trains.
 *
 * <p>Making a pass resets the gradients of interior nodes and adds the seed 1 to the root's; leaves keep theirs and
 * accumulate. Gradients live on the nodes, so of two passes over the same interior nodes the later one counts: make it
 * and abandon the earlier one.
 */
public final class BackwardPass {
    /** Interior nodes, each after all its inputs: the pass goes through them from the end. */
    private final List<Value> interior;

    private final List<Value> leaves;
    private final Deque<Step> taken = new ArrayDeque<>();

    /** How many interior nodes are still to come. */
    private int remaining;

    /**
     * A pass that stands at the root.
     *
     * @throws IllegalStateException if a leaf was assigned after the expression was built; no gradient is touched then
     */
    public BackwardPass(Value root) {
        var order = new ForwardOrder(Objects.requireNonNull(root, "BackwardPass: expected a root, got null"));
        order.checkUnchanged("backward");
        interior = order.interior();
        leaves = order.leaves();
        interior.forEach(Value::zeroGrad);
        root.receive(1);
        remaining = interior.size();
    }

    /** Whether every node has handed on its gradient; true from the start if the root is a leaf. */
    public boolean isDone() {
        return remaining == 0;
    }

    /**
     * Lets the next node hand on its gradient.
     *
     * @throws IllegalStateException when the pass is done
     */
    public Step step() {
        if (isDone()) {
            throw new IllegalStateException(
                    "step: expected a node still to come, got a pass that is done; make a new pass");
        }
        var node = interior.get(--remaining);
        var contributions =
                node.edges().stream().map(edge -> contribute(node, edge)).toList();
        var step = new Step(node, node.grad(), contributions);
        taken.push(step);
        return step;
    }

    /**
     * Takes the last step back: its inputs have the gradients they had before, bit for bit.
     *
     * @throws IllegalStateException at the start, and after {@link #finish()}, which keeps nothing to take back
     */
    public void undo() {
        if (taken.isEmpty()) {
            throw new IllegalStateException(
                    "undo: expected a step to take back, got none; call step() first (finish() keeps nothing to undo)");
        }
        var contributions = taken.pop().contributions();
        for (var i = contributions.size() - 1; i >= 0; i--) {
            contributions.get(i).input().restoreGrad(contributions.get(i).before());
        }
        remaining++;
    }

    /** Goes to the end, unless there already. Fast: keeps no steps, so neither these nor earlier ones can be undone. */
    public void finish() {
        if (isDone()) {
            return;
        }
        taken.clear();
        while (remaining > 0) {
            handOn(interior.get(--remaining));
        }
    }

    /** All nodes at and below the root, each before its inputs: the interior ones, then the leaves. Unmodifiable. */
    public List<Value> nodes() {
        var nodes = new ArrayList<>(interior);
        Collections.reverse(nodes);
        nodes.addAll(leaves);
        return Collections.unmodifiableList(nodes);
    }

    /** Forgets the gradients of the root and of all nodes below it, the leaves among them, and so ends this pass. */
    public void zeroGrad() {
        interior.forEach(Value::zeroGrad);
        leaves.forEach(Value::zeroGrad);
        taken.clear();
        remaining = 0;
    }

    private static Contribution contribute(Value node, Edge edge) {
        var input = edge.input();
        var before = input.computedGrad();
        var amount = node.grad() * edge.partial();
        input.receive(amount);
        return new Contribution(input, edge.partial(), amount, before, input.computedGrad());
    }

    /** What {@link #contribute} does, for both edges and without a record of it. */
    private static void handOn(Value node) {
        node.first.receive(node.grad() * node.firstPartial);
        if (node.second != null) {
            node.second.receive(node.grad() * node.secondPartial);
        }
    }
}

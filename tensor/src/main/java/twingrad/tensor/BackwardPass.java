package twingrad.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Backpropagation as a cursor: from the root down, each interior node hands its gradient on through the VJPs of its
 * edges, one {@link #step()} a node, or all at once with {@link #finish()}. What is stepped through by hand is what
 * trains.
 *
 * <p>Making a pass resets the gradients of interior nodes and adds the seed 1 to the root's; parameters keep theirs and
 * accumulate. Gradients live on the nodes, so of two passes over the same interior nodes the later one counts.
 */
public final class BackwardPass {
    private static final byte UNSEEN = 0;
    private static final byte ENTERED = 1;
    private static final byte SORTED = 2;

    private final Tensor root;

    /** The nodes with edges, each after all its inputs: the pass goes through them from the end. */
    private final List<Tensor> interior = new ArrayList<>();

    private final List<Tensor> leaves = new ArrayList<>();
    private final Deque<Step> taken = new ArrayDeque<>();

    /** How many interior nodes are still to come. */
    private int remaining;

    /**
     * A pass that stands at the root.
     *
     * @throws IllegalArgumentException if the root is not a single element
     * @throws IllegalStateException if nothing below the root is a parameter, or if data was changed in place after the
     *     expression was built; no gradient is touched then
     */
    public BackwardPass(Tensor root) {
        if (root.shape().size() != 1) {
            throw new IllegalArgumentException("backward: expected a single element, got " + root.shape()
                    + "; reduce it first, by sum() or mean()");
        }
        if (root.isConstant()) {
            throw new IllegalStateException("backward: expected a tensor computed from a parameter, got " + root.name()
                    + ", which is constant; make its leaves with Tensor.parameter");
        }
        this.root = root;
        sort();
        interior.forEach(BackwardPass::checkInputs);
        interior.forEach(Tensor::zeroGrad);
        var seed = root.precision().full(root.shape(), 1);
        root.receive(seed, seed);
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
        var g = node.grad();
        var contributions =
                node.edges().stream().map(edge -> contribute(node, edge, g)).toList();
        var step = new Step(node, g, contributions);
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
        for (int i = contributions.size() - 1; i >= 0; i--) {
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
            var node = interior.get(--remaining);
            var g = node.grad();
            for (var edge : node.edges()) {
                edge.input().receive(edge.vjp().apply(g), g);
            }
        }
    }

    /**
     * The nodes that have a gradient, at and below the root, each before its inputs: the interior ones, then the
     * parameters. Constants are not among them. Unmodifiable.
     */
    public List<Tensor> nodes() {
        var nodes = new ArrayList<>(interior);
        Collections.reverse(nodes);
        nodes.addAll(leaves);
        return Collections.unmodifiableList(nodes);
    }

    /** The parameters below the root. */
    List<Tensor> leaves() {
        return leaves;
    }

    private static Contribution contribute(Tensor node, Edge edge, NdArray g) {
        var input = edge.input();
        var before = input.computedGrad();
        var amount = edge.vjp().apply(g);
        input.receive(amount, g);
        return new Contribution(input, edge.formula(), Contribution.terms(node, edge), amount, before, input.grad());
    }

    /** Depth-first with a stack of its own, as deep as the graph may be; leaves no mark on any node. */
    private void sort() {
        var stack = new ArrayDeque<Tensor>();
        stack.push(root);
        while (!stack.isEmpty()) {
            var node = stack.peek();
            if (node.mark == UNSEEN) {
                node.mark = ENTERED;
                for (var edge : node.edges()) {
                    if (edge.input().mark == UNSEEN) {
                        stack.push(edge.input());
                    }
                }
            } else {
                stack.pop();
                if (node.mark == ENTERED) {
                    node.mark = SORTED;
                    (node.isLeaf() ? leaves : interior).add(node);
                }
            }
        }
        interior.forEach(node -> node.mark = UNSEEN);
        leaves.forEach(node -> node.mark = UNSEEN);
    }

    private static void checkInputs(Tensor node) {
        for (int i = 0; i < node.operands().size(); i++) {
            var input = node.operands().get(i).input();
            if (input.data().version() != node.versionOf(i)) {
                throw new IllegalStateException(("backward: expected %s at version %d, as when the expression was "
                                + "built, got version %d; build the expression again after the step")
                        .formatted(input, node.versionOf(i), input.data().version()));
            }
        }
    }
}

package twingrad.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Backpropagation: from the root down, each interior node hands its gradient on through the VJPs of its edges. Making a
 * pass sorts the graph and checks it; only {@link #finish()} touches gradients.
 */
final class BackwardPass {
    private final Tensor root;

    /** The nodes with edges, each after all its inputs: the pass goes through them from the end. */
    private final List<Tensor> interior = new ArrayList<>();

    BackwardPass(Tensor root) {
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
    }

    /** Resets the interior gradients, seeds the root with 1 and goes to the end. */
    void finish() {
        interior.forEach(Tensor::zeroGrad);
        var seed = root.precision().full(root.shape(), 1);
        root.receive(seed, seed);
        for (int i = interior.size() - 1; i >= 0; i--) {
            var g = interior.get(i).grad();
            for (var edge : interior.get(i).edges()) {
                edge.input().receive(edge.vjp().apply(g), g);
            }
        }
    }

    /** Depth-first with a stack of its own, as deep as the graph may be. */
    private void sort() {
        Set<Tensor> entered = new HashSet<>();
        Set<Tensor> done = new HashSet<>();
        var stack = new ArrayDeque<Tensor>();
        stack.push(root);
        while (!stack.isEmpty()) {
            var node = stack.peek();
            if (entered.add(node)) {
                node.edges().stream()
                        .map(Edge::input)
                        .filter(input -> !entered.contains(input))
                        .forEach(stack::push);
            } else {
                stack.pop();
                if (done.add(node) && !node.isLeaf()) {
                    interior.add(node);
                }
            }
        }
    }

    private static void checkInputs(Tensor node) {
        for (int i = 0; i < node.inputs().size(); i++) {
            var input = node.inputs().get(i);
            if (input.data().version() != node.versionOf(i)) {
                throw new IllegalStateException(("backward: expected %s at version %d, as when the expression was "
                                + "built, got version %d; build the expression again after the step")
                        .formatted(input, node.versionOf(i), input.data().version()));
            }
        }
    }
}

package twingrad.tensor;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One step of a {@link BackwardPass}: a node hands its gradient on to its inputs.
 *
 * @param node the node, whose gradient is complete
 * @param grad its gradient, d root / d node
 * @param contributions what each input receives, one for every edge, in the order of {@link Tensor#edges()}
 */
public record Step(Tensor node, NdArray grad, List<Contribution> contributions) {
    public Step {
        Objects.requireNonNull(node, "Step: expected a node, got null");
        Objects.requireNonNull(grad, "Step: expected a gradient, got null");
        contributions = List.copyOf(contributions);
    }

    /** The VJPs with the nodes' names plugged in and the shapes of all arrays, a line for every edge. */
    public String formulas(Function<Tensor, String> names) {
        return contributions.stream().map(c -> line(c, names)).collect(Collectors.joining("\n"));
    }

    /** For example {@code dlayers.0.weight = dZ0ᵀ·X: (4x2), (4x3) -> (2x3)}; nodes without a label by their op. */
    @Override
    public String toString() {
        return formulas(Step::name);
    }

    private static String line(Contribution c, Function<Tensor, String> names) {
        var shapes = c.terms().stream().map(term -> term.array().shape().toString());
        return "%s: %s -> %s"
                .formatted(
                        c.formula(names),
                        shapes.collect(Collectors.joining(", ")),
                        c.amount().shape());
    }

    private static String name(Tensor node) {
        if (!node.label().isEmpty()) {
            return node.label();
        }
        return node.isLeaf() && node.shape().size() == 1
                ? Double.toString(node.data().item())
                : "(" + node.name() + ")";
    }
}

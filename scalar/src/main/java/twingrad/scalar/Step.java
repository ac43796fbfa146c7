package twingrad.scalar;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One step of a {@link BackwardPass}: a node hands its gradient on to its inputs.
 *
 * @param node the node, whose gradient is complete
 * @param grad its gradient, d root / d node
 * @param contributions what each input receives, one for every edge, in the order of the edges
 */
public record Step(Value node, double grad, List<Contribution> contributions) {
    private static final String ROOT = "L";

    public Step {
        Objects.requireNonNull(node, "Step: expected a node, got null");
        contributions = List.copyOf(contributions);
    }

    /**
     * The step as the chain rule with the numbers plugged in, a line for every edge, the root being called by the given
     * name; numbers to 6 significant digits.
     */
    public String chainRule(String root) {
        return contributions.stream().map(c -> line(root, c)).collect(Collectors.joining("\n"));
    }

    /**
     * The local derivatives, one for every contribution: as a formula, with the numbers plugged in, and as a number to
     * 6 significant digits, each where it says more than the one before: {@code ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54}.
     */
    public List<String> formulas() {
        return IntStream.range(0, contributions.size())
                .mapToObj(edge -> Derivative.formula(node, edge))
                .toList();
    }

    /**
     * {@link #chainRule} with the root called L, for example {@code dL/dz2 += dL/dz3 · dz3/dz2 = 2.54 · -1 = -2.54
     * (not computed yet -> -2.54)}.
     */
    @Override
    public String toString() {
        return chainRule(ROOT);
    }

    private String line(String root, Contribution c) {
        var output = Notation.name(node);
        var input = Notation.name(c.input());
        return "d%s/d%s += d%s/d%s · d%s/d%s = %s · %s = %s   (%s -> %s)"
                .formatted(
                        root,
                        input,
                        root,
                        output,
                        output,
                        input,
                        Notation.number(grad),
                        Notation.number(c.partial()),
                        Notation.number(c.amount()),
                        Notation.grad(c.before()),
                        Notation.grad(c.after()));
    }
}

package twingrad.compare;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One known bug in a gradient, where it shows, and what is expected to be said of it.
 *
 * @param name as typed at the command line
 * @param kind how it is planted
 * @param description what was done wrong
 * @param source where in the world it was met; empty where it is common property
 * @param network on which it shows
 * @param block nearest to the loss that is wrong, or {@code loss} if the forward pass is
 * @param diagnosis how the diagnosis of that block begins
 * @param fault what it does to a healthy witness
 */
public record Mutant(
        String name,
        Kind kind,
        String description,
        String source,
        Network network,
        String block,
        String diagnosis,
        UnaryOperator<Witness> fault) {

    /** How a bug is planted; no engine holds a switch for any. */
    public enum Kind {
        /** A healthy witness's finished gradient is spoiled, or the witness is asked about another network. */
        RESULT,
        /** One rule of the textbook's backward pass is replaced. */
        RULE,
        /** The optimizer is wrapped: gradients are right, and no gradient check can see it. */
        UPDATE;

        /** As printed: {@code rule}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Mutant {
        Objects.requireNonNull(network, "mutant: expected a network, got null");
        Objects.requireNonNull(fault, "mutant: expected a fault, got null");
    }

    /** A witness with this bug, named {@code mutant}. A rule mutant is a textbook, whatever the healthy one was. */
    public Witness of(Witness healthy) {
        return fault.apply(healthy);
    }

    /** Why no check of another network sees this bug: how that one differs from a network on which it shows. */
    public String whyUnseen(Network other) {
        var differences = new ArrayList<String>();
        if (!other.activations().get(0).equals(network.activations().get(0))) {
            differences.add("its activation is " + other.activations().get(0));
        }
        if (other.loss() != network.loss()) {
            differences.add("its loss is " + other.loss());
        }
        if (isPenalized(network) && !isPenalized(other)) {
            differences.add("it has no penalty on its weights");
        }
        if (other.blocks().stream().noneMatch(Mutant::isSquare)) {
            differences.add("it has no layer as wide as the one below");
        }
        return "The mutant " + name + " does not show on this network: it shows on "
                + network + (isPenalized(network) ? " with a penalty" : "")
                + (differences.isEmpty() ? "" : "; this one differs: " + String.join(", ", differences)) + ".";
    }

    private static boolean isPenalized(Network network) {
        return !network.regularization().equals(Regularization.NONE);
    }

    private static boolean isSquare(Block block) {
        return block.isWeight() && block.shape().get(0).equals(block.shape().get(1));
    }
}

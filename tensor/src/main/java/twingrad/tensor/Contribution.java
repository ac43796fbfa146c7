package twingrad.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one edge adds to the gradient of its input in a {@link Step}.
 *
 * @param input the node that receives
 * @param symbols the VJP's formula in the letters of its op, as in {@code dA = G·Bᵀ}
 * @param terms the arrays that enter it, in the order in which the formula names them
 * @param amount what is added, of the input's shape
 * @param before the input's gradient before, empty if it was not computed yet
 * @param after the input's gradient after
 */
public record Contribution(
        Tensor input, String symbols, List<Term> terms, NdArray amount, Optional<NdArray> before, NdArray after) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    public Contribution {
        Objects.requireNonNull(input, "Contribution: expected an input, got null");
        Objects.requireNonNull(amount, "Contribution: expected an amount, got null");
        terms = List.copyOf(terms);
    }

    /**
     * An array in a formula.
     *
     * @param letter what the formula calls it
     * @param node the node whose data or gradient it is; empty for a quantity of the op's own
     * @param isGradient whether it is the node's gradient rather than its data
     * @param array its numbers
     */
    public record Term(String letter, Optional<Tensor> node, boolean isGradient, NdArray array) {
        /** What it is called among nodes of these names: Z0, dZ0, or its letter if it is no node's. */
        public String name(Function<Tensor, String> names) {
            return node.map(tensor -> (isGradient ? "d" : "") + names.apply(tensor))
                    .orElse(letter);
        }
    }

    /**
     * The formula with the nodes' names in it, as in {@code dlayers.0.weight = dZ0ᵀ·X}, or with {@code +=} where it
     * adds to what was there.
     */
    public String formula(Function<Tensor, String> names) {
        var parts = symbols.split(" = ", 2);
        var right = WORD.matcher(parts[1])
                .replaceAll(word -> Matcher.quoteReplacement(terms.stream()
                        .filter(term -> term.letter().equals(word.group()))
                        .findFirst()
                        .map(term -> term.name(names))
                        .orElse(word.group())));
        return "d" + names.apply(input) + (before.isPresent() ? " += " : " = ") + right;
    }

    /** The arrays that an edge of a node speaks of, at this moment. */
    static List<Term> terms(Tensor node, Edge edge) {
        var terms = new ArrayList<Term>();
        WORD.matcher(edge.rightSide())
                .results()
                .map(word -> word.group())
                .distinct()
                .forEach(word -> term(node, edge, word).ifPresent(terms::add));
        return terms;
    }

    private static Optional<Term> term(Tensor node, Edge edge, String word) {
        if (word.equalsIgnoreCase("g")) {
            return Optional.of(new Term(word, Optional.of(node), true, node.grad()));
        }
        if (edge.quantities().containsKey(word)) {
            return Optional.of(new Term(
                    word, Optional.empty(), false, edge.quantities().get(word).get()));
        }
        return node.operands().stream()
                .filter(operand -> operand.letter().equals(word))
                .map(Edge::input)
                .findFirst()
                .map(input -> new Term(word, Optional.of(input), false, input.data()));
    }
}

package twingrad.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import twingrad.tensor.Contribution;
import twingrad.tensor.Contribution.Term;
import twingrad.tensor.Edge;
import twingrad.tensor.NdArray;
import twingrad.tensor.Shape;
import twingrad.tensor.Step;
import twingrad.tensor.Tensor;

/**
 * One entry of a gradient as a sum of scalars. A VJP is linear in the gradient g that enters it, so the entry is the
 * sum of what each entry of g contributes: upstream gradient times local derivative, as in the scalar engine.
 *
 * @param node whose gradient, by name
 * @param index which entry of it, counted from 0
 * @param grad its gradient, as the backward pass computed it
 * @param parts one for every edge that leads to the entry's node, in the order of the pass; none for the root
 */
public record EntrySum(String node, List<Integer> index, double grad, List<Part> parts) {

    /** Numbers beyond which a VJP that is no product is not taken apart: one VJP for every entry of g. */
    private static final long MOST_NUMBERS = 100_000_000;

    /** A product of two matrices, each of which may be transposed. */
    private static final Pattern PRODUCT = Pattern.compile("d[A-Za-z]+ = ([A-Za-z]+)(ᵀ?)·([A-Za-z]+)(ᵀ?)");

    public EntrySum {
        index = List.copyOf(index);
        parts = List.copyOf(parts);
    }

    /**
     * What comes through one edge.
     *
     * @param node the result whose gradient is handed on
     * @param formula the edge's VJP
     * @param summands those that are not 0, in the order of the sum
     * @param zeros how many others are 0
     */
    public record Part(String node, String formula, List<Summand> summands, int zeros) {
        public Part {
            summands = List.copyOf(summands);
        }
    }

    /**
     * What one entry of the result contributes.
     *
     * @param formula as in {@code dZ0[3,1]·X[3,2]}
     * @param upstream the gradient of the result's entry
     * @param local the derivative of the result's entry by this one
     * @param amount their product
     */
    public record Summand(String formula, double upstream, double local, double amount) {}

    /** The entry as it is typed: {@code layers.0.weight[1,2]}. */
    public String entry() {
        return named(node, index.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The sum of all summands. */
    public double sum() {
        return parts.stream()
                .flatMap(part -> part.summands().stream())
                .mapToDouble(Summand::amount)
                .sum();
    }

    static EntrySum of(TensorWalk walk, Tensor node, int[] index) {
        var parts = new ArrayList<Part>();
        for (Step step : walk.steps()) {
            for (int i = 0; i < step.contributions().size(); i++) {
                Contribution contribution = step.contributions().get(i);
                if (contribution.input() == node) {
                    var edge = step.node().edges().get(i);
                    parts.add(new Entry(walk, node, index).part(step, edge, contribution));
                }
            }
        }
        List<Integer> place = Arrays.stream(index).boxed().toList();
        return new EntrySum(walk.name(node), place, node.grad().get(index), parts);
    }

    /** A name with its index, as in {@code X[3,2]}. */
    private static String named(String name, int... index) {
        return index.length == 0
                ? name
                : name + Arrays.stream(index).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    /** An entry of a node, to which contributions are traced. */
    private record Entry(TensorWalk walk, Tensor node, int[] index) {

        Part part(Step step, Edge edge, Contribution contribution) {
            var product = PRODUCT.matcher(contribution.symbols());
            List<Summand> all = product.matches() && node.shape().rank() == 2
                    ? products(
                            new Factor(contribution.terms(), product.group(1), product.group(2)),
                            new Factor(contribution.terms(), product.group(3), product.group(4)))
                    : slopes(step, edge);
            List<Summand> some =
                    all.stream().filter(summand -> summand.amount() != 0).toList();
            return new Part(walk.name(step.node()), contribution.formula(walk::name), some, all.size() - some.size());
        }

        /** Row times column: (left·right)[i,j] = Σ left[i,k]·right[k,j]. */
        private List<Summand> products(Factor left, Factor right) {
            var summands = new ArrayList<Summand>();
            for (int k = 0; k < left.columns(); k++) {
                String formula = left.name(walk, index[0], k) + "·" + right.name(walk, k, index[1]);
                double a = left.at(index[0], k);
                double b = right.at(k, index[1]);
                double upstream = left.term.isGradient() ? a : b;
                double local = left.term.isGradient() ? b : a;
                summands.add(new Summand(formula, upstream, local, upstream * local));
            }
            return summands;
        }

        /** Whatever the op is: the VJP of g with all entries but one set to 0. */
        private List<Summand> slopes(Step step, Edge edge) {
            NdArray g = step.grad();
            Shape shape = g.shape();
            String output = walk.name(step.node());
            requireFew(output, shape);
            var summands = new ArrayList<Summand>();
            for (int k = 0; k < shape.size(); k++) {
                int[] at = index(shape, k);
                double upstream = g.get(at);
                String formula = "d%s·∂%s/∂%s".formatted(named(output, at), named(output, at), here());
                summands.add(new Summand(formula, upstream, response(edge, g, k, 1), response(edge, g, k, upstream)));
            }
            return summands;
        }

        private void requireFew(String output, Shape shape) {
            long numbers =
                    (long) shape.size() * Math.max(shape.size(), node.shape().size());
            if (numbers > MOST_NUMBERS) {
                throw new IllegalArgumentException("entry: expected at most " + MOST_NUMBERS
                        + " numbers to compute, got "
                        + numbers + ": one VJP to " + walk.name(node) + " " + node.shape() + " for each entry of "
                        + output + " " + shape + "; take fewer samples, as with --sample 0");
            }
        }

        private double response(Edge edge, NdArray g, int k, double value) {
            var unit = new double[g.shape().size()];
            unit[k] = value;
            return edge.vjp().apply(g.precision().of(unit, g.shape().dims())).get(index);
        }

        private String here() {
            return named(walk.name(node), index);
        }

        private static int[] index(Shape shape, int place) {
            var index = new int[shape.rank()];
            int rest = place;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.dim(axis);
                rest /= shape.dim(axis);
            }
            return index;
        }
    }

    /** A matrix in a product, as it stands there: transposed or not. */
    private record Factor(Term term, boolean transposed) {

        Factor(List<Term> terms, String letter, String transposition) {
            this(
                    terms.stream()
                            .filter(term -> term.letter().equals(letter))
                            .findFirst()
                            .orElseThrow(),
                    !transposition.isEmpty());
        }

        int columns() {
            return term.array().shape().dim(transposed ? 0 : 1);
        }

        double at(int i, int j) {
            return transposed ? term.array().get(j, i) : term.array().get(i, j);
        }

        String name(TensorWalk walk, int i, int j) {
            return transposed ? named(term.name(walk::name), j, i) : named(term.name(walk::name), i, j);
        }
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twingrad.compare.Batch;
import twingrad.compare.EntrySum;
import twingrad.compare.Network;
import twingrad.compare.TensorWalk;
import twingrad.tensor.Contribution;
import twingrad.tensor.NdArray;
import twingrad.tensor.Step;
import twingrad.tensor.Tensor;

/** The tensor graph of a network's loss, stepped through: every op with its shapes, every VJP with its matrices. */
final class TensorSteps {

    private static final String INDENT = "      ";
    private static final int MOST_SUMMANDS = 40;

    private final TensorWalk walk;
    private final PrintWriter text;

    private TensorSteps(TensorWalk walk, PrintWriter text) {
        this.walk = walk;
        this.text = text;
    }

    /**
     * Prints both passes over a batch, and how one entry of a gradient comes about where it is asked for.
     *
     * @param entry as in {@code layers.0.weight[1,2]}
     */
    static void print(Network network, double[] parameters, Batch batch, Optional<String> entry, PrintWriter text) {
        TensorWalk walk = TensorWalk.of(network, parameters, batch);
        text.printf("%s; samples %d, parameters %d; float64%n", network, batch.rows(), network.parameterCount());
        print(walk, entry, text);
    }

    /** Prints a walk. */
    static void print(TensorWalk walk, Optional<String> entry, PrintWriter text) {
        Optional<EntrySum> sum = entry.map(walk::entry);
        var steps = new TensorSteps(walk, text);
        text.println();
        text.println("forward");
        walk.nodes().forEach(steps::forward);
        text.println();
        text.println("backward: the root's gradient is 1; each result's gradient enters the VJPs of its inputs");
        walk.steps().forEach(steps::backward);
        sum.ifPresent(steps::entry);
    }

    private void forward(Tensor node) {
        if (walk.isNumber(node)) {
            return;
        }
        text.println("  " + (node.isLeaf() ? leaf(node) : computed(node)));
        ArrayText.of("", node.data()).rows(INDENT).forEach(text::println);
    }

    private void backward(Step step) {
        text.println("  " + computed(step.node()));
        step.node().inputs().stream()
                .distinct()
                .filter(input -> input.isConstant() && !walk.isNumber(input))
                .forEach(input ->
                        text.println("    " + walk.name(input) + " is constant: its gradient is not computed"));
        step.contributions().forEach(this::contribution);
    }

    private String leaf(Tensor node) {
        String shape = node.shape().rank() == 0 ? "" : " " + node.shape();
        return walk.name(node) + shape + (node.isConstant() ? ", constant" : ", parameter");
    }

    private String computed(Tensor node) {
        return walk.name(node) + " = " + expression(node) + ": " + shapes(node);
    }

    private void contribution(Contribution contribution) {
        String gradient = "d" + walk.name(contribution.input());
        text.println("    " + contribution.formula(walk::name));
        var blocks = new ArrayList<ArrayText>();
        contribution.terms().stream()
                .filter(term -> term.node().filter(walk::isNumber).isEmpty())
                .forEach(term -> blocks.add(ArrayText.of(term.name(walk::name), term.array())));
        Optional<NdArray> before = contribution.before();
        blocks.add(ArrayText.of((before.isPresent() ? "contributes " : "-> ") + gradient, contribution.amount()));
        before.ifPresent(array -> {
            blocks.add(ArrayText.of("to the earlier " + gradient, array));
            blocks.add(ArrayText.of("-> " + gradient, contribution.after()));
        });
        ArrayText.page(blocks, INDENT).forEach(text::println);
    }

    private void entry(EntrySum sum) {
        text.println();
        text.println("d" + sum.entry() + " = " + ArrayText.number(sum.grad()));
        if (sum.parts().isEmpty()) {
            text.println("  the root's own gradient: 1, where every pass begins");
            return;
        }
        sum.parts().forEach(this::part);
        text.println("  sum " + ArrayText.number(sum.sum()));
        walk.steps().stream()
                .filter(step -> step.node().op().equals("softmaxCrossEntropy"))
                .flatMap(step -> step.contributions().stream())
                .filter(contribution -> walk.name(contribution.input()).equals(sum.node()))
                .forEach(contribution -> jacobian(contribution, sum.index().get(0)));
    }

    private void part(EntrySum.Part part) {
        text.println("  through " + part.node() + ", where " + part.formula());
        part.summands().stream().limit(MOST_SUMMANDS).forEach(this::summand);
        int others = part.summands().size() - MOST_SUMMANDS;
        if (others > 0) {
            text.println("    … and " + others + " more");
        }
        if (part.summands().isEmpty()) {
            text.println("    all are 0");
        } else if (part.zeros() > 0) {
            text.println("    " + (part.zeros() == 1 ? "1 other is 0" : part.zeros() + " others are 0"));
        }
    }

    /** Where the fused cross-entropy's p - onehot comes from: the loss -ln p[label], through the softmax of one row. */
    private void jacobian(Contribution contribution, int row) {
        NdArray p = term(contribution, "p").array();
        NdArray onehot = term(contribution, "onehot").array();
        int classes = p.shape().dim(1);
        var numbers = new double[classes * classes];
        int label = 0;
        for (int i = 0; i < classes; i++) {
            label = onehot.get(row, i) == 1 ? i : label;
            for (int j = 0; j < classes; j++) {
                numbers[i * classes + j] = p.get(row, i) * ((i == j ? 1 : 0) - p.get(row, j));
            }
        }
        text.println("  the Jacobian of row " + row + "'s softmax is diag(p) - p·pᵀ; by -1/p[" + label
                + "], the slope of -ln p[" + label + "], its column " + label + " becomes p - onehot");
        var jacobian = ArrayText.of("", p.precision().of(numbers, classes, classes));
        jacobian.rows(INDENT).forEach(text::println);
    }

    private static Contribution.Term term(Contribution contribution, String letter) {
        return contribution.terms().stream()
                .filter(term -> term.letter().equals(letter))
                .findFirst()
                .orElseThrow();
    }

    private void summand(EntrySum.Summand summand) {
        text.println("    " + summand.formula() + " = " + ArrayText.number(summand.upstream()) + "·"
                + ArrayText.number(summand.local()) + " = " + ArrayText.number(summand.amount()));
    }

    /** How a node is computed, as people write it. */
    private String expression(Tensor node) {
        List<String> inputs = node.inputs().stream().map(walk::name).toList();
        return switch (node.op()) {
            case "linear" -> inputs.get(0) + "·" + inputs.get(1) + "ᵀ + " + inputs.get(2);
            case "matmul" -> inputs.get(0) + "·" + inputs.get(1);
            case "matmulTransA" -> inputs.get(0) + "ᵀ·" + inputs.get(1);
            case "matmulTransB" -> inputs.get(0) + "·" + inputs.get(1) + "ᵀ";
            case "+", "-", "*", "/", "^" -> inputs.get(0) + " " + node.op() + " " + inputs.get(1);
            default -> node.op() + "(" + String.join(", ", inputs) + ")";
        };
    }

    private static String shapes(Tensor node) {
        Stream<String> inputs =
                node.inputs().stream().map(input -> input.shape().toString());
        return inputs.collect(Collectors.joining(", ")) + " -> " + node.shape();
    }
}

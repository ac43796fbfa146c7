package twingrad.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import twingrad.tensor.BackwardPass;
import twingrad.tensor.Precision;
import twingrad.tensor.Step;
import twingrad.tensor.Tensor;

/**
 * A tensor graph walked once, forwards and backwards, every node with a name of its own: its label, else v1, v2, … in
 * the order in which they are computed, or a number's own digits.
 */
public final class TensorWalk {

    private final Map<Tensor, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();

    /** The last number that was tried for a node without a label. */
    private int unnamed;

    /** Walks the graph of a root, whose gradients it computes. */
    public TensorWalk(Tensor root) {
        var pass = new BackwardPass(root);
        visit(root);
        while (!pass.isDone()) {
            steps.add(pass.step());
        }
    }

    /** Walks a network's loss over a batch, in float64. */
    public static TensorWalk of(Network network, double[] parameters, Batch batch) {
        return new TensorWalk(network.tensorTwin(Precision.FLOAT64, parameters).loss(batch));
    }

    /** All nodes, constants among them, each after its inputs. */
    public List<Tensor> nodes() {
        return List.copyOf(names.keySet());
    }

    /** Whether a node is a plain number in an op, as in 0.5·a. */
    public boolean isNumber(Tensor node) {
        return node.isLeaf()
                && node.isConstant()
                && node.label().isEmpty()
                && node.shape().size() == 1;
    }

    /** The backward pass, one step an interior node, the root's first. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** What a node of this graph is called. */
    public String name(Tensor node) {
        return names.get(node);
    }

    /**
     * One entry of a gradient, told apart into what each entry of the results that it entered contributes.
     *
     * @param entry as in {@code layers.0.weight[1,2]} or {@code [1][2]}, or a name alone for a single number; counted from 0
     */
    public EntrySum entry(String entry) {
        String name = entry.replaceFirst("(\\[[^\\[\\]]*])+$", "");
        Tensor node = names.keySet().stream()
                .filter(candidate -> !candidate.isConstant() && name(candidate).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("entry: expected an entry of "
                        + names.keySet().stream()
                                .filter(candidate -> !candidate.isConstant())
                                .map(candidate -> name(candidate) + " " + candidate.shape())
                                .collect(Collectors.joining(", "))
                        + ", got '" + entry + "'"));
        return EntrySum.of(this, node, index(node, entry, entry.substring(name.length())));
    }

    private static int[] index(Tensor node, String entry, String brackets) {
        String[] digits = brackets.isEmpty()
                ? new String[0]
                : brackets.replace("][", ",").replaceAll("[\\[\\] ]", "").split(",", -1);
        var index = new int[digits.length];
        boolean inside = digits.length == node.shape().rank();
        for (int axis = 0; inside && axis < index.length; axis++) {
            inside = digits[axis].matches("[0-9]{1,9}");
            index[axis] = inside ? Integer.parseInt(digits[axis]) : 0;
            inside = inside && index[axis] < node.shape().dim(axis);
        }
        if (!inside) {
            throw new IllegalArgumentException("entry: expected " + node.shape().rank() + " indices inside "
                    + node.shape() + ", counted from 0, got '" + entry + "'");
        }
        return index;
    }

    /** Names the nodes depth-first, inputs from the left, with a stack of its own: as deep as the graph may be. */
    private void visit(Tensor root) {
        var entered = new HashSet<Tensor>();
        var stack = new ArrayDeque<Tensor>();
        stack.push(root);
        while (!stack.isEmpty()) {
            Tensor node = stack.peek();
            if (entered.add(node)) {
                List<Tensor> inputs = node.inputs();
                for (int i = inputs.size() - 1; i >= 0; i--) {
                    if (!entered.contains(inputs.get(i))) {
                        stack.push(inputs.get(i));
                    }
                }
            } else {
                stack.pop();
                if (!names.containsKey(node)) {
                    names.put(node, free(node));
                }
            }
        }
    }

    /** A name that no node has yet, which is taken with this. */
    private String free(Tensor node) {
        String name;
        if (node.label().isEmpty() && !isNumber(node)) {
            do {
                name = "v" + ++unnamed;
            } while (!taken.add(name));
            return name;
        }
        name = node.label().isEmpty() ? String.valueOf(node.data().item()) : node.label();
        while (!taken.add(name)) {
            name += "'";
        }
        return name;
    }
}

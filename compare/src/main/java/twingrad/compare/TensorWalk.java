package twingrad.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final List<Step> steps = new ArrayList<>();

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
     * @param entry as in {@code layers.0.weight[1,2]}, or a name alone for a single number; counted from 0
     */
    public EntrySum entry(String entry) {
        String name = entry.replaceFirst("\\[[^\\[\\]]*]$", "");
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
                : brackets.replaceAll("[\\[\\] ]", "").split(",", -1);
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

    private void visit(Tensor node) {
        if (!names.containsKey(node)) {
            node.inputs().forEach(this::visit);
            names.put(node, free(node));
        }
    }

    private String free(Tensor node) {
        if (node.label().isEmpty() && !isNumber(node)) {
            int number = 1;
            while (names.containsValue("v" + number)) {
                number++;
            }
            return "v" + number;
        }
        String name = node.label().isEmpty() ? String.valueOf(node.data().item()) : node.label();
        while (names.containsValue(name)) {
            name += "'";
        }
        return name;
    }
}

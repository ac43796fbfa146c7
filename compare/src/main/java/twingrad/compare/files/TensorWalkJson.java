package twingrad.compare.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import twingrad.compare.EntrySum;
import twingrad.compare.TensorWalk;
import twingrad.tensor.Contribution;
import twingrad.tensor.NdArray;
import twingrad.tensor.Step;
import twingrad.tensor.Tensor;

/**
 * A walk over a tensor graph as it is written.
 *
 * @param forward all nodes, each after its inputs
 * @param backward the steps of the backward pass
 * @param entry the entry that was asked for, at most one
 */
public record TensorWalkJson(List<NodeJson> forward, List<StepJson> backward, List<EntrySum> entry) {

    /**
     * An array by name.
     *
     * @param name of the node, with a d before it if this is its gradient, or of a quantity of an op's own
     * @param shape the sizes of the axes
     * @param numbers row-major
     */
    public record ArrayJson(String name, List<Integer> shape, List<Double> numbers) {

        static ArrayJson of(String name, NdArray array) {
            return new ArrayJson(
                    name,
                    Arrays.stream(array.shape().dims()).boxed().toList(),
                    Arrays.stream(array.toDoubles()).boxed().toList());
        }
    }

    /**
     * A node with its value.
     *
     * @param op empty for a leaf
     * @param inputs names, in the op's order
     * @param constant whether no gradient is computed for it
     * @param value its data
     */
    public record NodeJson(String node, String op, List<String> inputs, boolean constant, ArrayJson value) {

        static NodeJson of(TensorWalk walk, Tensor node) {
            List<String> inputs = node.inputs().stream().map(walk::name).toList();
            String name = walk.name(node);
            return new NodeJson(name, node.op(), inputs, node.isConstant(), ArrayJson.of(name, node.data()));
        }
    }

    /**
     * A step of the backward pass.
     *
     * @param grad the node's gradient, which is complete
     * @param edges what its inputs receive
     */
    public record StepJson(String node, String op, ArrayJson grad, List<EdgeJson> edges) {

        static StepJson of(TensorWalk walk, Step step) {
            String name = walk.name(step.node());
            return new StepJson(
                    name,
                    step.node().op(),
                    ArrayJson.of("d" + name, step.grad()),
                    step.contributions().stream()
                            .map(contribution -> EdgeJson.of(walk, contribution))
                            .toList());
        }
    }

    /**
     * What one input receives.
     *
     * @param formula the VJP
     * @param terms the arrays that enter it
     * @param contribution what comes out
     * @param before the input's gradient before, null if it was not computed yet
     * @param after the input's gradient after
     */
    public record EdgeJson(
            String input,
            String formula,
            List<ArrayJson> terms,
            ArrayJson contribution,
            ArrayJson before,
            ArrayJson after) {

        static EdgeJson of(TensorWalk walk, Contribution contribution) {
            String input = walk.name(contribution.input());
            return new EdgeJson(
                    input,
                    contribution.formula(walk::name),
                    contribution.terms().stream()
                            .map(term -> ArrayJson.of(term.name(walk::name), term.array()))
                            .toList(),
                    ArrayJson.of("d" + input, contribution.amount()),
                    contribution
                            .before()
                            .map(array -> ArrayJson.of("d" + input, array))
                            .orElse(null),
                    ArrayJson.of("d" + input, contribution.after()));
        }
    }

    /** A walk as data, with an entry's sum if one was asked for. */
    public static TensorWalkJson of(TensorWalk walk, Optional<EntrySum> entry) {
        return new TensorWalkJson(
                walk.nodes().stream().map(node -> NodeJson.of(walk, node)).toList(),
                walk.steps().stream().map(step -> StepJson.of(walk, step)).toList(),
                entry.stream().toList());
    }
}

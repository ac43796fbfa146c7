package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

class TensorWalkTest {

    /** Sums of a few dozen terms of size 1 in float64, in two orders. */
    private static final double ROUNDING = 1e-14;

    private static final int ROWS = 5;

    record Case(Network network) {

        double[] parameters() {
            var parameters = network.draw(new Seeds(3));
            var random = new Random(4);
            return Arrays.stream(parameters)
                    .map(parameter -> parameter == 0 ? random.nextGaussian() / 4 : parameter)
                    .toArray();
        }

        Batch batch() {
            var random = new Random(5);
            var inputs = random.doubles((long) ROWS * network.inputs(), -1, 1).toArray();
            var labels = random.ints(ROWS, 0, Math.max(2, network.outputs())).toArray();
            return new Batch(ROWS, inputs, network.loss().targets(labels, network.outputs()));
        }

        TensorWalk walk() {
            return TensorWalk.of(network, parameters(), batch());
        }

        @Override
        public String toString() {
            return network + " " + network.reduction() + " " + network.regularization();
        }
    }

    static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (Loss loss : Loss.values()) {
            for (Activation activation : Activation.values()) {
                cases.add(new Case(Network.of(List.of(3, 4, 2), activation, loss)));
            }
            cases.add(new Case(Network.of(List.of(2, 3), Activation.RELU, loss).with(new Regularization(0.25, 0.5))));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void walk_ends_at_the_gradients_of_the_scalar_engine(Case example) {
        var scalar = example.network.scalarTwin(example.parameters());
        Value loss = scalar.loss(example.batch());
        loss.backward();
        var walk = example.walk();

        double[] gradient = walk.nodes().stream()
                .filter(node -> node.isLeaf() && !node.isConstant())
                .sorted((a, b) -> walk.name(a).compareTo(walk.name(b)))
                .flatMapToDouble(node -> Arrays.stream(node.grad().toDoubles()))
                .toArray();
        double[] expected = example.network.blocks().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .flatMap(block -> scalar.parameters().subList(block.offset(), block.end()).stream())
                .mapToDouble(Value::grad)
                .toArray();

        assertThat(walk.nodes().get(walk.nodes().size() - 1).data().item()).isCloseTo(loss.data(), within(ROUNDING));
        assertThat(gradient).containsExactly(expected, within(ROUNDING));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void summands_of_every_entry_of_every_gradient_add_up_to_it(Case example) {
        var walk = example.walk();
        var sums = new ArrayList<EntrySum>();
        for (Tensor node : walk.nodes()) {
            if (!node.isConstant() && !walk.name(node).equals("J")) {
                entries(node).forEach(index -> sums.add(walk.entry(walk.name(node) + index)));
            }
        }

        assertThat(sums).hasSizeGreaterThan(example.network.parameterCount());
        assertThat(sums).allSatisfy(sum -> {
            assertThat(sum.parts()).isNotEmpty();
            assertThat(sum.sum()).isCloseTo(sum.grad(), within(ROUNDING));
        });
    }

    static Stream<Op> ops() {
        return OpTable.ops().stream();
    }

    @ParameterizedTest
    @MethodSource("ops")
    void every_op_can_be_walked_and_told_apart_into_summands(Op op) {
        for (List<Shape> shapes : op.shapes()) {
            var random = new Random(6);
            var leaves = IntStream.range(0, shapes.size())
                    .mapToObj(i -> {
                        var entries = new double[shapes.get(i).size()];
                        Arrays.setAll(entries, k -> op.domains().get(i).draw(random));
                        return Tensor.parameter(
                                Precision.FLOAT64.of(entries, shapes.get(i).dims()), "operand" + i);
                    })
                    .toList();
            var walk = new TensorWalk(op.tensor().apply(leaves).sum().as("J"));
            var sums = leaves.stream()
                    .flatMap(leaf -> entries(leaf).map(index -> walk.entry(leaf.label() + index)))
                    .toList();

            assertThat(sums)
                    .hasSize(leaves.stream()
                            .mapToInt(leaf -> leaf.shape().size())
                            .sum())
                    .allSatisfy(sum -> assertThat(sum.sum()).isCloseTo(sum.grad(), within(ROUNDING)));
        }
    }

    @Test
    void sum_without_one_of_its_summands_is_another() {
        var sum = cases().findFirst().orElseThrow().walk().entry("layers.1.weight[1,2]");
        var part = sum.parts().get(0);
        var fewer = new EntrySum.Part(
                part.node(),
                part.formula(),
                part.summands().subList(1, part.summands().size()),
                part.zeros());

        assertThat(new EntrySum(sum.node(), sum.index(), sum.grad(), List.of(fewer)).sum())
                .isNotCloseTo(sum.grad(), within(ROUNDING));
    }

    @Test
    void entry_of_a_product_is_rows_times_columns() {
        var example = cases().findFirst().orElseThrow();
        var walk = example.walk();
        var part = walk.entry("layers.0.weight[1,2]").parts().get(0);
        double[] inputs = example.batch().inputs();

        assertThat(part.node()).isEqualTo("Z0");
        assertThat(part.formula()).isEqualTo("dlayers.0.weight = dZ0ᵀ·X");
        assertThat(part.summands())
                .extracting(EntrySum.Summand::formula)
                .containsExactly(
                        "dZ0[0,1]·X[0,2]", "dZ0[1,1]·X[1,2]", "dZ0[2,1]·X[2,2]", "dZ0[3,1]·X[3,2]", "dZ0[4,1]·X[4,2]");
        assertThat(part.summands())
                .extracting(EntrySum.Summand::local)
                .containsExactly(inputs[2], inputs[5], inputs[8], inputs[11], inputs[14]);
    }

    @Test
    void every_summand_of_a_product_is_what_the_vjp_makes_of_one_entry_of_the_gradient() {
        var walk = cases().findFirst().orElseThrow().walk();
        var step = walk.steps().stream()
                .filter(candidate -> walk.name(candidate.node()).equals("Z0"))
                .findFirst()
                .orElseThrow();
        var summands = walk.entry("layers.0.weight[1,2]").parts().get(0).summands();
        for (int row = 0; row < ROWS; row++) {
            var one = new double[ROWS * 4];
            one[row * 4 + 1] = step.grad().get(row, 1);
            double amount = step.node()
                    .edges()
                    .get(0)
                    .vjp()
                    .apply(Precision.FLOAT64.of(one, ROWS, 4))
                    .get(1, 2);
            assertThat(summands.get(row).amount()).isEqualTo(amount);
        }
    }

    @Test
    void entry_behind_any_other_op_is_slope_by_slope() {
        var walk = new Case(Network.of(List.of(2, 3), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY)).walk();

        assertThat(walk.entry("losses[3]").parts())
                .containsExactly(new EntrySum.Part(
                        "J",
                        "dlosses = dJ/5 in every entry",
                        List.of(new EntrySum.Summand("dJ·∂J/∂losses[3]", 1, 0.2, 0.2)),
                        0));
        assertThat(walk.entry("layers.0.weight[1][0]")).isEqualTo(walk.entry("layers.0.weight[1,0]"));
        assertThat(walk.entry("J").parts()).isEmpty();
        assertThat(walk.entry("J").grad()).isEqualTo(1);
        EntrySum.Part column = walk.entry("layers.0.bias[2]").parts().get(0);
        assertThat(column.summands()).hasSize(ROWS);
        assertThat(column.zeros()).isEqualTo(2 * ROWS);
    }

    @Test
    void nodes_are_named_as_on_the_blackboard() {
        var network = Network.of(List.of(2, 3, 3), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        assertThat(names(new Case(network)))
                .containsExactly(
                        "X",
                        "layers.0.weight",
                        "layers.0.bias",
                        "Z0",
                        "A0",
                        "layers.1.weight",
                        "layers.1.bias",
                        "Z1",
                        "losses",
                        "J");
        var penalized = Network.of(List.of(2, 3), Activation.RELU, Loss.HINGE).with(new Regularization(0.25, 0.5));
        assertThat(names(new Case(penalized)))
                .doesNotHaveDuplicates()
                .contains("Z0", "-y", "losses", "E", "l2", "l1", "J", "v1");
    }

    record Refusal(String entry, String message) {}

    static Stream<Refusal> refusals() {
        String names =
                "entry: expected an entry of layers.0.weight (3x2), layers.0.bias (3), Z0 (5x3), losses (5), J (),"
                        + " got ";
        String inside = "entry: expected 2 indices inside (3x2), counted from 0, got ";
        return Stream.of(
                new Refusal("Z7[0,0]", names + "'Z7[0,0]'"),
                new Refusal("X[0,0]", names + "'X[0,0]'"),
                new Refusal("", names + "''"),
                new Refusal("[0]", names + "'[0]'"),
                new Refusal("layers.0.weight", inside + "'layers.0.weight'"),
                new Refusal("layers.0.weight[]", inside + "'layers.0.weight[]'"),
                new Refusal("layers.0.weight[0]", inside + "'layers.0.weight[0]'"),
                new Refusal("layers.0.weight[3,0]", inside + "'layers.0.weight[3,0]'"),
                new Refusal("layers.0.weight[-1,0]", inside + "'layers.0.weight[-1,0]'"),
                new Refusal("layers.0.weight[1,0,0]", inside + "'layers.0.weight[1,0,0]'"),
                new Refusal("layers.0.weight[1,x]", inside + "'layers.0.weight[1,x]'"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void entry_that_there_is_not_is_refused(Refusal refusal) {
        var walk = new Case(Network.of(List.of(2, 3), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY)).walk();

        assertThatThrownBy(() -> walk.entry(refusal.entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message);
    }

    @Test
    void entry_behind_too_large_a_node_is_refused_with_a_remedy() {
        var network = Network.of(List.of(1, 200, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var walk = TensorWalk.of(network, network.draw(new Seeds(1)), new Batch(51, new double[51], new double[51]));

        assertThat(walk.entry("layers.0.weight[0,0]").sum()).isZero();
        assertThatThrownBy(() -> walk.entry("Z0[0,0]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry: expected at most 100000000 numbers to compute, got 104040000: "
                        + "one VJP to Z0 (51x200) for each entry of A0 (51x200); "
                        + "take fewer samples, as with --sample 0");
    }

    @Test
    void few_entries_with_large_vjps_are_refused_too() {
        var network = Network.of(List.of(1, 20), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        var walk =
                TensorWalk.of(network, network.draw(new Seeds(1)), new Batch(3000, new double[3000], new double[3000]));

        assertThatThrownBy(() -> walk.entry("Z0[0,0]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("entry: expected at most 100000000 numbers to compute, got 180000000: ");
    }

    @Test
    void graph_of_20_000_nodes_is_walked_and_named() {
        Tensor leaf = Tensor.parameter(Precision.FLOAT64.of(new double[] {0.5}, 1), "v3");
        Tensor root = leaf;
        for (int node = 0; node < 20_000; node++) {
            root = root.sin();
        }
        var walk = new TensorWalk(root.sum());

        assertThat(walk.steps()).hasSize(20_001);
        assertThat(walk.nodes().stream().limit(5).map(walk::name)).containsExactly("v3", "v1", "v2", "v4", "v5");
        assertThat(walk.name(walk.nodes().get(20_001))).isEqualTo("v20002");
    }

    private static List<String> names(Case example) {
        var walk = example.walk();
        return walk.nodes().stream().map(walk::name).toList();
    }

    /** The index of every entry, as it is typed. */
    private static Stream<String> entries(Tensor node) {
        int[] dims = node.shape().dims();
        return IntStream.range(0, node.shape().size()).mapToObj(at -> {
            var index = new int[dims.length];
            for (int axis = dims.length - 1, rest = at; axis >= 0; axis--) {
                index[axis] = rest % dims[axis];
                rest /= dims[axis];
            }
            return dims.length == 0 ? "" : Arrays.toString(index).replace(" ", "");
        });
    }
}

package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.RandomGraph.Builder;
import twingrad.compare.RandomGraph.Node;
import twingrad.compare.RandomGraph.Operation;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;

/** Random graphs through both engines and through difference quotients of plain numbers, which know neither. */
class RandomGraphsTest {

    private static final int GRAPHS = 10_000;

    private static final int SMALLEST = 5;
    private static final int LARGEST = 200;

    /** Some hundred roundings of 2^-53 = 1.1e-16; ten times what the graphs of these seeds need. */
    private static final double ENGINES = 1e-14;

    /** As for networks; the graphs of these seeds need 5e-10. */
    private static final double QUOTIENTS = FiniteDifferences.TRUNCATION;

    private static final Builder<Value> SCALAR =
            (node, x, y) -> node.operation().both().scalar().apply(x, y);
    private static final Builder<Tensor> TENSOR =
            (node, x, y) -> node.operation().both().tensor().apply(x, y);

    private static RandomGraph graph(long seed) {
        var random = new Random(seed);
        return RandomGraph.draw(SMALLEST + random.nextInt(LARGEST - SMALLEST + 1), random);
    }

    /** Whether two answers agree in value and gradient. */
    private static boolean agree(LossAndGradient a, LossAndGradient b, double bound) {
        return Norm.relativeDifference(new double[] {a.loss()}, new double[] {b.loss()}) <= bound
                && Norm.relativeDifference(a.gradient(), b.gradient()) <= bound;
    }

    @Test
    void ten_thousand_random_graphs_agree_in_both_engines_and_in_the_quotients() {
        int flat = 0;
        for (long seed = 0; seed < GRAPHS; seed++) {
            RandomGraph graph = graph(seed);
            LossAndGradient scalar = graph.scalar(SCALAR);

            assertThat(agree(scalar, graph.tensor(TENSOR), ENGINES))
                    .as("tensor, seed %d: %s", seed, graph)
                    .isTrue();
            assertThat(agree(scalar, graph.quotients(), QUOTIENTS))
                    .as("quotients, seed %d: %s", seed, graph)
                    .isTrue();
            flat += Norm.of(scalar.gradient()) < 0.1 ? 1 : 0;
        }
        assertThat(flat).as("graphs that prove little").isLessThan(GRAPHS / 100);
    }

    @Test
    void the_graphs_have_every_operation_every_size_shared_nodes_and_nodes_that_are_both_operands() {
        Set<Operation> met = EnumSet.noneOf(Operation.class);
        Set<Operation> metTwice = EnumSet.noneOf(Operation.class);
        int shared = 0;
        for (long seed = 0; seed < 300; seed++) {
            RandomGraph graph = graph(seed);
            graph.nodes().forEach(node -> met.add(node.operation()));
            graph.nodes().stream().filter(node -> node.i() == node.j()).forEach(node -> metTwice.add(node.operation()));
            shared += graph.nodes().stream().map(Node::i).distinct().count()
                            < graph.nodes().size()
                    ? 1
                    : 0;
        }

        assertThat(met).containsExactlyInAnyOrder(Operation.values());
        assertThat(metTwice).contains(Operation.ADD, Operation.SUB, Operation.MUL, Operation.DIV);
        assertThat(shared).isGreaterThan(290);
        assertThat(LongStream.range(0, 300).mapToInt(seed -> graph(seed).nodes().size()))
                .allMatch(size -> size >= SMALLEST && size <= LARGEST)
                .anyMatch(size -> size < 10)
                .anyMatch(size -> size > 190);
    }

    /** One edge is cut: the first operand of every such node is taken for a constant. */
    @ParameterizedTest
    @EnumSource
    void an_edge_that_is_lost_in_either_engine_is_noticed(Operation operation) {
        Builder<Value> scalar =
                (node, x, y) -> SCALAR.build(node, node.operation() == operation ? Value.of(x.data()) : x, y);
        Builder<Tensor> tensor =
                (node, x, y) -> TENSOR.build(node, node.operation() == operation ? Tensor.constant(x.data()) : x, y);
        int noticed = 0;
        int all = 0;
        for (long seed = 0; seed < 300; seed++) {
            RandomGraph graph = graph(seed);
            if (graph.nodes().stream().anyMatch(node -> node.operation() == operation)) {
                LossAndGradient healthy = graph.scalar(SCALAR);
                boolean isSeen = !agree(healthy, graph.tensor(tensor), ENGINES)
                        && !agree(graph.scalar(scalar), graph.quotients(), QUOTIENTS);
                noticed += isSeen ? 1 : 0;
                all++;
            }
        }

        // Where the operand's gradient is 0, as above a ReLU that is off, nothing is lost with it.
        assertThat(all).isGreaterThan(100);
        assertThat(noticed).isGreaterThan(all * 7 / 10);
    }

    /** The wrong half of a square: {@code a * a} with one edge for its two. */
    @Test
    void a_node_that_is_both_operands_and_counts_once_is_noticed() {
        Builder<Value> once = (node, x, y) -> SCALAR.build(node, x, node.i() == node.j() ? Value.of(y.data()) : y);
        int noticed = 0;
        for (long seed = 0; seed < 300; seed++) {
            RandomGraph graph = graph(seed);
            noticed += agree(graph.scalar(once), graph.tensor(TENSOR), ENGINES) ? 0 : 1;
        }

        assertThat(noticed).isGreaterThan(270);
    }

    /** Kinks, which the random graphs keep away from: the value and the slopes that both engines agree upon there. */
    @ParameterizedTest
    @CsvSource({
        "RELU, 0, 0, 0, 0, 0",
        "LEAKY_RELU, 0, 0, 0, 0.01, 0",
        "ABS, 0, 0, 0, 0, 0",
        "MAXIMUM, 1.5, 1.5, 1.5, 0.5, 0.5",
        "MINIMUM, 1.5, 1.5, 1.5, 0.5, 0.5",
    })
    void at_a_kink_both_engines_take_the_slope_of_the_convention(
            Operation operation, double x, double y, double value, double dx, double dy) {
        var node = new Node(operation, 0, 1);
        Value a = Value.of(x);
        Value b = Value.of(y);
        Value scalar = SCALAR.build(node, a, b);
        scalar.add(b.mul(0)).add(a.mul(0)).backward();
        Tensor c = Tensor.parameter(Precision.FLOAT64.of(new double[] {x}));
        Tensor d = Tensor.parameter(Precision.FLOAT64.of(new double[] {y}));
        Tensor tensor = TENSOR.build(node, c, d);
        tensor.add(d.mul(0)).add(c.mul(0)).backward();

        assertThat(new double[] {scalar.data(), a.grad(), b.grad()}).containsExactly(value, dx, dy);
        assertThat(new double[] {tensor.data().item(), c.grad().item(), d.grad().item()})
                .containsExactly(value, dx, dy);
    }
}

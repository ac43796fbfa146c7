package twingrad.compare.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;

class NetworkGraphTest {

    /** The ops are the engine's own; only the order in which a node's contributions are summed may differ. */
    private static final double ROUNDING = 1e-15;

    @ParameterizedTest
    @EnumSource
    void loss_and_gradient_are_those_of_the_scalar_engine(Loss loss) {
        var network = Network.of(List.of(3, 4, 2), Activation.TANH, loss).with(new Regularization(0.25, 0.5));
        double[] theta = network.draw(new Seeds(5));
        var batch = new Batch(1, new double[] {0.5, -1.25, 2}, loss.targets(new int[] {1}, network.outputs()));
        var expected = new ScalarWitness().evaluate(network, theta, batch);
        var walk = new Walk(NetworkGraph.of(network, theta, batch));
        walk.finish();
        double[] gradient = walk.graph().leaves().keySet().stream()
                .filter(name -> name.startsWith("layers"))
                .mapToDouble(name -> walk.shownGrad(name).orElseThrow())
                .toArray();

        assertThat(walk.graph().root().data()).isCloseTo(expected.loss(), within(ROUNDING));
        assertThat(gradient).containsExactly(expected.gradient(), within(ROUNDING));
    }

    @Test
    void softmax_holds_no_number_that_comes_from_the_leaves() {
        var network = Network.of(List.of(2, 3), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        var batch = new Batch(1, new double[] {0.5, -1.25}, new double[] {1});
        Graph graph = NetworkGraph.of(network, network.draw(new Seeds(1)), batch);

        assertThat(graph.nodes())
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.number()).isEmpty());
    }

    @ParameterizedTest(name = "logit {0}, label {1}: J = {2}, slope {3}")
    @CsvSource({
        "Infinity, 1, 0, 0",
        "Infinity, 0, Infinity, 1",
        "-Infinity, 1, Infinity, -1",
        "-Infinity, 0, 0, 0",
        "Infinity, 0.5, Infinity, 0.5",
    })
    void an_infinite_logit_has_the_binary_cross_entropy_of_the_engine(
            double bias, double label, double expected, double slope) {
        var network = Network.of(List.of(1, 1), Activation.RELU, Loss.BINARY_CROSS_ENTROPY);
        var batch = new Batch(1, new double[] {2}, new double[] {label});
        Graph graph = NetworkGraph.of(network, new double[] {0.5, bias}, batch);
        graph.root().backward();

        assertThat(graph.root().data()).isEqualTo(expected);
        assertThat(graph.value("layers.0.bias[0]").grad()).isEqualTo(slope, within(0.0));
        assertThat(new ScalarWitness()
                        .evaluate(network, new double[] {0.5, bias}, batch)
                        .loss())
                .isEqualTo(expected);
    }

    @Test
    void nodes_are_named_as_on_the_blackboard() {
        var network = Network.of(List.of(2, 2, 1), Activation.RELU, Loss.BINARY_CROSS_ENTROPY);
        var batch = new Batch(1, new double[] {0, 1}, new double[] {1});
        Graph graph = NetworkGraph.of(network, network.draw(new Seeds(1)), batch);

        assertThat(graph.leaves().keySet())
                .containsExactly(
                        "x0",
                        "x1",
                        "y0",
                        "layers.0.weight[0][0]",
                        "layers.0.weight[0][1]",
                        "layers.0.weight[1][0]",
                        "layers.0.weight[1][1]",
                        "layers.0.bias[0]",
                        "layers.0.bias[1]",
                        "layers.1.weight[0][0]",
                        "layers.1.weight[0][1]",
                        "layers.1.bias[0]");
        assertThat(graph.nodes())
                .extracting(Node::name)
                .contains("z0[0]", "a0[0]", "z0[1]", "a0[1]", "z1[0]", "J")
                .doesNotContain("a1[0]");
        assertThat(graph.nodes())
                .filteredOn(node -> node.constant())
                .extracting(Node::name)
                .containsExactly("x0", "x1", "y0", "1");
        assertThat(graph.node("a0[1]").op()).isEqualTo("relu");
        assertThat(graph.with("x0", 3).node("x0").value()).isEqualTo(3);
    }

    @Test
    void anything_but_one_fitting_sample_is_refused() {
        var network = Network.of(List.of(2, 1), Activation.RELU, Loss.HINGE);

        assertThatThrownBy(() -> NetworkGraph.of(
                        network, network.draw(new Seeds(1)), new Batch(2, new double[4], new double[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network graph: expected 1 sample of 2 inputs, got 2 of 2");
        assertThatThrownBy(() -> NetworkGraph.of(network, new double[2], new Batch(1, new double[2], new double[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network graph: expected 3 parameters, got 2");
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Op;
import twingrad.compare.OpTable;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWalk;
import twingrad.tensor.Precision;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

class TensorStepsTest {

    private static final Network TINY = Network.of(List.of(2, 1), Activation.RELU, Loss.MEAN_SQUARED_ERROR);

    /** x·w + b is 1.5 and -1 against targets 1 and 0: errors 0.5 and -1. */
    private static final double[] THETA = {1, -0.5, 0.5};

    private static final Batch TWO = new Batch(2, new double[] {2, 2, -1, 1}, new double[] {1, 0});

    @Test
    void tiny_walk_is_printed_whole() {
        assertThat(printed(TINY, THETA, TWO, "layers.0.weight[0,1]")).isEqualTo("""
                        2-1 identity, mean-squared-error; samples 2, parameters 3; float64

                        forward
                          X (2x2), constant
                               2  2
                              -1  1
                          layers.0.weight (1x2), parameter
                              1  -0.5
                          layers.0.bias (1), parameter
                              0.5
                          Z0 = X·layers.0.weightᵀ + layers.0.bias: (2x2), (1x2), (1) -> (2x1)
                               1.5
                              -1
                          losses = squaredError(Z0): (2x1) -> (2x1)
                              0.25
                              1
                          J = mean(losses): (2x1) -> ()
                              0.625

                        backward: the root's gradient is 1; each result's gradient enters the VJPs of its inputs
                          J = mean(losses): (2x1) -> ()
                            dlosses = dJ/2 in every entry
                              dJ    -> dlosses (2x1)
                              1     0.5
                                    0.5
                          losses = squaredError(Z0): (2x1) -> (2x1)
                            dZ0 = dlosses ⊙ 2·(Z0 - y)
                              dlosses (2x1)    Z0 (2x1)    y (2x1)    -> dZ0 (2x1)
                              0.5               1.5        1           0.5
                              0.5              -1          0          -1
                          Z0 = X·layers.0.weightᵀ + layers.0.bias: (2x2), (1x2), (1) -> (2x1)
                            X is constant: its gradient is not computed
                            dlayers.0.weight = dZ0ᵀ·X
                              dZ0 (2x1)    X (2x2)    -> dlayers.0.weight (1x2)
                               0.5          2  2      2  0
                              -1           -1  1
                            dlayers.0.bias = column sums of dZ0
                              dZ0 (2x1)    -> dlayers.0.bias (1)
                               0.5         -0.5
                              -1

                        dlayers.0.weight[0,1] = 0
                          through Z0, where dlayers.0.weight = dZ0ᵀ·X
                            dZ0[0,0]·X[0,1] = 0.5·2 = 1
                            dZ0[1,0]·X[1,1] = -1·1 = -1
                          sum 0
                        """);
    }

    @Test
    void printed_gradients_are_those_of_the_scalar_engine() {
        var network = Network.of(List.of(2, 2, 1), Activation.TANH, Loss.BINARY_CROSS_ENTROPY);
        var batch = new Batch(4, new double[] {0, 0, 0, 1, 1, 0, 1, 1}, new double[] {0, 1, 1, 0});
        double[] theta = network.draw(new Seeds(1));
        var scalar = network.scalarTwin(theta);
        scalar.loss(batch).backward();
        for (var block : network.blocks()) {
            for (int place = 0; place < block.size(); place++) {
                String entry = block.name() + block.index(place).toString().replace(" ", "");
                String expected = ArrayText.number(scalar.gradient()[block.offset() + place]);
                assertThat(printed(network, theta, batch, entry))
                        .contains("\nd" + entry + " = " + expected + "\n")
                        .endsWith("  sum " + expected + "\n");
            }
        }
    }

    @Test
    void entries_of_logits_show_the_jacobian_of_their_row() {
        var network = Network.of(List.of(1, 2), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        var batch = new Batch(2, new double[] {1, 0}, new double[] {1, 0});

        assertThat(printed(network, new double[] {2, 2, 0, 0}, batch, "Z0[0,1]"))
                .endsWith("""
                        dZ0[0,1] = -0.25
                          through losses, where dZ0 = (p - onehot) ⊙ dlosses, row by row
                            dlosses[0]·∂losses[0]/∂Z0[0,1] = 0.5·-0.5 = -0.25
                            1 other is 0
                          sum -0.25
                          the Jacobian of row 0's softmax is diag(p) - p·pᵀ; by -1/p[1], the slope of -ln p[1], \
                        its column 1 becomes p - onehot
                               0.25  -0.25
                              -0.25   0.25
                        """);
    }

    @Test
    void summands_of_0_are_counted_and_those_of_a_penalty_stand_apart() {
        var penalized = TINY.with(new Regularization(0, 0.5));
        var batch = new Batch(2, new double[] {0, 2, -1, 1}, new double[] {1, 0});

        assertThat(printed(penalized, THETA, batch, "layers.0.weight[0,0]"))
                .contains("  J = E + l2: (), () -> ()\n", "    dlayers.0.weight += dv1 ⊙ layers.0.weight\n")
                .contains("    1 other is 0\n", "  through v1, where dlayers.0.weight += dv1 ⊙ layers.0.weight\n")
                .doesNotContain("0.125 is constant");
    }

    static Stream<Op> ops() {
        return OpTable.ops().stream();
    }

    @ParameterizedTest
    @MethodSource("ops")
    void every_op_is_printed_with_its_vjps(Op op) {
        for (List<Shape> shapes : op.shapes()) {
            var leaves = shapes.stream()
                    .map(shape -> Tensor.parameter(Precision.FLOAT64.full(shape, 0.75)))
                    .toList();
            var walk = new TensorWalk(op.tensor().apply(leaves).mul(2).sum());
            var text = new StringWriter();
            TensorSteps.print(walk, Optional.empty(), new PrintWriter(text));

            assertThat(text.toString().lines())
                    .containsAll(walk.steps().stream()
                            .flatMap(step -> step.contributions().stream())
                            .map(contribution -> "    " + contribution.formula(walk::name))
                            .toList());
        }
    }

    @Test
    void root_is_where_the_pass_begins() {
        assertThat(printed(TINY, THETA, TWO, "J"))
                .endsWith("\ndJ = 1\n  the root's own gradient: 1, where every pass begins\n");
    }

    @Test
    void long_sums_are_cut() {
        var many = new Batch(50, new double[100], new double[50]);

        assertThat(printed(TINY, THETA, many, "layers.0.bias[0]")).contains("    … and 10 more\n");
        assertThat(printed(TINY, THETA, many, "layers.0.weight[0,0]")).contains("    all are 0\n");
    }

    private static String printed(Network network, double[] theta, Batch batch, String entry) {
        var text = new StringWriter();
        TensorSteps.print(network, theta, batch, Optional.of(entry), new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}

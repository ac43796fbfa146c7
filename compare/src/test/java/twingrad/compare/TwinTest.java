package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;

/** One network in both engines: what it is given. */
class TwinTest {

    private static final Network NETWORK = Network.of(List.of(2, 5, 4, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);

    /** Row-major: with a single 1 at W[2][1], output 2 is input 1, in both engines. */
    @Test
    void theta_is_row_major_in_both_twins() {
        var network = Network.of(List.of(2, 3), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        var theta = new double[] {0, 0, 0, 0, 0, 1, 0.5, 0.25, 0.125};
        var batch = new Batch(1, new double[] {10, 20}, new double[3]);

        assertThat(network.scalarTwin(theta).outputs(1, batch.inputs())).containsExactly(0.5, 0.25, 20.125);
        assertThat(Textbook.forward(network, theta, batch).outputs()).containsExactly(0.5, 0.25, 20.125);
        assertThat(Scene.FLOAT64.evaluate(network, theta, batch))
                .extracting(LossAndGradient::loss)
                .isEqualTo((0.5 * 0.5 + 0.25 * 0.25 + 20.125 * 20.125) / 3);
    }

    @Test
    void theta_must_fit() {
        for (var build : List.<Runnable>of(
                () -> NETWORK.scalarTwin(new double[53]),
                () -> NETWORK.tensorTwin(Precision.FLOAT32, new double[53]))) {
            assertThatThrownBy(build::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network 2-5-4-3 tanh, softmax-cross-entropy: expected 54 parameters, got 53");
        }
    }

    @Test
    void a_batch_must_fit() {
        var batch = new Batch(2, new double[6], new double[4]);
        for (var build : List.<Runnable>of(
                () -> NETWORK.scalarTwin(new double[54]).loss(batch),
                () -> NETWORK.tensorTwin(Precision.FLOAT32, new double[54]).loss(batch))) {
            assertThatThrownBy(build::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network 2-5-4-3 tanh, softmax-cross-entropy: expected a batch of 2 inputs and 1 target"
                            + " columns, got 3 and 2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SOFTMAX_CROSS_ENTROPY | 3   | class numbers from 0 to 2 as targets, got 3.0
            SOFTMAX_CROSS_ENTROPY | -1  | class numbers from 0 to 2 as targets, got -1.0
            SOFTMAX_CROSS_ENTROPY | 1.5 | class numbers from 0 to 2 as targets, got 1.5
            SOFTMAX_CROSS_ENTROPY | NaN | class numbers from 0 to 2 as targets, got NaN
            BINARY_CROSS_ENTROPY  | 2   | numbers from 0 to 1 as targets, got 2.0
            BINARY_CROSS_ENTROPY  | -.1 | numbers from 0 to 1 as targets, got -0.1
            BINARY_CROSS_ENTROPY  | NaN | numbers from 0 to 1 as targets, got NaN
            HINGE                 | 0   | -1 or 1 as targets, got 0.0
            MEAN_SQUARED_ERROR    | NaN | finite numbers as targets, got NaN
            MEAN_SQUARED_ERROR    | Infinity | finite numbers as targets, got Infinity
            """)
    void targets_must_be_in_the_loss_s_coding(Loss loss, double target, String message) {
        var network = Network.of(List.of(2, 3), Activation.TANH, loss);
        int columns = loss.targetColumns(3);
        var targets = new double[2 * columns];
        Arrays.fill(targets, 1);
        targets[2 * columns - 1] = target;
        var batch = new Batch(2, new double[4], targets);

        for (Witness witness : List.of(Scene.SCALAR, Scene.FLOAT32, new FiniteDifferences(new Seeds(1)))) {
            assertThatThrownBy(() -> witness.evaluate(network, new double[9], batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(loss + ": expected " + message + " in row 1");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void inputs_must_be_finite(double x) {
        var batch = new Batch(2, new double[] {1, 2, 3, x}, new double[] {0, 1});

        assertThatThrownBy(() -> NETWORK.scalarTwin(new double[54]).loss(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch: expected finite inputs, got " + x + " in row 1, column 1");
    }

    @Test
    void both_twins_start_from_the_same_theta() {
        Dataset data = ToyDatasets.xor();
        Network network = Network.classifier(data, List.of(3), Activation.RELU);
        double[] theta = network.draw(new Seeds(2));

        assertThat(network.scalarTwin(theta).theta()).isEqualTo(theta);
        for (var precision : Precision.values()) {
            assertThat(network.tensorTwin(precision, theta).theta()).isEqualTo(theta);
        }
        assertThat(network.scalarTwin(theta).parameters()).noneMatch(Value::hasGrad);
    }
}

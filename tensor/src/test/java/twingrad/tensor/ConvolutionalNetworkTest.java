package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layers for images, and networks of them. */
class ConvolutionalNetworkTest {
    /** The parameters' bits after the training below, on every JDK, with and without the vector module. */
    private static final String PINNED = "aa5e8e64fc75a7c607ac3b1a9531cb75030a5625b2ea4a13fbabadb112dc53fb";

    /** Central differences of a smooth network: ε² times its third derivatives, and rounding divided by ε. */
    private static final double FINITE_DIFFERENCES = 1e-8;

    private static final BiFunction<Tensor, int[], Tensor> CROSS_ENTROPY =
            (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels));

    private final int threads = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.threads(threads);
    }

    /** Rows of 7 x 9 pixels to two logits. */
    private static Sequential network(Precision precision, Random random) {
        return new Sequential(
                new Unflatten(1, 7, 9),
                Conv2d.random(1, 3, 3, 1, precision, random),
                Tensor::tanh,
                new MaxPool2d(2),
                Conv2d.random(3, 4, 2, 0, precision, random),
                Tensor::relu,
                new Flatten(),
                new Dropout(0.2, step -> new Random(100 + step)),
                Linear.random(4 * 2 * 3, 2, precision, random));
    }

    @Test
    void a_sample_goes_from_a_row_through_images_to_logits() {
        var shapes = new StringBuilder();
        var network = network(Precision.FLOAT32, new Random(1));
        Tensor x = zeros(5, 63);
        for (var layer : network.layers()) {
            shapes.append(x.shape()).append(' ');
            x = layer.forward(x);
        }

        assertThat(shapes.append(x.shape()))
                .hasToString("(5x63) (5x1x7x9) (5x3x7x9) (5x3x7x9) (5x3x3x4) (5x4x2x3) (5x4x2x3) (5x24) (5x24) (5x2)");
        assertThat(network.namedParameters().keySet())
                .containsExactly(
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.1.weight",
                        "layers.1.bias",
                        "layers.2.weight",
                        "layers.2.bias");
    }

    @Test
    void the_whole_network_agrees_with_central_differences_dropout_included() {
        var inputs = Tensor.constant(Draws.array(Precision.FLOAT64, 2, 4, 63));
        var parameters = network(Precision.FLOAT64, new Random(3)).parameters();
        var check = new FiniteDifferences(
                p -> new Sequential(
                                new Unflatten(1, 7, 9),
                                new Conv2d(p.get(0), p.get(1), 1, 1),
                                Tensor::tanh,
                                new MaxPool2d(2),
                                new Conv2d(p.get(2), p.get(3), 1, 0),
                                Tensor::relu,
                                new Flatten(),
                                new Dropout(0.2, step -> new Random(100 + step)),
                                new Linear(p.get(4), p.get(5)))
                        .forwardInTraining(inputs, 6),
                parameters.stream().map(Tensor::data).toList());

        assertThat(check.discrepancy()).isLessThan(FINITE_DIFFERENCES);
    }

    @Test
    void float32_agrees_with_float64_to_rounding() {
        var single = network(Precision.FLOAT32, new Random(4));
        var twice = network(Precision.FLOAT64, new Random(4));
        var inputs = Draws.signed(5, 6 * 63);
        int[] labels = {0, 1, 1, 0, 1, 0};
        for (var network : List.of(single, twice)) {
            var x = Tensor.constant(network.precision().of(inputs, 6, 63));
            CROSS_ENTROPY.apply(network.forwardInTraining(x, 1), labels).backward();
        }

        assertThat(FiniteDifferences.discrepancy(gradients(single), gradients(twice)))
                .isBetween(1e-9, 1e-6);
    }

    private static List<double[]> gradients(Sequential network) {
        return network.parameters().stream().map(w -> w.grad().toDoubles()).toList();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3})
    void training_gives_the_same_bits_always(int threads) {
        Workers.threads(threads);
        var network = network(Precision.FLOAT32, new Random(6));
        train(network, 3);

        assertThat(ParameterBits.sha256(network)).isEqualTo(PINNED);
    }

    @Test
    @Tag("slow")
    void it_learns() {
        var network = network(Precision.FLOAT32, new Random(6));
        var data = new Rings(700, 63, 2, 8);

        assertThat(train(network, 1) / 4).isGreaterThan(train(network, 20));
        assertThat(Evaluation.of(network, data).accuracy()).isGreaterThan(0.95);
        assertThat(Evaluation.of(network, data).logits().shape()).isEqualTo(Shape.of(700, 2));
    }

    private static double train(Sequential network, int epochs) {
        var trainer = new Trainer(network, CROSS_ENTROPY, new Adam(network.parameters()), 64, Random::new);
        double loss = Double.NaN;
        for (int epoch = 0; epoch < epochs; epoch++) {
            loss = trainer.epoch(new Rings(700, 63, 2, 8), epoch, 0.01);
        }
        return loss;
    }

    @Test
    void a_random_convolution_is_lecun_normal_over_its_patches() {
        var layer = Conv2d.random(10, 50, 5, 0, Precision.FLOAT64, new Random(1));
        var weights = layer.weight().data().toDoubles();
        double variance = DoubleStream.of(weights).map(w -> w * w).sum() / weights.length;

        // 12,500 draws: the variance's own standard deviation is 1.3 % of 1/250.
        assertThat(variance).isBetween(0.96 / 250, 1.04 / 250);
        assertThat(layer.bias().data().toDoubles()).containsOnly(0).hasSize(50);
    }

    @Test
    void refuses_what_does_not_fit() {
        assertThatThrownBy(() -> new Conv2d(zeros(2, 3), zeros(2), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Conv2d: expected rank 4, got (2x3)");
        assertThatThrownBy(() -> new Conv2d(zeros(2, 3, 5, 5), zeros(3), 1, 0))
                .hasMessage("Conv2d: expected a bias (2) to match the weight (2x3x5x5), got (3)");
        assertThatThrownBy(() -> new Conv2d(zeros(2, 3, 5, 5), zeros(2), 0, 0))
                .hasMessage("Conv2d: expected a stride of at least 1 and a padding of 0 or more, got 0 and 0");
        assertThatThrownBy(() -> new MaxPool2d(0))
                .hasMessage("MaxPool2d: expected a size and a stride of at least 1, got 0 and 0");
        assertThatThrownBy(() -> new Unflatten(1, 28, 28).forward(zeros(2, 3)))
                .hasMessage("Unflatten: expected inputs (B x 784), one row for each (1x28x28), got (2x3)");
        assertThatThrownBy(() -> new Flatten().forward(zeros()))
                .hasMessage("Flatten: expected a batch, one sample along the first axis, got ()");
    }

    @Test
    void refuses_layers_without_units_or_channels() {
        assertThatThrownBy(() -> Linear.random(3, 0, Precision.FLOAT32, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Linear: expected at least 1 input and 1 output, got 3 and 0");
        assertThatThrownBy(() -> Conv2d.random(0, 6, 5, 0, Precision.FLOAT32, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Conv2d: expected at least 1 channel, 1 output and a window of 1, got 0, 6 and 5");
        assertThatThrownBy(Unflatten::new)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unflatten: expected a sample's sizes, each of at least 1, got []; for images (channels,"
                        + " height, width)");
        assertThatThrownBy(() -> new Unflatten(1, 0, 28))
                .hasMessageStartingWith("Unflatten: expected a sample's sizes, each of at least 1, got [1, 0, 28]");
    }

    private static Tensor zeros(int... dims) {
        return Tensor.constant(Precision.FLOAT32.zeros(Shape.of(dims)));
    }
}

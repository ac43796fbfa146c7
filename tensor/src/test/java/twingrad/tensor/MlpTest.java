package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MlpTest {
    private static final List<UnaryOperator<Tensor>> RELU_THEN_LOGITS = List.of(Tensor::relu, UnaryOperator.identity());

    @Test
    void theta_stands_layer_by_layer_weight_then_bias() {
        var theta = DoubleStream.iterate(1, x -> x + 1).limit(3 * 2 + 3 + 3 + 1).toArray();
        var mlp = new Mlp(List.of(2, 3, 1), RELU_THEN_LOGITS, Precision.FLOAT64, theta);

        assertThat(mlp.parameters())
                .extracting(Tensor::label)
                .containsExactly("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias");
        assertThat(mlp.parameters())
                .extracting(Tensor::shape)
                .containsExactly(Shape.of(3, 2), Shape.of(3), Shape.of(1, 3), Shape.of(1));
        assertThat(mlp.parameters().stream()
                        .flatMapToDouble(p -> DoubleStream.of(p.data().toDoubles())))
                .containsExactly(DoubleStream.of(theta).boxed().toArray(Double[]::new));
        assertThat(mlp.weights())
                .containsExactly(mlp.parameters().get(0), mlp.parameters().get(2));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void computes_x_times_w_transposed_plus_b(Precision precision) {
        double[] theta = {1, 2, -3, 4, 5, -6, 10, 20, 30, 1, -1, 2, 7};
        var mlp = new Mlp(List.of(2, 3, 1), RELU_THEN_LOGITS, precision, theta);
        var x = Tensor.constant(precision.of(new double[] {1, 1, 10, -10}, 2, 2));

        // Hidden: (13, 21, 29) and (0, 0, 140).
        assertThat(mlp.forward(x).data().toDoubles()).containsExactly(13 - 21 + 58 + 7, 280 + 7);
        assertThat(mlp.forward(x).shape()).isEqualTo(Shape.of(2, 1));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gradients_of_a_layer_are_those_of_the_textbook(Precision precision) {
        var w = Tensor.parameter(Draws.array(precision, 31, 2, 3));
        var b = Tensor.parameter(Draws.array(precision, 32, 2));
        var x = Tensor.parameter(Draws.array(precision, 33, 5, 3));
        var dz = Draws.array(precision, 34, 5, 2);
        new Linear(w, b).forward(x).mul(Tensor.constant(dz)).sum().backward();

        assertThat(w.grad().toDoubles())
                .containsExactly(dz.transpose().matmul(x.data()).toDoubles());
        assertThat(b.grad().toDoubles()).containsExactly(dz.sum(0, false).toDoubles());
        assertThat(x.grad().toDoubles()).containsExactly(dz.matmul(w.data()).toDoubles());
    }

    @Test
    void a_whole_network_agrees_with_central_differences() {
        var theta = Draws.signed(35, 3 * 4 + 4 + 4 * 2 + 2);
        var shape =
                new Mlp(List.of(3, 4, 2), List.of(Tensor::tanh, UnaryOperator.identity()), Precision.FLOAT64, theta);
        var x = Tensor.constant(Draws.array(Precision.FLOAT64, 36, 5, 3));
        var check = new FiniteDifferences(
                p -> {
                    var hidden = new Linear(p.get(0), p.get(1)).forward(x).tanh();
                    var logits = new Linear(p.get(2), p.get(3)).forward(hidden);
                    return Losses.softmaxCrossEntropy(logits, new int[] {0, 1, 1, 0, 1});
                },
                shape.parameters().stream().map(Tensor::data).toList());

        assertThat(check.discrepancy()).isLessThan(1e-8);
    }

    @Test
    void random_weights_are_lecun_normal_and_biases_zero() {
        var mlp = Mlp.random(List.of(100, 50, 3), RELU_THEN_LOGITS, Precision.FLOAT64, new Random(1));
        var weights = mlp.parameters().get(0).data().toDoubles();
        double variance = DoubleStream.of(weights).map(w -> w * w).sum() / weights.length;

        // 5000 draws: the variance's own standard deviation is 2 % of 1/100.
        assertThat(variance).isBetween(0.0094, 0.0106);
        assertThat(DoubleStream.of(weights)).allMatch(w -> w == w.floatValue());
        assertThat(mlp.parameters().get(1).data().toDoubles()).containsOnly(0);
    }

    @Test
    void random_weights_are_the_same_in_both_precisions() {
        var single = Mlp.random(List.of(7, 5, 3), RELU_THEN_LOGITS, Precision.FLOAT32, new Random(2));
        var twice = Mlp.random(List.of(7, 5, 3), RELU_THEN_LOGITS, Precision.FLOAT64, new Random(2));

        IntStream.range(0, 4)
                .forEach(i -> assertThat(single.parameters().get(i).data().toDoubles())
                        .containsExactly(twice.parameters().get(i).data().toDoubles()));
    }

    @Test
    void refuses_what_does_not_fit() {
        assertThatThrownBy(() -> new Mlp(List.of(2, 3, 1), RELU_THEN_LOGITS, Precision.FLOAT32, new double[12]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Mlp: expected 13 parameters for widths [2, 3, 1], got 12");
        assertThatThrownBy(() -> new Mlp(List.of(2, 1), RELU_THEN_LOGITS, Precision.FLOAT32, new double[3]))
                .hasMessage("Mlp: expected 1 activations, one for each layer, got 2");
        assertThatThrownBy(() -> new Mlp(List.of(2), List.of(), Precision.FLOAT32, new double[0]))
                .hasMessage("Mlp: expected at least 2 widths, each of at least 1, got [2]");
        assertThatThrownBy(() -> new Linear(zeros(2, 3), zeros(3)))
                .hasMessage("Linear: expected a bias (2) to match the weight (2x3), got (3)");
        assertThatThrownBy(() -> new Linear(zeros(2, 3), zeros(2)).forward(zeros(3, 5)))
                .hasMessage("Linear: expected inputs (B x 3), got (3x5); one sample is one row");
    }

    private static Tensor zeros(int... dims) {
        return Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(dims)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void hidden_units_are_dropped_in_training_alone(Precision precision) {
        List<UnaryOperator<Tensor>> activations = List.of(Tensor::tanh, Tensor::tanh, UnaryOperator.identity());
        var mlp = Mlp.random(List.of(2, 4, 3, 1), activations, precision, new Random(1));
        var dropping = mlp.withDropout(List.of(
                new Dropout(0.4, step -> new Random(10 + step)), new Dropout(0.4, step -> new Random(20 + step))));
        var x = Tensor.constant(Draws.array(precision, 3, 5, 2));
        var byHand = x;
        for (int l = 0; l < 2; l++) {
            byHand = mlp.layers().get(l).forward(byHand).tanh();
            byHand = byHand.mul(Tensor.constant(mask(new Random(10 * (l + 1) + 3), byHand.data())));
        }
        byHand = mlp.layers().get(2).forward(byHand);

        assertThat(dropping.namedParameters()).isEqualTo(mlp.namedParameters());
        assertThat(dropping.forward(x).data().toDoubles())
                .containsExactly(mlp.forward(x).data().toDoubles());
        assertThat(mlp.forwardInTraining(x, 3).data().toDoubles())
                .containsExactly(mlp.forward(x).data().toDoubles());
        assertThat(dropping.forwardInTraining(x, 3).data().toDoubles())
                .containsExactly(byHand.data().toDoubles());
        assertThat(dropping.forwardInTraining(x, 4).data().toDoubles())
                .isNotEqualTo(byHand.data().toDoubles());
    }

    /** Drawn row by row. */
    private static NdArray mask(Random random, NdArray like) {
        double[] mask = new double[like.shape().size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextDouble() < 0.4 ? 0 : 1 / 0.6;
        }
        return like.precision().of(mask, like.shape().dims());
    }

    @Test
    void mean_is_kept_by_dropout() {
        var ones = Tensor.constant(Precision.FLOAT32.full(Shape.of(100, 100), 1));
        var dropped = new Dropout(0.4, Random::new).forwardInTraining(ones, 3).data();
        // The standard deviation of one is √(0.4/0.6) = 0.82, of their mean 0.0082.
        assertThat(dropped.sum().item() / 10_000).isCloseTo(1, within(0.04));
        assertThat(DoubleStream.of(dropped.toDoubles()).filter(x -> x == 0).count())
                .isBetween(3_800L, 4_200L);
    }

    @Test
    void dropouts_must_be_one_for_each_hidden_layer() {
        var mlp = Mlp.random(List.of(2, 4, 1), RELU_THEN_LOGITS, Precision.FLOAT32, new Random(1));
        assertThatThrownBy(() -> mlp.withDropout(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("withDropout: expected 1 dropouts, one for each hidden layer, got 0");
    }
}

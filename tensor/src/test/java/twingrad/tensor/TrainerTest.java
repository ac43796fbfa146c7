package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    /** The parameters' bits after the training below, on every JDK, with and without the vector module. */
    private static final String PINNED = "86e1007504a7b033efe3c86ac72c223e6b3d5b85975dffb7828d5fd29d15de42";

    private static final BiFunction<Tensor, int[], Tensor> CROSS_ENTROPY =
            (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels));

    private final int threads = Workers.threads();

    @AfterEach
    void restoreThreads() {
        Workers.threads(threads);
    }

    @ParameterizedTest(name = "{0} threads")
    @Tag("bits")
    @ValueSource(ints = {1, 2, 3})
    void training_gives_the_same_bits_always(int threads) {
        Workers.threads(threads);
        var data = new Rings(300, 60, 3, 1);
        List<UnaryOperator<Tensor>> activations = List.of(Tensor::tanh, Tensor::relu, UnaryOperator.identity());
        var model = Mlp.random(List.of(60, 96, 33, 3), activations, Precision.FLOAT32, new Random(2));
        var trainer = new Trainer(model, CROSS_ENTROPY, new Adam(model.parameters()), 128, Random::new);
        for (int epoch = 0; epoch < 5; epoch++) {
            trainer.epoch(data, epoch, 0.01);
        }

        assertThat(ParameterBits.sha256(model)).isEqualTo(PINNED);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void learns_rings(Precision precision) {
        var data = new Rings(300, 2, 2, 3);
        var model =
                Mlp.random(List.of(2, 8, 2), List.of(Tensor::tanh, UnaryOperator.identity()), precision, new Random(4));
        var trainer = new Trainer(model, CROSS_ENTROPY, new Adam(model.parameters()), 64, Random::new);
        double first = trainer.epoch(data, 0, 0.05);
        double last = first;
        for (int epoch = 1; epoch < 60; epoch++) {
            last = trainer.epoch(data, epoch, 0.05);
        }

        assertThat(last).isLessThan(first / 5);
        assertThat(Evaluation.of(model, data).accuracy()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void float32_stays_beside_float64() {
        assertThat(trainedLoss(Precision.FLOAT32)).isCloseTo(trainedLoss(Precision.FLOAT64), within(1e-5));
    }

    private static double trainedLoss(Precision precision) {
        var data = new Rings(90, 5, 3, 5);
        var model = Mlp.random(
                List.of(5, 11, 3), List.of(Tensor::tanh, UnaryOperator.identity()), precision, new Random(6));
        var trainer = new Trainer(model, CROSS_ENTROPY, new Sgd(model.parameters()), 32, Random::new);
        double loss = 0;
        for (int epoch = 0; epoch < 5; epoch++) {
            loss = trainer.epoch(data, epoch, 0.1);
        }
        return loss;
    }

    @Test
    void uses_each_sample_once_and_the_short_last_batch_with_its_own_size() {
        var data = new Numbered(103);
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT64, new double[] {1, 0});
        var seen = new ArrayList<Integer>();
        var sizes = new ArrayList<Integer>();
        BiFunction<Tensor, int[], Tensor> loss = (outputs, labels) -> {
            sizes.add(labels.length);
            for (int label : labels) {
                seen.add(label);
            }
            return outputs.mean();
        };
        var progress = new ArrayList<Integer>();
        var trainer = new Trainer(model, loss, new Sgd(model.parameters()), 25, Random::new);
        double mean = trainer.epoch(data, 7, 0, progress::add);

        assertThat(seen)
                .hasSize(103)
                .doesNotHaveDuplicates()
                .isNotEqualTo(seen.stream().sorted().toList());
        assertThat(sizes).containsExactly(25, 25, 25, 25, 3);
        assertThat(progress).containsExactly(25, 50, 75, 100, 103);
        assertThat(mean).isCloseTo(51, within(1e-13));
    }

    @Test
    void the_order_of_samples_depends_on_the_epoch_alone() {
        assertThat(order(7)).isEqualTo(order(7)).isNotEqualTo(order(8));
    }

    private static List<Integer> order(long epoch) {
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT32, new double[2]);
        var seen = new ArrayList<Integer>();
        BiFunction<Tensor, int[], Tensor> loss = (outputs, labels) -> {
            seen.add(labels[0]);
            return outputs.mean();
        };
        new Trainer(model, loss, new Sgd(model.parameters()), 1, Random::new).epoch(new Numbered(20), epoch, 0.1);
        return seen;
    }

    @Test
    void what_an_earlier_step_computed_refuses_to_be_read_instead_of_showing_another_steps_numbers() {
        var kept = new ArrayList<Tensor>();
        BiFunction<Tensor, int[], Tensor> loss = (outputs, labels) -> {
            kept.add(outputs);
            return outputs.mean();
        };
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT32, new double[] {1, 0});
        new Trainer(model, loss, new Sgd(model.parameters()), 10, Random::new).epoch(new Numbered(20), 0, 0);

        assertThat(kept.get(1).data().toDoubles()).hasSize(10);
        assertThat(model.parameters().get(0).grad().toDoubles()).hasSize(1);
        assertThatThrownBy(() -> kept.get(0).data().toDoubles())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of an earlier one, whose memory is used again");
        assertThatThrownBy(() -> kept.get(0).mean().backward()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_optimizer_may_add_up_the_gradients_of_several_steps() {
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT32, new double[] {1, 0});
        var adding = new Optimizer() {
            @Override
            public void step(double learningRate) {}

            @Override
            public void zeroGrad() {}
        };
        new Trainer(model, (outputs, labels) -> outputs.sum(), adding, 7, Random::new).epoch(new Numbered(20), 0, 0.1);

        assertThat(model.parameters().get(0).grad().item()).isEqualTo(19 * 20 / 2);
        assertThat(model.parameters().get(1).grad().item()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_parameter_of_the_loss_alone_adds_up_its_gradients_too(Precision precision) {
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), precision, new double[] {1, 0});
        var scale = Tensor.parameter(precision.of(new double[] {1}, 1));
        var trainer = new Trainer(
                model, (outputs, labels) -> outputs.mul(scale).sum(), new Sgd(model.parameters()), 7, Random::new);
        trainer.epoch(new Numbered(20), 0, 0);

        assertThat(scale.grad().item()).isEqualTo(19 * 20 / 2);
    }

    @Test
    void steps_are_numbered_by_the_epoch_and_the_batch_alone() {
        var weight = Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(1, 1)), "weight");
        var steps = new ArrayList<Long>();
        var model = new Layer() {
            @Override
            public Tensor forward(Tensor x) {
                return x.matmul(weight);
            }

            @Override
            public Tensor forwardInTraining(Tensor x, long step) {
                steps.add(step);
                return forward(x);
            }

            @Override
            public Map<String, Tensor> namedParameters() {
                return Map.of("weight", weight);
            }
        };
        var trainer = new Trainer(model, (z, y) -> z.mean(), new Sgd(model.parameters()), 25, Random::new);
        trainer.epoch(new Numbered(103), 7, 0.1);
        trainer.epoch(new Numbered(100), 2, 0.1);

        assertThat(steps).containsExactly(35L, 36L, 37L, 38L, 39L, 8L, 9L, 10L, 11L);
    }

    @Test
    void refuses_an_empty_batch() {
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT32, new double[2]);

        assertThatThrownBy(() -> new Trainer(model, CROSS_ENTROPY, new Sgd(List.of()), 0, Random::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trainer: expected a batch size of at least 1, got 0");
    }

    @Test
    void refuses_an_epoch_without_samples() {
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT32, new double[2]);
        var trainer = new Trainer(model, CROSS_ENTROPY, new Sgd(model.parameters()), 1, Random::new);

        assertThatThrownBy(() -> trainer.epoch(new Numbered(0), 0, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epoch: expected at least 1 sample, got 0");
    }
}

package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final BiFunction<Tensor, int[], Tensor> CROSS_ENTROPY =
            (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels));

    private static final Batches DATA = new Rings(90, 3, 2, 1);

    private final Mlp model = Mlp.random(
            List.of(3, 8, 2), List.of(Tensor::tanh, UnaryOperator.identity()), Precision.FLOAT32, new Random(2));
    private final Trainer trainer = new Trainer(model, CROSS_ENTROPY, new Adam(model.parameters()), 32, Random::new);

    @Test
    void fit_is_a_loop_over_epochs() {
        var other = new FitTest();
        var losses = new ArrayList<Double>();
        for (int epoch = 0; epoch < 4; epoch++) {
            losses.add(other.trainer.epoch(DATA, epoch, 0.1 * StrictMath.pow(0.5, epoch)));
        }
        var history = trainer.fit(DATA, 4, 0.1, new Schedule.StepDecay(0.5, 1), metrics -> true);

        assertThat(history).extracting(EpochMetrics::loss).isEqualTo(losses);
        assertThat(history).extracting(EpochMetrics::epoch).containsExactly(0, 1, 2, 3);
        assertThat(history).extracting(EpochMetrics::steps).containsExactly(3L, 6L, 9L, 12L);
        assertThat(history).extracting(EpochMetrics::learningRate).containsExactly(0.1, 0.05, 0.025, 0.0125);
        assertThat(ParameterBits.sha256(model)).isEqualTo(ParameterBits.sha256(other.model));
    }

    @Test
    void steps_of_the_schedule_count_from_1_over_all_epochs() {
        var steps = new ArrayList<Long>();
        Schedule noted = (initial, epoch, step) -> {
            steps.add(step);
            return initial;
        };
        trainer.fit(DATA, 2, 0.1, noted, metrics -> true);
        assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void accuracy_is_that_met_on_the_way() {
        var history = trainer.fit(DATA, 60, 0.05, new Schedule.Constant(), metrics -> true);
        var last = history.get(59);
        assertThat(last.accuracy()).isCloseTo(Evaluation.of(model, DATA).accuracy(), within(0.1));
        assertThat(last.accuracy())
                .isGreaterThan(0.9)
                .isGreaterThan(history.get(0).accuracy());
    }

    @Test
    void early_stopping_ends_it_at_the_best_parameters() {
        var stopping = new EarlyStopping(3, model.parameters());
        var dev = new Rings(40, 3, 2, 9);
        var losses = new ArrayList<Double>();
        var history = trainer.fit(DATA, 500, 0.3, new Schedule.Constant(), metrics -> {
            losses.add(Evaluation.of(model, dev).loss(CROSS_ENTROPY));
            return stopping.goesOn(metrics.epoch(), losses.get(metrics.epoch()));
        });
        assertThat(history).hasSize(stopping.bestEpoch() + 4).hasSizeLessThan(500);
        assertThat(losses.subList(0, stopping.bestEpoch())).allMatch(loss -> loss > stopping.bestLoss());

        stopping.restoreBest();
        assertThat(Evaluation.of(model, dev).loss(CROSS_ENTROPY)).isEqualTo(stopping.bestLoss());
    }

    @Test
    void callback_may_clip_before_each_update() {
        var norms = new ArrayList<Double>();
        trainer.fit(DATA, 1, 0.1, new Schedule.Constant(), new Callback() {
            @Override
            public void beforeUpdate(EpochPass pass) {
                new GradientClipping(0.01).clip(model.parameters());
                norms.add(GradientNorm.of(model.parameters()));
            }

            @Override
            public boolean goesOn(EpochMetrics metrics) {
                return true;
            }
        });
        assertThat(norms).hasSize(3).allSatisfy(norm -> assertThat(norm).isCloseTo(0.01, within(1e-8)));
    }

    @Test
    void no_epochs_change_nothing_and_fewer_are_refused() {
        var before = ParameterBits.sha256(model);
        assertThat(trainer.fit(DATA, 0, 0.1, new Schedule.Constant(), metrics -> true))
                .isEmpty();
        assertThat(ParameterBits.sha256(model)).isEqualTo(before);
        assertThatThrownBy(() -> trainer.fit(DATA, -1, 0.1, new Schedule.Constant(), metrics -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fit: expected 0 epochs or more, got -1");
    }
}

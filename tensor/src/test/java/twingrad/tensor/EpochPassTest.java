package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class EpochPassTest {
    private static final int SAMPLES = 50;
    private static final int BATCH = 12;
    private static final Batches DATA = new Rings(SAMPLES, 3, 2, 1);

    private static final BiFunction<Tensor, int[], Tensor> CROSS_ENTROPY =
            (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels));

    /** What is trained, and how far it has got. */
    private static final class Session {
        private final Mlp model = Mlp.random(
                        List.of(3, 7, 2),
                        List.of(Tensor::tanh, UnaryOperator.identity()),
                        Precision.FLOAT32,
                        new Random(2))
                .withDropout(List.of(new Dropout(0.3, step -> new Random(100 + step))));
        private final Optimizer optimizer;
        private long steps;

        Session(Function<List<Tensor>, Optimizer> maker) {
            optimizer = maker.apply(model.parameters());
        }

        /** One at the parameters of another, which knows nothing else. */
        static Session at(Session other, Function<List<Tensor>, Optimizer> maker) {
            var session = new Session(maker);
            for (int i = 0; i < session.model.parameters().size(); i++) {
                session.model
                        .parameters()
                        .get(i)
                        .assign(other.model.parameters().get(i).data());
            }
            return session;
        }

        EpochPass pass(int epoch, int samplesDone) {
            return new Trainer(model, CROSS_ENTROPY, optimizer, BATCH, Random::new)
                    .pass(DATA, epoch, samplesDone, steps);
        }

        /** So many steps of an epoch, or as many as are left. */
        EpochPass walk(int epoch, int samplesDone, int most) {
            var pass = pass(epoch, samplesDone);
            for (int t = 0; t < most && !pass.isDone(); t++) {
                pass.step(0.05);
            }
            steps = pass.stepsDone();
            return pass;
        }

        String bits() {
            return ParameterBits.sha256(model);
        }
    }

    @ParameterizedTest
    @FieldSource("twingrad.tensor.OptimizerTest#OPTIMIZERS")
    void pass_from_the_middle_is_the_unbroken_one_bit_for_bit(Function<List<Tensor>, Optimizer> maker) {
        var unbroken = new Session(maker);
        for (int epoch = 0; epoch < 3; epoch++) {
            unbroken.walk(epoch, 0, SAMPLES);
        }
        var first = new Session(maker);
        first.walk(0, 0, SAMPLES);
        int samplesDone = first.walk(1, 0, 2).samplesDone();

        var second = Session.at(first, maker);
        second.optimizer.restore(first.optimizer.state());
        second.steps = first.steps;
        second.walk(1, samplesDone, SAMPLES);
        second.walk(2, 0, SAMPLES);
        assertThat(second.bits()).isEqualTo(unbroken.bits());

        var miscounted = Session.at(first, maker);
        miscounted.optimizer.restore(first.optimizer.state());
        miscounted.steps = first.steps + 1;
        miscounted.walk(1, samplesDone, SAMPLES);
        miscounted.walk(2, 0, SAMPLES);
        assertThat(miscounted.bits()).isNotEqualTo(unbroken.bits());
    }

    @ParameterizedTest
    @FieldSource("twingrad.tensor.OptimizerTest#KEEPING")
    void optimizer_that_forgets_its_state_ends_elsewhere(Function<List<Tensor>, Optimizer> maker) {
        var unbroken = new Session(maker);
        unbroken.walk(0, 0, SAMPLES);
        var first = new Session(maker);
        int samplesDone = first.walk(0, 0, 2).samplesDone();

        var forgetful = Session.at(first, maker);
        forgetful.steps = first.steps;
        forgetful.walk(0, samplesDone, SAMPLES);
        assertThat(forgetful.bits()).isNotEqualTo(unbroken.bits());
    }

    @ParameterizedTest
    @CsvSource({"7, 3", "7, 64", "1, 50", "49, 2"})
    void batches_of_a_new_size_use_each_of_the_samples_left_once(int before, int after) {
        var seen = new ArrayList<Integer>();
        var model = new Mlp(List.of(1, 1), List.of(UnaryOperator.identity()), Precision.FLOAT32, new double[2]);
        BiFunction<Tensor, int[], Tensor> loss = (outputs, labels) -> {
            for (int label : labels) {
                seen.add(label);
            }
            return outputs.mean();
        };
        var data = new Numbered(SAMPLES);
        var first = new Trainer(model, loss, new Sgd(List.of()), before, Random::new).pass(data, 5, 0, 0);
        first.step(0);
        var second = new Trainer(model, loss, new Sgd(List.of()), after, Random::new)
                .pass(data, 5, first.samplesDone(), first.stepsDone());
        while (!second.isDone()) {
            second.step(0);
        }
        var whole = new ArrayList<>(seen);
        seen.clear();
        new Trainer(model, loss, new Sgd(List.of()), SAMPLES, Random::new).epoch(data, 5, 0);

        assertThat(whole).hasSize(SAMPLES).doesNotHaveDuplicates().isEqualTo(seen);
    }

    @Test
    void step_is_backward_and_update() {
        var one = new Session(Adam::new);
        var other = new Session(Adam::new);
        var whole = one.pass(0, 0);
        var halves = other.pass(0, 0);
        while (!whole.isDone()) {
            double loss = whole.step(0.05);
            assertThat(halves.backward()).isEqualTo(loss);
            assertThat(halves.samplesDone()).isLessThan(whole.samplesDone());
            halves.update(0.05);
            assertThat(halves.samplesDone()).isEqualTo(whole.samplesDone());
        }
        assertThat(halves.isDone()).isTrue();
        assertThat(halves.stepsDone()).isEqualTo(5);
        assertThat(other.bits()).isEqualTo(one.bits());
    }

    @Test
    void gradients_may_be_clipped_between_backward_and_update() {
        var session = new Session(Sgd::new);
        var pass = session.pass(0, 0);
        pass.backward();
        var parameters = session.model.parameters();
        var before = parameters.stream().map(w -> w.data().copy()).toList();
        assertThat(new GradientClipping(1e-3).clip(parameters)).isGreaterThan(1e-3);
        pass.update(1);

        double squares = 0;
        for (int i = 0; i < before.size(); i++) {
            var change = parameters.get(i).data().sub(before.get(i));
            squares += change.mul(change).sum().item();
        }
        // The changes of weights around 1 are rounded to 2^-25.
        assertThat(Math.sqrt(squares)).isCloseTo(1e-3, within(1e-6));
    }

    @Test
    void outputs_labels_and_hits_are_those_of_the_last_batch() {
        var session = new Session(Sgd::new);
        var pass = session.pass(0, SAMPLES - 5);
        pass.step(0);

        assertThat(pass.outputs().shape()).isEqualTo(Shape.of(5, 2));
        assertThat(pass.labels()).hasSize(5).containsOnly(0, 1);
        int hits = 0;
        for (int row = 0; row < 5; row++) {
            int predicted =
                    pass.outputs().data().get(row, 1) > pass.outputs().data().get(row, 0) ? 1 : 0;
            hits += predicted == pass.labels()[row] ? 1 : 0;
        }
        assertThat(pass.hits()).isEqualTo(hits);
    }

    @Test
    void order_of_use_is_checked() {
        var pass = new Session(Sgd::new).pass(0, SAMPLES - BATCH);
        assertThatThrownBy(() -> pass.update(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("update: expected the gradients of a batch, got none; call backward()");
        assertThatThrownBy(pass::labels)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("pass: expected a batch to have been used, got none; call step() first");
        pass.backward();
        assertThatThrownBy(pass::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected a batch still to come, got one that waits for its update");
        pass.update(1);
        assertThat(pass.isDone()).isTrue();
        assertThatThrownBy(() -> pass.step(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected a batch still to come, got a pass that is done; make a new pass");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "51, 0", "0, -1"})
    void place_outside_of_the_epoch_is_refused(int samplesDone, long steps) {
        var session = new Session(Sgd::new);
        session.steps = steps;
        assertThatThrownBy(() -> session.pass(0, samplesDone))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "epoch: expected 0 to 50 samples done in 0 or more steps, got " + samplesDone + " in " + steps);
    }

    @Test
    void pass_whose_samples_are_all_used_is_done() {
        assertThat(new Session(Sgd::new).pass(0, SAMPLES).isDone()).isTrue();
    }
}

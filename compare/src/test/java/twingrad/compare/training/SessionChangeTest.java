package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.compare.training.Sessions.DATA;
import static twingrad.compare.training.Sessions.NETWORK;
import static twingrad.compare.training.Sessions.TRAIN;
import static twingrad.compare.training.Sessions.assertSame;
import static twingrad.compare.training.Sessions.begin;
import static twingrad.compare.training.Sessions.onBatch;
import static twingrad.compare.training.Sessions.pauseAfter;
import static twingrad.compare.training.Sessions.routine;
import static twingrad.compare.training.Sessions.sha256;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.training.Session.End;

/** A training that is changed goes on from the same place in another way. */
class SessionChangeTest {

    static Stream<Arguments> changes() {
        return Stream.of(
                        change("learning rate", routine -> routine.withLearningRate(0.5)),
                        change("schedule", routine -> routine.withSchedule(LearningSchedule.CONSTANT)),
                        change("dropout", routine -> routine.withDropout(0)),
                        change("clip", routine -> routine.withClip(OptionalDouble.empty())),
                        change("batch", routine -> routine.withBatchSize(5)),
                        change(
                                "momentum",
                                routine -> routine.withUpdate(new UpdateRule(OptimizerKind.MOMENTUM, 0.5, 0.01))),
                        change("epochs", routine -> routine.withEpochs(5)))
                .flatMap(row -> Stream.of(LearnerKind.TENSOR_F64, LearnerKind.SCALAR)
                        .map(engine -> Arguments.of(engine, row.getKey(), row.getValue())));
    }

    private static Map.Entry<String, UnaryOperator<Routine>> change(String name, UnaryOperator<Routine> change) {
        return Map.entry(name, change);
    }

    /** From the same θ and velocity, yet to another end; each sample is still used once an epoch. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("changes")
    void a_changed_hyperparameter_goes_on_from_the_same_place(
            LearnerKind engine, String name, UnaryOperator<Routine> change) {
        Session unchanged = begin(engine, routine(OptimizerKind.MOMENTUM));
        unchanged.run(SessionListener.NONE);
        Session session = begin(engine, routine(OptimizerKind.MOMENTUM));
        session.run(pauseAfter(8));
        Checkpoint before = session.checkpoint();

        List<String> notes = session.change(change.apply(session.routine()));
        Checkpoint after = session.checkpoint();
        End end = session.run(SessionListener.NONE);

        assertThat(notes).isEmpty();
        assertThat(after.state().theta()).isEqualTo(before.state().theta());
        assertThat(after.state().slots().get("velocity"))
                .isEqualTo(before.state().slots().get("velocity"));
        assertThat(after.position()).isEqualTo(before.position());
        assertThat(end).isEqualTo(End.FINISHED);
        assertThat(sha256(session.learner().theta()))
                .isNotEqualTo(sha256(unchanged.learner().theta()));
    }

    /** Changed in the middle of the second epoch, and stopped again in the third. */
    @ParameterizedTest
    @EnumSource
    void a_changed_training_is_resumed_as_changed(LearnerKind engine) {
        UnaryOperator<Routine> change = routine ->
                routine.withLearningRate(0.1).withBatchSize(7).withUpdate(UpdateRule.of(OptimizerKind.RMSPROP));
        Session neverStopped = begin(engine, routine(OptimizerKind.ADAM));
        neverStopped.run(pauseAfter(8));
        neverStopped.change(change.apply(neverStopped.routine()));
        neverStopped.run(SessionListener.NONE);

        Session changed = begin(engine, routine(OptimizerKind.ADAM));
        changed.run(pauseAfter(8));
        changed.change(change.apply(changed.routine()));
        Session first = Session.resume(changed.checkpoint(), DATA);
        first.run(pauseAfter(14));
        Session second = Session.resume(first.checkpoint(), DATA);
        second.run(SessionListener.NONE);

        assertThat(first.position().epoch()).isEqualTo(2);
        assertSame(second, neverStopped);
    }

    /** Two epochs, the second of which was running. */
    @Test
    void with_fewer_epochs_than_have_begun_the_running_one_goes_to_its_end() {
        Session two = begin(LearnerKind.TENSOR_F64, routine(OptimizerKind.ADAM).withEpochs(2));
        two.run(SessionListener.NONE);
        Session session = begin();
        session.run(pauseAfter(8));
        session.change(session.routine().withEpochs(1));
        var batches = new ArrayList<BatchReport>();
        End end = session.run(new SessionListener() {
            @Override
            public void afterBatch(Session at, BatchReport report) {
                batches.add(report);
            }
        });

        assertThat(end).isEqualTo(End.FINISHED);
        assertThat(batches).hasSize(2).allMatch(batch -> batch.epoch() == 2 && batch.epochs() == 2);
        assertSame(session, two);
    }

    /** After 39 samples of 60 in batches of 13, 21 are left: 4 batches of 5 and 1 of 1. */
    @Test
    void batches_of_another_size_use_the_rest_of_the_epoch() {
        Session session = begin();
        session.run(pauseAfter(8));
        session.change(session.routine().withBatchSize(5));
        var samples = new ArrayList<Integer>();
        session.run(onBatch(at -> {
            samples.add(at.position().samplesDone());
            if (at.position().samplesDone() == 60) {
                at.pause();
            }
        }));

        assertThat(samples).containsExactly(44, 49, 54, 59, 60);
        assertThat(session.reports().get(1).step()).isEqualTo(13);
    }

    @Test
    void another_penalty_goes_on_from_the_same_place() {
        Session session = begin();
        session.run(pauseAfter(8));
        Checkpoint before = session.checkpoint();

        session.change(NETWORK.with(new Regularization(0, 5)));

        assertThat(session.checkpoint().state().theta())
                .isEqualTo(before.state().theta());
        assertThat(session.checkpoint().state().slots()).containsKeys("m", "v");
        assertThat(session.model().network().orElseThrow().regularization().l2())
                .isEqualTo(5);
        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
    }

    @Test
    void another_optimizer_begins_with_a_fresh_state_and_says_so() {
        Session session = begin();
        session.run(pauseAfter(8));
        double[] before = session.learner().theta();

        List<String> notes = session.change(session.routine().withUpdate(UpdateRule.of(OptimizerKind.RMSPROP)));

        assertThat(notes).containsExactly("rmsprop begins with a fresh state: what adam kept is of no use to it");
        assertThat(session.learner().theta()).isEqualTo(before);
        assertThat(session.checkpoint().state().slots()).containsOnlyKeys("square");
        assertThat(session.checkpoint().state().slots().get("square")).containsOnly(0);
        assertThat(session.position().step()).isEqualTo(8);
        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
    }

    @Test
    void another_architecture_is_refused_with_both() {
        Session session = begin();
        Network wider = Network.classifier(TRAIN, List.of(7, 5), Activation.TANH);
        Network other = Network.classifier(TRAIN, List.of(6, 5), Activation.RELU);

        assertThatThrownBy(() -> session.change(wider))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("architecture: expected 2-6-5-1 tanh, binary-cross-entropy, whose parameters these are,"
                        + " got 2-7-5-1 tanh, binary-cross-entropy; begin a new training with it");
        assertThatThrownBy(() -> session.change(other)).hasMessageContaining("got 2-6-5-1 relu");
    }

    @Test
    void another_seed_is_refused() {
        Session session = begin();
        var other = new Routine(OptimizerKind.ADAM, 0.1, 4, 13, new Seeds(2));

        assertThatThrownBy(() -> session.change(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed: expected 1, with which the training began, got 2; begin a new one with it");
    }

    @Test
    void what_runs_is_neither_changed_nor_run_again() {
        Session session = begin();

        assertThatThrownBy(
                        () -> session.run(onBatch(at -> at.change(at.routine().withDropout(0)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("change: expected a training that has stopped, got one that runs; pause it first");
        assertThatThrownBy(() -> session.run(onBatch(at -> at.change(NETWORK))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.run(onBatch(at -> at.run(SessionListener.NONE))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
    }
}

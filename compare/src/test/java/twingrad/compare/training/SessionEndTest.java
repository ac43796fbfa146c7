package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twingrad.compare.training.Sessions.DATA;
import static twingrad.compare.training.Sessions.NETWORK;
import static twingrad.compare.training.Sessions.OTHERS;
import static twingrad.compare.training.Sessions.SEEDS;
import static twingrad.compare.training.Sessions.TRAIN;
import static twingrad.compare.training.Sessions.assertSame;
import static twingrad.compare.training.Sessions.begin;
import static twingrad.compare.training.Sessions.onBatch;
import static twingrad.compare.training.Sessions.patient;
import static twingrad.compare.training.Sessions.pauseAfter;
import static twingrad.compare.training.Sessions.routine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Session.End;
import twingrad.datasets.Dataset;

/** Why a training ends, and where it stands then. */
class SessionEndTest {

    @ParameterizedTest
    @EnumSource
    void patience_ends_it_and_the_best_parameters_are_restored(LearnerKind engine) {
        Session session = patient(engine, 3);

        End end = session.run(SessionListener.NONE);
        Checkpoint at = session.checkpoint();
        Session first = patient(engine, 3);
        first.change(first.routine().withEpochs(1));
        first.run(SessionListener.NONE);

        assertThat(end).isEqualTo(End.STOPPED_EARLY);
        assertThat(session.reports()).hasSize(4);
        assertThat(at.best().orElseThrow().epoch()).isEqualTo(1);
        assertThat(at.best().orElseThrow().devLoss())
                .isEqualTo(session.reports().get(0).devLoss().orElseThrow());
        assertThat(session.learner().theta()).isEqualTo(first.learner().theta());
        assertThat(at.state().theta()).isNotEqualTo(session.learner().theta());
        assertThat(at.atBest().state().theta()).isEqualTo(session.learner().theta());
        assertThat(at.atBest().state().isFresh()).isTrue();
        assertThat(at.atBest().position()).isEqualTo(new Position(1, 0, 5, 0, 0, 0));
        assertThat(at.atBest().reports()).hasSize(1);
        assertThat(first.checkpoint().atBest().state().slots()).containsKeys("m", "v");
    }

    @Test
    void with_more_patience_it_goes_on_from_where_it_stood_not_from_the_best() {
        Session session = patient(LearnerKind.TENSOR_F64, 3);
        session.run(SessionListener.NONE);
        session.change(session.routine().withPatience(OptionalInt.of(6)));
        session.run(SessionListener.NONE);
        Session patient = patient(LearnerKind.TENSOR_F64, 6);
        patient.run(SessionListener.NONE);

        assertSame(session, patient);
        assertThat(session.reports()).hasSize(7);
    }

    @Test
    void patience_wants_a_dev_set() {
        Splits data = Splits.of(TRAIN, Optional.empty(), OTHERS);
        Routine routine = routine(OptimizerKind.SGD).withPatience(OptionalInt.of(2));

        assertThatThrownBy(() -> Session.begin(Architecture.of(NETWORK), LearnerKind.TENSOR_F64, routine, data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("patience: expected a development set to measure the loss on, got none; split one off the"
                        + " training set");
    }

    /** Squared errors of outputs of 1e300 are infinite, whatever was learned. */
    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "TENSOR_F64"})
    void a_dev_loss_that_is_not_finite_is_no_best_and_is_not_waited_for_longer(LearnerKind engine) {
        Dataset far = Dataset.of("far", new double[][] {{1e300, 3e300}}, new int[] {0}, 2);
        Network network = Network.of(List.of(2, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var routine = new Routine(OptimizerKind.SGD, 0.01, 9, 20, SEEDS).withPatience(OptionalInt.of(3));
        Session session =
                Session.begin(Architecture.of(network), engine, routine, Splits.of(TRAIN, Optional.of(far), OTHERS));

        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.STOPPED_EARLY);
        assertThat(session.reports())
                .hasSize(3)
                .allMatch(report -> !Double.isFinite(report.devLoss().orElseThrow()));
        assertThat(session.checkpoint().best()).isEmpty();
        assertThat(session.learner().theta())
                .isEqualTo(session.checkpoint().state().theta());
    }

    @Test
    void another_thread_may_ask_for_a_pause() {
        Session session = begin();
        SessionListener asking = onBatch(at -> {
            if (at.position().step() == 2) {
                var signal = new Thread(at::pause);
                signal.start();
                try {
                    signal.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });

        assertThat(session.run(asking)).isEqualTo(End.PAUSED);
        assertThat(session.position().step()).isEqualTo(2);
        assertThat(session.position().samplesDone()).isEqualTo(26);
    }

    @Test
    void a_pause_that_is_asked_for_early_counts_and_one_at_the_end_does_not() {
        Session session = begin();
        session.pause();

        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.PAUSED);
        assertThat(session.position()).isEqualTo(Position.START);
        assertThat(session.run(pauseAfter(20))).isEqualTo(End.FINISHED);
        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
    }

    private static Session diverging(LearnerKind engine) {
        Network network = Network.of(List.of(2, 3, 1), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        var routine = new Routine(OptimizerKind.SGD, 1e150, 9, 20, SEEDS);
        return Session.begin(Architecture.of(network), engine, routine, DATA);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "TENSOR_F64"})
    void a_number_that_is_not_finite_ends_it_and_the_last_good_checkpoint_stays(LearnerKind engine) {
        Session session = diverging(engine);

        End end = session.run(SessionListener.NONE);
        Checkpoint good = session.checkpoint();

        assertThat(end).isEqualTo(End.NOT_FINITE);
        assertThat(session.notFinite().orElseThrow().step()).isBetween(2L, 4L);
        assertThat(session.notFinite().orElseThrow().where()).matches("(?s).*(Infinity|NaN).*");
        assertThat(good.state().theta()).doesNotContain(Double.NaN);
        assertThat(good.position().step()).isEqualTo(3L * good.reports().size());
        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.NOT_FINITE);

        session.change(session.routine().withLearningRate(0));
        assertThat(session.learner().theta()).isEqualTo(good.state().theta());
    }

    /** One step an epoch: its loss is a number, and so is its gradient. */
    @ParameterizedTest
    @EnumSource(names = {"SCALAR", "TENSOR_F64"})
    void parameters_that_overflow_are_named_before_a_loss_is(LearnerKind engine) {
        Dataset far = Dataset.of("far", new double[][] {{1e3, 2e3}, {3e3, -1e3}}, new int[] {0, 1}, 2);
        Network network = Network.of(List.of(2, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var routine = new Routine(OptimizerKind.SGD, Double.MAX_VALUE, 9, 2, SEEDS);
        Session session =
                Session.begin(Architecture.of(network), engine, routine, Splits.of(far, Optional.empty(), far));

        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.NOT_FINITE);
        assertThat(session.notFinite().orElseThrow().step()).isEqualTo(1);
        assertThat(session.notFinite().orElseThrow().where()).matches("layers\\.0\\.weight\\[0,0] = -?Infinity");
        assertThat(session.checkpoint().position()).isEqualTo(Position.START);
        assertThat(session.checkpoint().state().theta()).isEqualTo(network.draw(SEEDS));
    }

    /** The one batch of the epoch is met well, and its update overflows. */
    @Test
    void a_pause_asked_for_as_it_diverges_is_not_kept_for_the_next_time() {
        Dataset far = Dataset.of("far", new double[][] {{1e3, 2e3}, {3e3, -1e3}}, new int[] {0, 1}, 2);
        Network network = Network.of(List.of(2, 1), Activation.TANH, Loss.MEAN_SQUARED_ERROR);
        var routine = new Routine(OptimizerKind.SGD, Double.MAX_VALUE, 9, 2, SEEDS);
        Session session = Session.begin(
                Architecture.of(network), LearnerKind.SCALAR, routine, Splits.of(far, Optional.empty(), far));

        assertThat(session.run(onBatch(Session::pause))).isEqualTo(End.NOT_FINITE);
        session.change(session.routine().withLearningRate(0));
        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
    }

    @Test
    void without_an_epoch_nothing_is_learned() {
        Session session = begin(LearnerKind.SCALAR, routine(OptimizerKind.SGD).withEpochs(0));

        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
        assertThat(session.reports()).isEmpty();
        assertThat(session.learner().theta()).isEqualTo(NETWORK.draw(SEEDS));
    }
}

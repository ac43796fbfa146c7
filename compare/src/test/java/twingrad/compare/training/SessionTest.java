package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static twingrad.compare.training.Sessions.begin;
import static twingrad.compare.training.Sessions.routine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Session.End;
import twingrad.datasets.Mnist;

class SessionTest {

    /** Below every gradient of this training. */
    private static final double CLIP = 1e-3;

    /** Percent: far above what float32 rounds off, far below what the clipping takes off. */
    private static final Percentage FLOAT_ROUNDING = withinPercentage(0.1);

    @Test
    void a_listener_hears_of_every_batch_and_epoch() {
        var batches = new ArrayList<BatchReport>();
        var epochs = new ArrayList<EpochReport>();
        Session session = begin();
        session.run(new SessionListener() {
            @Override
            public void afterBatch(Session at, BatchReport report) {
                batches.add(report);
            }

            @Override
            public void afterEpoch(Session at, EpochReport report) {
                epochs.add(report);
            }
        });

        assertThat(batches).hasSize(20);
        assertThat(batches).extracting(BatchReport::samplesDone).startsWith(13, 26, 39, 52, 60, 13);
        assertThat(batches).allMatch(batch -> batch.samples() == 60 && batch.epochs() == 4);
        assertThat(batches).allMatch(batch -> batch.accuracy() >= 0 && batch.accuracy() <= 1);
        assertThat(batches).allMatch(batch -> batch.samplesPerSecond() > 0 && batch.secondsLeft() >= 0);
        assertThat(batches.get(19).secondsLeft()).isZero();
        assertThat(epochs).isEqualTo(session.reports());
        assertThat(epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
        assertThat(epochs).extracting(EpochReport::step).containsExactly(5L, 10L, 15L, 20L);
        assertThat(batches.get(4).loss()).isEqualTo(epochs.get(0).trainLoss());
        assertThat(batches.get(4).accuracy()).isEqualTo(epochs.get(0).trainAccuracy());
        assertThat(epochs).allMatch(epoch -> epoch.gradientNorms().size() == 3);
        assertThat(epochs.get(3).learningRate()).isEqualTo(session.routine().learningRate(3, 20));
        assertThat(epochs.get(3).devAccuracy()).hasValue(epochs.get(3).testAccuracy());
    }

    /** Each is clipped, so that the root of the layers' squares is the norm that it is clipped at. */
    @ParameterizedTest
    @EnumSource
    void gradient_norms_are_those_that_the_update_took(LearnerKind engine) {
        Session session = begin(engine, routine(OptimizerKind.SGD).withClip(OptionalDouble.of(CLIP)));
        session.run(SessionListener.NONE);

        for (EpochReport report : session.reports()) {
            double squares =
                    report.gradientNorms().stream().mapToDouble(x -> x * x).sum();
            assertThat(Math.sqrt(squares)).isCloseTo(CLIP, FLOAT_ROUNDING);
        }
    }

    @Test
    void lenet_is_of_the_tensor_engine() {
        Splits digits = Splits.of(
                Mnist.train().slice(0, 4), Optional.empty(), Mnist.test().slice(0, 4));

        assertThatThrownBy(
                        () -> Session.begin(Architecture.LENET, LearnerKind.SCALAR, routine(OptimizerKind.SGD), digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lenet: expected the tensor engine, got scalar");
    }

    /** What the class comment shows, with fewer epochs. */
    @Test
    void ten_lines_train_stop_and_go_on() {
        Splits data = Splits.of(DataSource.SPIRAL, 1);
        Network network = Network.classifier(data.train(), List.of(100), Activation.RELU);
        Routine routine = new Routine(OptimizerKind.ADAM, 0.05, 3, 32, new Seeds(1)).withDropout(0.2);
        Session session = Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, data);
        End end = session.run(SessionListener.NONE);
        Checkpoint checkpoint = session.checkpoint();
        Session later = Session.resume(checkpoint, data);
        later.change(routine.withEpochs(4).withLearningRate(0.01));
        later.run(SessionListener.NONE);

        assertThat(end).isEqualTo(End.FINISHED);
        assertThat(later.reports()).hasSize(4);
        assertThat(later.reports().get(3).learningRate()).isEqualTo(0.01);
    }
}

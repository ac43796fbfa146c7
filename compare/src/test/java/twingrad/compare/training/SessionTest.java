package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.LeNet;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.training.Session.End;
import twingrad.datasets.Dataset;
import twingrad.datasets.Mnist;
import twingrad.datasets.ToyDatasets;

class SessionTest {

    private static final Seeds SEEDS = new Seeds(1);

    /** Batches of 13: four and one of 8. */
    private static final Dataset TRAIN = ToyDatasets.moons(60, ToyDatasets.MOONS_NOISE, new Random(1));

    private static final Dataset OTHERS = ToyDatasets.moons(20, ToyDatasets.MOONS_NOISE, new Random(2));
    private static final Splits DATA = Splits.of(TRAIN, Optional.of(OTHERS), OTHERS);
    private static final Network NETWORK = Network.classifier(TRAIN, List.of(6, 5), Activation.TANH);

    /** Each a hyperparameter of its own. */
    private static Routine routine(OptimizerKind optimizer) {
        return new Routine(optimizer, 0.02, LearningSchedule.parse("cosine:30,4"), 4, 13, SEEDS)
                .withDropout(0.25)
                .withClip(OptionalDouble.of(0.5));
    }

    private static Session begin(LearnerKind engine, Routine routine) {
        return Session.begin(Architecture.of(NETWORK.with(new Regularization(0.01, 0.02))), engine, routine, DATA);
    }

    private static Session begin() {
        return begin(LearnerKind.TENSOR_F64, routine(OptimizerKind.ADAM));
    }

    /** Pauses a session after so many steps of the whole training. */
    private static SessionListener pauseAfter(long steps) {
        return onBatch(session -> {
            if (session.position().step() == steps) {
                session.pause();
            }
        });
    }

    private static SessionListener onBatch(Consumer<Session> action) {
        return new SessionListener() {
            @Override
            public void afterBatch(Session session, BatchReport report) {
                action.accept(session);
            }
        };
    }

    private static String sha256(double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        Arrays.stream(numbers).forEach(bytes::putDouble);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Reports without what a clock says. */
    private static List<EpochReport> timeless(List<EpochReport> reports) {
        return reports.stream()
                .map(report -> new EpochReport(
                        report.epoch(),
                        report.step(),
                        report.learningRate(),
                        report.trainLoss(),
                        report.trainAccuracy(),
                        report.devLoss(),
                        report.devAccuracy(),
                        report.testAccuracy(),
                        0,
                        report.gradientNorms()))
                .toList();
    }

    private static void assertSame(Session session, Session neverStopped) {
        Checkpoint end = session.checkpoint();
        Checkpoint expected = neverStopped.checkpoint();
        assertThat(sha256(end.state().theta()))
                .isEqualTo(sha256(expected.state().theta()));
        assertThat(end.state().optimizerSteps()).isEqualTo(expected.state().optimizerSteps());
        assertThat(end.state().slots().keySet())
                .isEqualTo(expected.state().slots().keySet());
        end.state()
                .slots()
                .forEach((name, numbers) ->
                        assertThat(numbers).isEqualTo(expected.state().slots().get(name)));
        assertThat(timeless(session.reports())).isEqualTo(timeless(neverStopped.reports()));
    }

    static Stream<Arguments> everyOptimizerInEveryEngine() {
        return Arrays.stream(LearnerKind.values())
                .flatMap(engine ->
                        Arrays.stream(OptimizerKind.values()).map(optimizer -> Arguments.of(engine, optimizer)));
    }

    /** Step 8 is in the middle of the second epoch, 15 its end. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyOptimizerInEveryEngine")
    void resumed_is_as_if_it_had_never_stopped(LearnerKind engine, OptimizerKind optimizer) {
        Session neverStopped = begin(engine, routine(optimizer));
        assertThat(neverStopped.run(SessionListener.NONE)).isEqualTo(End.FINISHED);

        Session first = begin(engine, routine(optimizer));
        assertThat(first.run(pauseAfter(8))).isEqualTo(End.PAUSED);
        Checkpoint inTheMiddle = first.checkpoint();
        assertThat(inTheMiddle.position().samplesDone()).isEqualTo(3 * 13);
        Session second = Session.resume(inTheMiddle, DATA);
        assertThat(second.run(pauseAfter(15))).isEqualTo(End.PAUSED);
        Session third = Session.resume(second.checkpoint(), DATA);
        assertThat(third.run(SessionListener.NONE)).isEqualTo(End.FINISHED);

        assertSame(third, neverStopped);
        assertThat(third.reports()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void run_again_after_a_pause_goes_on_as_well(LearnerKind engine) {
        Session neverStopped = begin(engine, routine(OptimizerKind.ADAM));
        neverStopped.run(SessionListener.NONE);
        Session paused = begin(engine, routine(OptimizerKind.ADAM));
        paused.run(pauseAfter(3));
        paused.run(SessionListener.NONE);

        assertSame(paused, neverStopped);
    }

    /** A checkpoint that a listener took at the very end of an epoch, before it was measured. */
    @Test
    void resumed_after_an_epoch_s_last_batch_it_is_measured_first() {
        Session neverStopped = begin();
        neverStopped.run(SessionListener.NONE);
        var taken = new ArrayList<Checkpoint>();
        begin().run(onBatch(session -> taken.add(session.checkpoint())));

        Checkpoint last = taken.get(9);
        Session resumed = Session.resume(last, DATA);
        resumed.run(SessionListener.NONE);

        assertThat(last.position().samplesDone()).isEqualTo(60);
        assertThat(last.reports()).hasSize(1);
        assertThat(resumed.reports()).hasSize(4);
        assertThat(sha256(resumed.learner().theta()))
                .isEqualTo(sha256(neverStopped.learner().theta()));
    }

    static Stream<Arguments> whatCountsOfACheckpoint() {
        return Stream.of(
                spoiled(
                        "the optimizer's state",
                        at -> changed(at, LearnedState.fresh(at.state().theta()), at.position())),
                spoiled(
                        "the optimizer's steps",
                        at -> changed(
                                at,
                                new LearnedState(
                                        at.state().theta(), 0, at.state().slots()),
                                at.position())),
                spoiled("the step", at -> changed(at, at.state(), moved(at.position(), 0, 0, 1))),
                spoiled("the samples done", at -> changed(at, at.state(), moved(at.position(), 0, -13, 0))),
                spoiled("the epoch", at -> changed(at, at.state(), moved(at.position(), -1, 0, 0))));
    }

    private static Arguments spoiled(String name, UnaryOperator<Checkpoint> spoiling) {
        return Arguments.of(name, spoiling);
    }

    private static Position moved(Position at, int epochs, int samples, int steps) {
        return new Position(
                at.epoch() + epochs,
                at.samplesDone() + samples,
                at.step() + steps,
                at.lossSum(),
                at.hits(),
                at.seconds());
    }

    private static Checkpoint changed(Checkpoint at, LearnedState state, Position position) {
        return new Checkpoint(
                at.model(), at.engine(), at.routine(), state, position, at.best(), at.reports(), at.provenance());
    }

    /** The negative control of the test above. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCountsOfACheckpoint")
    void without_any_of_what_is_kept_it_is_not(String name, UnaryOperator<Checkpoint> spoiling) {
        Session neverStopped = begin();
        neverStopped.run(SessionListener.NONE);
        Session paused = begin();
        paused.run(pauseAfter(8));

        Session resumed = Session.resume(spoiling.apply(paused.checkpoint()), DATA);
        resumed.run(SessionListener.NONE);

        assertThat(sha256(resumed.learner().theta()))
                .isNotEqualTo(sha256(neverStopped.learner().theta()));
    }

    @Test
    void lenet_goes_on_as_well() {
        Dataset digits = Mnist.train().slice(0, 48);
        Splits data = Splits.of(digits, Optional.empty(), digits.slice(0, 8));
        Routine routine = new Routine(OptimizerKind.ADAM, 0.002, 2, 16, SEEDS).withDropout(LeNet.DROPOUT);
        Session neverStopped = Session.begin(Architecture.LENET, LearnerKind.TENSOR_F32, routine, data);
        neverStopped.run(SessionListener.NONE);
        Session paused = Session.begin(Architecture.LENET, LearnerKind.TENSOR_F32, routine, data);
        paused.run(pauseAfter(2));
        Session resumed = Session.resume(paused.checkpoint(), data);
        resumed.run(SessionListener.NONE);

        assertSame(resumed, neverStopped);
        assertThat(resumed.reports().get(1).gradientNorms()).hasSize(5).allMatch(norm -> norm > 0);
        assertThat(Architecture.LENET.parameterCount()).isEqualTo(61_706);
        assertThat(Architecture.LENET.shapes()).containsEntry("layers.1.weight", List.of(16, 6, 5, 5));
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

    static Stream<Arguments> changes() {
        return Stream.<Arguments>of(
                change("learning rate", routine -> routine.withLearningRate(0.5)),
                change("schedule", routine -> routine.withSchedule(LearningSchedule.CONSTANT)),
                change("dropout", routine -> routine.withDropout(0)),
                change("clip", routine -> routine.withClip(OptionalDouble.empty())),
                change("batch", routine -> routine.withBatchSize(5)),
                change("momentum", routine -> routine.withUpdate(new UpdateRule(OptimizerKind.MOMENTUM, 0.5, 0.01))),
                change("epochs", routine -> routine.withEpochs(5)));
    }

    private static Arguments change(String name, UnaryOperator<Routine> change) {
        return Arguments.of(name, change);
    }

    /** From the same θ and velocity, yet to another end; each sample is still used once an epoch. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void a_changed_hyperparameter_goes_on_from_the_same_place(String name, UnaryOperator<Routine> change) {
        Session unchanged = begin(LearnerKind.TENSOR_F64, routine(OptimizerKind.MOMENTUM));
        unchanged.run(SessionListener.NONE);
        Session session = begin(LearnerKind.TENSOR_F64, routine(OptimizerKind.MOMENTUM));
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
    void samples_that_do_not_fit_are_refused() {
        Session session = begin();
        session.run(pauseAfter(8));
        Splits few = Splits.of(TRAIN.slice(0, 20), Optional.empty(), OTHERS);
        Dataset digits = Mnist.test().slice(0, 5);

        assertThatThrownBy(() -> Session.resume(session.checkpoint(), few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("session: expected at least the 39 training samples");
        assertThatThrownBy(() -> Session.resume(session.checkpoint(), Splits.of(digits, Optional.empty(), digits)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session: expected samples of 2 features for 2-6-5-1 tanh, binary-cross-entropy, got 784");
    }

    /** Dev labels that are all wrong: the better it learns, the worse they are met. */
    private static Splits misleading() {
        double[][] inputs = IntStream.range(0, TRAIN.size())
                .mapToObj(row -> {
                    var input = new double[2];
                    TRAIN.copyInputs(row, input, 0);
                    return input;
                })
                .toArray(double[][]::new);
        int[] labels = IntStream.range(0, TRAIN.size())
                .map(row -> 1 - TRAIN.label(row))
                .toArray();
        return Splits.of(TRAIN, Optional.of(Dataset.of("wrong", inputs, labels, 2)), OTHERS);
    }

    private static Session patient(LearnerKind engine, int patience) {
        Routine routine = new Routine(OptimizerKind.ADAM, 0.02, 50, 13, SEEDS).withPatience(OptionalInt.of(patience));
        return Session.begin(Architecture.of(NETWORK), engine, routine, misleading());
    }

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

    /** Clipped at 0.5, so that Σ over the layers of their norm squared is at most 0.25. */
    @ParameterizedTest
    @EnumSource
    void gradient_norms_are_those_that_the_update_took(LearnerKind engine) {
        Session session = begin(engine, routine(OptimizerKind.SGD).withClip(OptionalDouble.of(1e-3)));
        session.run(SessionListener.NONE);

        for (EpochReport report : session.reports()) {
            double squares =
                    report.gradientNorms().stream().mapToDouble(x -> x * x).sum();
            assertThat(Math.sqrt(squares)).isBetween(0.999e-3, 1.001e-3);
        }
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

    @Test
    void without_an_epoch_nothing_is_learned() {
        Session session = begin(LearnerKind.SCALAR, routine(OptimizerKind.SGD).withEpochs(0));

        assertThat(session.run(SessionListener.NONE)).isEqualTo(End.FINISHED);
        assertThat(session.reports()).isEmpty();
        assertThat(session.learner().theta()).isEqualTo(NETWORK.draw(SEEDS));
    }
}

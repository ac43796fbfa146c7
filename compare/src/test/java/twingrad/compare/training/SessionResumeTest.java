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
import static twingrad.compare.training.Sessions.misleading;
import static twingrad.compare.training.Sessions.onBatch;
import static twingrad.compare.training.Sessions.patient;
import static twingrad.compare.training.Sessions.pauseAfter;
import static twingrad.compare.training.Sessions.routine;
import static twingrad.compare.training.Sessions.sha256;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.LeNet;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Session.End;
import twingrad.datasets.Dataset;
import twingrad.datasets.ImageSize;
import twingrad.datasets.Mnist;
import twingrad.datasets.Standardization;

/** What goes on from a checkpoint is as if it had never stopped. */
class SessionResumeTest {

    private static final List<String> NUMBERS = List.of("0", "1");

    private static final Splits STANDARDIZED =
            samples(standardization(0, 3).apply(TRAIN), Optional.of(standardization(0, 3)), NUMBERS);

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

    /** A listener takes it at the very end of an epoch, before it hears of the epoch. */
    @Test
    void a_checkpoint_after_an_epoch_s_last_batch_has_the_epoch_s_report() {
        Session neverStopped = begin();
        neverStopped.run(SessionListener.NONE);
        var taken = new ArrayList<Checkpoint>();
        begin().run(onBatch(session -> taken.add(session.checkpoint())));

        Checkpoint last = taken.get(9);
        Session resumed = Session.resume(last, DATA);
        resumed.run(SessionListener.NONE);

        assertThat(last.position()).isEqualTo(new Position(2, 0, 10, 0, 0, 0));
        assertThat(last.reports()).hasSize(2);
        assertThat(last.reports().get(1).gradientNorms()).hasSize(3);
        assertSame(resumed, neverStopped);
    }

    /** It ends after epoch 4, the first being the best; 8 steps are one epoch and a half. */
    @ParameterizedTest
    @EnumSource
    void patience_counts_on_through_a_checkpoint_in_the_middle_of_an_epoch(LearnerKind engine) {
        Session neverStopped = patient(engine, 3);
        neverStopped.run(SessionListener.NONE);
        Session paused = patient(engine, 3);
        paused.run(pauseAfter(8));
        Checkpoint inTheMiddle = paused.checkpoint();
        Session resumed = Session.resume(inTheMiddle, misleading());

        assertThat(inTheMiddle.best().orElseThrow().epoch()).isEqualTo(1);
        assertThat(resumed.run(SessionListener.NONE)).isEqualTo(End.STOPPED_EARLY);
        assertSame(resumed, neverStopped);
        assertThat(resumed.learner().theta()).isEqualTo(neverStopped.learner().theta());
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

    private static Splits samples(Dataset train, Optional<Standardization> applied, List<String> classes) {
        return new Splits(train, Optional.of(OTHERS), OTHERS, applied, classes, List.of(), Optional.empty(), List.of());
    }

    private static Standardization standardization(double... mean) {
        return new Standardization(mean, new double[] {1, 2});
    }

    /** What a training began with, what it is to go on with, and what is said. */
    static Stream<Arguments> otherSamples() {
        String known = "the training set, 60 samples with the checksum ";
        return Stream.of(
                Arguments.of(
                        "renamed classes",
                        DATA,
                        samples(TRAIN, Optional.empty(), List.of("no", "yes")),
                        "the classes [0, 1], with which the training began, got [no, yes];"),
                Arguments.of(
                        "renamed columns",
                        DATA,
                        new Splits(
                                TRAIN,
                                Optional.of(OTHERS),
                                OTHERS,
                                Optional.empty(),
                                NUMBERS,
                                List.of("x", "y", "class"),
                                Optional.empty(),
                                List.of()),
                        "the columns [], with which the training began, got [x, y, class];"),
                Arguments.of(
                        "fewer samples",
                        DATA,
                        samples(TRAIN.slice(0, 50), Optional.empty(), NUMBERS),
                        known + TRAIN.checksum()
                                + ", with which the training began, got 50 samples with the checksum "),
                Arguments.of(
                        "another order",
                        DATA,
                        samples(TRAIN.shuffled(new Random(1)), Optional.empty(), NUMBERS),
                        known + TRAIN.checksum()
                                + ", with which the training began, got 60 samples with the checksum "),
                Arguments.of(
                        "standardized",
                        DATA,
                        STANDARDIZED,
                        "the standardization of feature 0 by none, with which the training began, got mean 0.0 and"
                                + " deviation 1.0;"),
                Arguments.of(
                        "standardized otherwise",
                        STANDARDIZED,
                        samples(standardization(0, 4).apply(TRAIN), Optional.of(standardization(0, 4)), NUMBERS),
                        "the standardization of feature 1 by mean 3.0 and deviation 2.0, with which the training began,"
                                + " got mean 4.0 and deviation 2.0;"),
                Arguments.of(
                        "images",
                        DATA,
                        new Splits(
                                TRAIN,
                                Optional.of(OTHERS),
                                OTHERS,
                                Optional.empty(),
                                NUMBERS,
                                List.of(),
                                Optional.of(new ImageSize(1, 2)),
                                List.of()),
                        "the image size none, with which the training began, got 1x2;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherSamples")
    void other_samples_are_refused_with_both(String name, Splits own, Splits others, String message) {
        Session session =
                Session.begin(Architecture.of(NETWORK), LearnerKind.TENSOR_F64, routine(OptimizerKind.SGD), own);
        session.run(pauseAfter(8));

        assertThatThrownBy(() -> Session.resume(session.checkpoint(), others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("resume: expected " + message)
                .hasMessageEndingWith("; go on with the same samples, or begin a new training");
        assertThat(Session.resume(session.checkpoint(), own).run(SessionListener.NONE))
                .isEqualTo(End.FINISHED);
    }

    @Test
    void samples_of_other_features_are_refused() {
        Session session = begin();
        Dataset digits = Mnist.test().slice(0, 5);

        assertThatThrownBy(() -> Session.resume(session.checkpoint(), Splits.of(digits, Optional.empty(), digits)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session: expected samples of 2 features for 2-6-5-1 tanh, binary-cross-entropy, got 784");
    }

    @Test
    void what_cannot_be_of_one_training_is_no_checkpoint() {
        Checkpoint at = begin().checkpoint();

        assertThatThrownBy(() -> changed(at, at.state(), new Position(0, 61, 5, 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checkpoint: expected at most 60 samples of its epoch done, as many as there are, got 61");
        assertThatThrownBy(() -> Session.begin(
                        Architecture.of(NETWORK),
                        LearnerKind.TENSOR_F64,
                        routine(OptimizerKind.SGD),
                        samples(TRAIN, Optional.of(new Standardization(new double[3], new double[3])), NUMBERS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("binary-cross-entropy: expected a standardization of 2 features, got 3");
    }
}

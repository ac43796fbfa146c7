package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Seeds;

class RoutineTest {

    private static final Routine ROUTINE = new Routine(OptimizerKind.SGD, 0.1, 10, 7, new Seeds(1));

    private static Arguments refused(String message, Supplier<?> making) {
        return Arguments.of(message, making);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("dropout: expected a rate from 0 to below 1, got 1.0", () -> ROUTINE.withDropout(1)),
                refused("dropout: expected a rate from 0 to below 1, got -0.1", () -> ROUTINE.withDropout(-0.1)),
                refused("dropout: expected a rate from 0 to below 1, got NaN", () -> ROUTINE.withDropout(Double.NaN)),
                refused("clip: expected a norm above 0, got 0.0", () -> ROUTINE.withClip(OptionalDouble.of(0))),
                refused("patience: expected 1 epoch or more, got 0", () -> ROUTINE.withPatience(OptionalInt.of(0))),
                refused("learning rate: expected a number of 0 or more, got -1.0", () -> ROUTINE.withLearningRate(-1)),
                refused(
                        "momentum: expected a number from 0 to below 1, got 1.0",
                        () -> new UpdateRule(OptimizerKind.MOMENTUM, 1, 0)),
                refused(
                        "weight decay: expected a number of 0 or more, got -1.0",
                        () -> new UpdateRule(OptimizerKind.ADAMW, 0.9, -1)),
                refused(
                        "optimizer m: expected 2 numbers, as many as parameters, got 1",
                        () -> new LearnedState(new double[2], 1, Map.of("m", new double[1]))),
                refused(
                        "optimizer: expected 0 steps or more, got -1",
                        () -> new LearnedState(new double[2], -1, Map.of())),
                refused(
                        "position: expected epoch, samples, step and hits of 0 or more, got 0, -1, 0 and 0",
                        () -> new Position(0, -1, 0, 0, 0, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void numbers_out_of_range_are_refused(String message, Supplier<?> making) {
        assertThatThrownBy(making::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void each_change_changes_one_thing() {
        Routine changed = ROUTINE.withUpdate(UpdateRule.of(OptimizerKind.ADAMW))
                .withLearningRate(0.2)
                .withSchedule(LearningSchedule.step(0.5, 2))
                .withDropout(0.3)
                .withClip(OptionalDouble.of(4))
                .withEpochs(5)
                .withBatchSize(6)
                .withPatience(OptionalInt.of(7));

        assertThat(changed)
                .isEqualTo(new Routine(
                        new UpdateRule(OptimizerKind.ADAMW, 0.9, 0.01),
                        0.2,
                        LearningSchedule.step(0.5, 2),
                        0.3,
                        OptionalDouble.of(4),
                        5,
                        6,
                        OptionalInt.of(7),
                        new Seeds(1)));
        assertThat(changed.learningRate(2, 99)).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "8, 2", "14, 2", "15, 3"})
    void the_short_last_batch_is_a_step(int samples, int steps) {
        assertThat(ROUTINE.stepsOf(samples)).isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({
        "SGD, sgd",
        "MOMENTUM_AVERAGED, momentum-averaged 0.9",
        "NESTEROV, nesterov 0.9",
        "RMSPROP, rmsprop",
        "ADAMW, 'adamw, weight decay 0.01'"
    })
    void an_optimizer_is_named_with_its_own_numbers(OptimizerKind kind, String text) {
        assertThat(UpdateRule.of(kind)).hasToString(text);
    }

    @Test
    void what_is_learned_is_copied() {
        double[] theta = {1, 2};
        var state = new LearnedState(theta, 3, Map.of("m", theta));
        theta[0] = 9;
        state.theta()[1] = 9;
        state.slots().get("m")[1] = 9;

        assertThat(state.theta()).containsExactly(1, 2);
        assertThat(state.slots().get("m")).containsExactly(1, 2);
    }
}

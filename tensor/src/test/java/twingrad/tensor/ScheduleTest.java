package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ScheduleTest {
    /** A handful of roundings of numbers around 1. */
    private static final double ROUNDING = 1e-15;

    private static final int MOST = Integer.MAX_VALUE;

    /** α₀ = 0.8 at an epoch and a step, worked out by hand. */
    static final List<Arguments> RATES = List.of(
            rate("constant", new Schedule.Constant(), 7, 900, 0.8),
            rate("inverse, at the start", new Schedule.Inverse(0.5), 0, 1, 0.8),
            rate("inverse", new Schedule.Inverse(0.5), 6, 1, 0.2),
            rate("inverse, rate 0", new Schedule.Inverse(0), 6, 1, 0.8),
            rate("exponential, at the start", new Schedule.Exponential(0.95), 0, 1, 0.8),
            rate("exponential", new Schedule.Exponential(0.95), 2, 1, 0.722),
            rate("exponential, base 1", new Schedule.Exponential(1), MOST, 1, 0.8),
            rate("exponential, at the last epoch of all", new Schedule.Exponential(0.95), MOST, 1, 0),
            rate("inverse root by epoch, at the start", new Schedule.InverseSqrt(0.5), 0, 1, 0.4),
            rate("inverse root by epoch", new Schedule.InverseSqrt(0.5), 3, 1, 0.2),
            // e + 1 = 2³¹ is no int
            rate(
                    "inverse root, at the last epoch of all",
                    new Schedule.InverseSqrt(0x1p16),
                    MOST,
                    1,
                    0.8 * Math.sqrt(2)),
            rate("inverse root by step, at the start", new Schedule.InverseSqrtByStep(0.5), 0, 1, 0.4),
            rate("inverse root by step", new Schedule.InverseSqrtByStep(0.5), 3, 25, 0.08),
            rate("steps, before the first", new Schedule.StepDecay(0.5, 3), 2, 1, 0.8),
            rate("steps, after the first", new Schedule.StepDecay(0.5, 3), 3, 1, 0.4),
            rate("steps, after the second", new Schedule.StepDecay(0.5, 3), 6, 1, 0.2),
            rate("steps, every epoch, at the start", new Schedule.StepDecay(0.5, 1), 0, 1, 0.8),
            rate("steps, every epoch", new Schedule.StepDecay(0.5, 1), 3, 1, 0.1),
            rate("steps, every epoch by factor 1", new Schedule.StepDecay(1, 1), 1_000, 1, 0.8),
            rate("steps, before the last epoch of all", new Schedule.StepDecay(0.5, MOST), MOST - 1, 1, 0.8),
            rate("steps, at the last epoch of all", new Schedule.StepDecay(0.5, MOST), MOST, 1, 0.4),
            // cos(π/3) = 1/2
            rate("cosine, a third", new Schedule.Cosine(9, 0), 0, 3, 0.6),
            rate("cosine, half", new Schedule.Cosine(8, 0), 0, 4, 0.4),
            rate("cosine, at the end", new Schedule.Cosine(8, 0), 0, 8, 0),
            rate("cosine, later", new Schedule.Cosine(8, 0), 0, 11, 0),
            // t = T at once
            rate("cosine of one step", new Schedule.Cosine(1, 0), 0, 1, 0),
            rate("cosine of two steps, the first", new Schedule.Cosine(2, 0), 0, 1, 0.4),
            rate("cosine of two steps, the second", new Schedule.Cosine(2, 0), 0, 2, 0),
            rate("cosine after a warm-up of one step, the first", new Schedule.Cosine(2, 1), 0, 1, 0.8),
            rate("cosine after a warm-up of one step, the second", new Schedule.Cosine(2, 1), 0, 2, 0),
            rate("cosine, warm-up of all but one, the last of it", new Schedule.Cosine(12, 11), 0, 11, 0.8),
            rate("cosine, warm-up of all but one, the end", new Schedule.Cosine(12, 11), 0, 12, 0),
            rate("cosine of the most steps, the first", new Schedule.Cosine(Long.MAX_VALUE, 0), 0, 1, 0.8),
            rate("cosine of the most steps, the last", new Schedule.Cosine(Long.MAX_VALUE, 0), 0, Long.MAX_VALUE, 0),
            rate("cosine, first step of the warm-up", new Schedule.Cosine(12, 4), 0, 1, 0.2),
            rate("cosine, last step of the warm-up", new Schedule.Cosine(12, 4), 0, 4, 0.8),
            rate("cosine, a third of the way after the warm-up", new Schedule.Cosine(13, 4), 0, 7, 0.6),
            rate("cosine, half way after the warm-up", new Schedule.Cosine(12, 4), 0, 8, 0.4));

    @ParameterizedTest
    @FieldSource("RATES")
    void learning_rate_is_that_of_the_closed_form(Schedule schedule, int epoch, long step, double expected) {
        assertThat(schedule.learningRate(0.8, epoch, step)).isEqualTo(expected, within(ROUNDING));
    }

    @Test
    void inverse_falls_where_the_misprinted_minus_grows_and_turns_negative() {
        var inverse = new Schedule.Inverse(0.3);
        Schedule misprinted = (initial, epoch, step) -> initial / (1 - 0.3 * epoch);
        for (var e = 1; e < 100; e++) {
            assertThat(inverse.learningRate(1, e, 1))
                    .isPositive()
                    .isLessThan(inverse.learningRate(1, e - 1, 1))
                    .isNotCloseTo(misprinted.learningRate(1, e, 1), within(0.01));
        }
        assertThat(misprinted.learningRate(1, 3, 1)).isGreaterThan(9);
        assertThat(misprinted.learningRate(1, 4, 1)).isNegative();
    }

    static final List<Arguments> REFUSALS = List.of(
            refusal(() -> new Schedule.Inverse(-1), "Inverse: expected a finite rate of 0 or more, got -1.0"),
            refusal(() -> new Schedule.Inverse(Double.NaN), "Inverse: expected a finite rate of 0 or more, got NaN"),
            refusal(
                    () -> new Schedule.Inverse(Double.POSITIVE_INFINITY),
                    "Inverse: expected a finite rate of 0 or more, got Infinity"),
            refusal(() -> new Schedule.Exponential(0), "Exponential: expected a base above 0 and at most 1, got 0.0"),
            refusal(
                    () -> new Schedule.Exponential(1.01),
                    "Exponential: expected a base above 0 and at most 1, got 1.01"),
            refusal(
                    () -> new Schedule.Exponential(Double.NaN),
                    "Exponential: expected a base above 0 and at most 1, got NaN"),
            refusal(
                    () -> new Schedule.InverseSqrt(Double.POSITIVE_INFINITY),
                    "InverseSqrt: expected a finite k above 0, got Infinity"),
            refusal(() -> new Schedule.InverseSqrt(0), "InverseSqrt: expected a finite k above 0, got 0.0"),
            refusal(() -> new Schedule.InverseSqrtByStep(0), "InverseSqrtByStep: expected a finite k above 0, got 0.0"),
            refusal(
                    () -> new Schedule.InverseSqrtByStep(Double.POSITIVE_INFINITY),
                    "InverseSqrtByStep: expected a finite k above 0, got Infinity"),
            refusal(() -> new Schedule.StepDecay(0, 1), "StepDecay: expected a factor above 0 and at most 1, got 0.0"),
            refusal(() -> new Schedule.StepDecay(2, 1), "StepDecay: expected a factor above 0 and at most 1, got 2.0"),
            refusal(() -> new Schedule.StepDecay(0.5, 0), "StepDecay: expected a step every 1 epoch or more, got 0"),
            refusal(() -> new Schedule.Cosine(0, 0), "Cosine: expected 1 step or more, got 0"),
            refusal(() -> new Schedule.Cosine(1, 1), "Cosine: expected a warm-up from 0 to below 1 steps, got 1"),
            refusal(() -> new Schedule.Cosine(9, 9), "Cosine: expected a warm-up from 0 to below 9 steps, got 9"),
            refusal(() -> new Schedule.Cosine(9, -1), "Cosine: expected a warm-up from 0 to below 9 steps, got -1"));

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void parameters_out_of_their_range_are_refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Arguments rate(String name, Schedule schedule, int epoch, long step, double expected) {
        return argumentSet(name, schedule, epoch, step, expected);
    }

    private static Arguments refusal(ThrowingCallable making, String message) {
        return argumentSet(message, making, message);
    }
}

package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class LossesTest {
    /** A handful of roundings of numbers around 1. */
    private static final double ROUNDING = 1e-15;

    static final List<Arguments> LOSSES = List.of(
            loss("softmaxCrossEntropy", z -> Losses.softmaxCrossEntropy(z, 1), 0.5, -1, 2),
            loss("softmaxCrossEntropy, tie", z -> Losses.softmaxCrossEntropy(z, 0), 0.5, 0.5),
            loss("softmax", z -> Losses.softmax(z).get(2), 0.5, -1, 2),
            loss("crossEntropy", p -> Losses.crossEntropy(p, 1), 0.5, 0.25),
            loss("crossEntropy of softmax", z -> Losses.crossEntropy(Losses.softmax(z), 1), 0.5, -1, 2),
            loss("binaryCrossEntropy, 1", z -> Losses.binaryCrossEntropy(z.get(0), 1), 0.5),
            loss("binaryCrossEntropy, 0", z -> Losses.binaryCrossEntropy(z.get(0), 0), 0.5),
            loss("binaryCrossEntropy, between", z -> Losses.binaryCrossEntropy(z.get(0), 0.3), -2),
            loss("squaredError", a -> Losses.squaredError(a.get(0), 2.17), 0.9),
            loss("halfSquaredError", a -> Losses.halfSquaredError(a.get(0), 2.17), 0.9),
            loss("hinge inside the margin", s -> Losses.hinge(s.get(0), 1), 0.5),
            loss("hinge on the wrong side", s -> Losses.hinge(s.get(0), -1), 0.5),
            loss("hinge beyond the margin", s -> Losses.hinge(s.get(0), 1), 1.5),
            loss("sum", Losses::sum, 1, -2, 3.5),
            loss("mean", Losses::mean, 1, -2, 3.5),
            loss("l2", w -> Losses.l2(w, 0.3, 5), 1, -2, 3.5),
            loss("l1", w -> Losses.l1(w, 0.3, 5), 1, -2, 3.5));

    static final List<Arguments> ERRORS = List.of(
            error(
                    () -> Losses.softmaxCrossEntropy(values(1, 2, 3), 3),
                    "softmaxCrossEntropy: expected a label from 0 to 2, one of 3 classes, got 3"),
            error(
                    () -> Losses.crossEntropy(values(0.5, 0.5), -1),
                    "crossEntropy: expected a label from 0 to 1, one of 2 classes, got -1"),
            error(
                    () -> Losses.binaryCrossEntropy(Value.of(0), -1),
                    "binaryCrossEntropy: expected a target from 0 to 1, got -1.0"),
            error(() -> Losses.hinge(Value.of(0), 0), "hinge: expected a target of -1 or 1, got 0.0"),
            error(() -> Losses.sum(List.of()), "sum: expected at least 1 value, got 0"),
            error(() -> Losses.mean(List.of()), "mean: expected at least 1 value, got 0"),
            error(() -> Losses.softmax(List.of()), "softmax: expected at least 1 value, got 0"),
            error(() -> Losses.l2(List.of(), 0.1, 5), "l2: expected at least 1 value, got 0"),
            error(() -> Losses.l2(values(1), -0.1, 5), "l2: expected a finite strength of 0 or more, got -0.1"),
            error(
                    () -> Losses.l1(values(1), Double.POSITIVE_INFINITY, 5),
                    "l1: expected a finite strength of 0 or more, got Infinity"),
            error(() -> Losses.l1(values(1), Double.NaN, 5), "l1: expected a finite strength of 0 or more, got NaN"),
            error(() -> Losses.l2(values(1), 0.1, 0), "l2: expected at least 1 sample, got 0"),
            error(() -> Losses.l1(values(1), 0.1, -3), "l1: expected at least 1 sample, got -3"));

    /** 0.3·ln(1 + e²) + 0.7·ln(1 + e⁻²): difference quotients fit whatever the value is. */
    @Test
    void binary_cross_entropy_weighs_both_classes_by_a_target_between() {
        assertThat(Losses.binaryCrossEntropy(Value.of(-2), 0.3).data()).isCloseTo(0.7269280110429726, within(1e-15));
        assertThat(Losses.binaryCrossEntropy(Value.of(2), 0.7).data()).isCloseTo(0.7269280110429726, within(1e-15));
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void gradient_is_that_of_the_difference_quotient(Function<List<Value>, Value> loss, double[] at) {
        FiniteDifferences.check(loss, at);
    }

    @ParameterizedTest
    @FieldSource("ERRORS")
    void wrong_arguments_are_refused_with_what_was_expected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void binary_cross_entropy_of_a_sure_and_right_logit_is_zero() {
        assertThat(Losses.binaryCrossEntropy(Value.of(Double.NEGATIVE_INFINITY), 0)
                        .data())
                .isZero();
        assertThat(Losses.binaryCrossEntropy(Value.of(Double.POSITIVE_INFINITY), 1)
                        .data())
                .isZero();
    }

    @Test
    void far_apart_logits_give_an_exact_loss_and_finite_gradients() {
        var logits = values(1000, 0, -1000);
        var loss = Losses.softmaxCrossEntropy(logits, 1);
        loss.backward();
        assertThat(loss.data()).isEqualTo(1000);
        assertThat(logits).extracting(Value::grad).containsExactly(1.0, -1.0, 0.0);
    }

    @Test
    void common_shift_of_the_logits_changes_nothing() {
        var near = Losses.softmaxCrossEntropy(values(3, 1, -2), 0);
        var far = Losses.softmaxCrossEntropy(values(4099, 4097, 4094), 0);
        assertThat(far.data()).isEqualTo(near.data());
    }

    @Test
    void fused_and_unfused_cross_entropy_agree() {
        var fusedLogits = values(0.5, -1, 2);
        var logits = values(0.5, -1, 2);
        var fused = Losses.softmaxCrossEntropy(fusedLogits, 1);
        var unfused = Losses.crossEntropy(Losses.softmax(logits), 1);
        fused.backward();
        unfused.backward();
        assertThat(unfused.data()).isEqualTo(fused.data(), within(ROUNDING));
        for (var i = 0; i < 3; i++) {
            assertThat(logits.get(i).grad()).isEqualTo(fusedLogits.get(i).grad(), within(ROUNDING));
        }
    }

    @Test
    void softmax_sums_to_one_and_does_not_overflow() {
        var probabilities = Losses.softmax(values(1000, 999, -1000));
        assertThat(probabilities.get(0).data()).isEqualTo(0.7310585786300049, within(ROUNDING));
        assertThat(probabilities.get(2).data()).isZero();
        assertThat(Losses.sum(probabilities).data()).isEqualTo(1, within(ROUNDING));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.6931471805599453, -0.5",
        "40, 1, 4.248354255291589e-18, -4.248354255291589e-18",
        "-40, 0, 4.248354255291589e-18, 4.248354255291589e-18",
        "1000, 0, 1000, 1",
        "-1000, 1, 1000, -1",
        "1000, 1, 0, 0"
    })
    void binary_cross_entropy_cancels_nowhere(double logit, double target, double data, double grad) {
        var z = Value.of(logit);
        var loss = Losses.binaryCrossEntropy(z, target);
        loss.backward();
        assertThat(loss.data()).isEqualTo(data, offset(ROUNDING * data));
        assertThat(z.grad()).isEqualTo(grad, offset(ROUNDING * Math.abs(grad)));
    }

    @Test
    void hinge_has_no_slope_at_equality() {
        var score = Value.of(-1);
        var loss = Losses.hinge(score, -1);
        loss.backward();
        assertThat(loss.data()).isZero();
        assertThat(score.grad()).isZero();
    }

    @Test
    void values_are_those_of_the_formulas() {
        assertThat(Losses.squaredError(Value.of(3), 1).data()).isEqualTo(4);
        assertThat(Losses.halfSquaredError(Value.of(3), 1).data()).isEqualTo(2);
        assertThat(Losses.hinge(Value.of(0.5), -1).data()).isEqualTo(1.5);
        assertThat(Losses.l2(values(1, -2, 4), 0.5, 2).data()).isEqualTo(2.625);
        assertThat(Losses.l1(values(1, -2, 4), 0.5, 2).data()).isEqualTo(1.75);
        assertThat(Losses.l2(values(1, -2, 4), 0, 1).data()).isZero();
        assertThat(Losses.l1(values(1, -2, 4), 0, 1).data()).isZero();
        assertThat(Losses.crossEntropy(values(0.5, 0.5), 1).data()).isEqualTo(0.6931471805599453);
    }

    @Test
    void mean_is_the_sum_over_the_number_of_losses() {
        var losses = values(1, 2, 6);
        assertThat(Reduction.SUM.apply(losses).data()).isEqualTo(9);
        var mean = Reduction.MEAN.apply(losses);
        mean.backward();
        assertThat(mean.data()).isEqualTo(3);
        assertThat(losses).extracting(Value::grad).containsOnly(1 / 3.0);
    }

    private static Arguments loss(String name, Function<List<Value>, Value> loss, double... at) {
        return argumentSet(name, loss, at);
    }

    private static Arguments error(ThrowingCallable call, String message) {
        return argumentSet(message, call, message);
    }

    private static List<Value> values(double... x) {
        return Arrays.stream(x).mapToObj(Value::of).toList();
    }
}

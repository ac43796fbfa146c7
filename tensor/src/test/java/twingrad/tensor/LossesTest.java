package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
    /** Central differences at a step of 1e-5. */
    private static final double BOUND = 1e-8;

    private static final int[] LABELS = {2, 0, 1, 1, 2};
    private static final double[] BITS = {0, 1, 1, 0, 1, 0.25, 1, 1, 0, 0.5, 0, 1, 1, 0, 0};
    private static final double[] SIGNS = {1, -1, 1, 1, -1, -1, 1, 1, 1, -1, 1, -1, -1, 1, 1};

    record Row(String name, Function<Tensor, Tensor> loss) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("softmaxCrossEntropy", z -> Losses.softmaxCrossEntropy(z, LABELS)),
                new Row("crossEntropy", z -> Losses.crossEntropy(z.softmax(), LABELS)),
                new Row("binaryCrossEntropy", z -> Losses.binaryCrossEntropy(z, targets(z, BITS))),
                new Row("squaredError", z -> Losses.squaredError(z, targets(z, BITS))),
                new Row("halfSquaredError", z -> Losses.halfSquaredError(z, targets(z, BITS))),
                new Row("hinge", z -> Losses.hinge(z, targets(z, SIGNS))),
                new Row("l2", z -> Losses.l2(List.of(z, z.transpose()), 0.7, 5)),
                new Row("l1", z -> Losses.l1(List.of(z, z.transpose()), 0.7, 5)),
                new Row("MEAN", z -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(z, LABELS))),
                new Row("SUM", z -> Reduction.SUM.apply(Losses.softmaxCrossEntropy(z, LABELS))));
    }

    private static NdArray targets(Tensor outputs, double[] values) {
        return outputs.precision().of(values, outputs.shape().dims());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_gradient_agrees_with_central_differences(Row row) {
        var check =
                new FiniteDifferences(t -> row.loss.apply(t.get(0)), List.of(Draws.array(Precision.FLOAT64, 21, 5, 3)));

        assertThat(FiniteDifferences.norm(check.gradients().get(0))).isGreaterThan(1e-2);
        assertThat(check.discrepancy()).isLessThan(BOUND);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void float32_agrees_with_float64(Row row) {
        var values = Draws.signed(22, 15);
        var twice = Tensor.parameter(Precision.FLOAT64.of(values, 5, 3));
        var single = Tensor.parameter(Precision.FLOAT32.of(values, 5, 3));
        row.loss.apply(twice).sum().backward();
        row.loss.apply(single).sum().backward();

        assertThat(FiniteDifferences.discrepancy(
                        List.of(single.grad().toDoubles()), List.of(twice.grad().toDoubles())))
                .isLessThan(32 * Precision.FLOAT32.unit());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void cross_entropy_of_extreme_logits_is_exact(Precision precision) {
        var z = Tensor.parameter(precision.of(new double[] {1000, 0, -1000}, 1, 3));
        var loss = Reduction.MEAN.apply(Losses.softmaxCrossEntropy(z, new int[] {1}));
        loss.backward();

        assertThat(loss.data().item()).isEqualTo(1000);
        assertThat(z.grad().toDoubles()).containsExactly(1, -1, 0);
    }

    @Test
    void fused_and_unfused_cross_entropy_agree() {
        var values = Draws.signed(23, 15);
        var fused = Tensor.parameter(Precision.FLOAT64.of(values, 5, 3));
        var unfused = Tensor.parameter(Precision.FLOAT64.of(values, 5, 3));
        var left = Losses.softmaxCrossEntropy(fused, LABELS);
        var right = Losses.crossEntropy(unfused.softmax(), LABELS);
        left.mean().backward();
        right.mean().backward();

        assertThat(left.data().toDoubles()).containsExactly(right.data().toDoubles(), within(1e-15));
        assertThat(fused.grad().toDoubles()).containsExactly(unfused.grad().toDoubles(), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void binary_cross_entropy_keeps_its_slope_where_sigmoid_is_one(Precision precision) {
        var z = Tensor.parameter(precision.of(new double[] {40, -40, 800, -800}, 4, 1));
        var loss = Losses.binaryCrossEntropy(z, precision.of(new double[] {1, 0, 0, 1}, 4, 1));
        loss.sum().backward();
        double tail = precision == Precision.FLOAT64 ? 4.248354255291589e-18 : 4.248354255291589e-18f;

        assertThat(loss.data().toDoubles()).containsExactly(new double[] {tail, tail, 800, 800}, within(1e-24));
        assertThat(z.grad().toDoubles()).containsExactly(new double[] {-tail, tail, 1, -1}, within(1e-24));
    }

    @Test
    void hinge_is_flat_at_equality() {
        var s = Tensor.parameter(Precision.FLOAT64.of(new double[] {1, 0.5, -1, 3}, 4));
        var loss = Losses.hinge(s, Precision.FLOAT64.of(new double[] {1, 1, 1, -1}, 4));
        loss.sum().backward();

        assertThat(loss.data().toDoubles()).containsExactly(0, 0.5, 2, 4);
        assertThat(s.grad().toDoubles()).containsExactly(-0.0, -1, -1, 1);
    }

    @Test
    void mean_divides_by_rows_for_cross_entropy_and_by_entries_for_squared_error() {
        var z = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(2, 4)));
        Reduction.MEAN.apply(Losses.softmaxCrossEntropy(z, new int[] {0, 1})).backward();
        var a = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(2, 4)));
        Reduction.MEAN
                .apply(Losses.squaredError(a, Precision.FLOAT64.full(Shape.of(2, 4), -1)))
                .backward();

        assertThat(z.grad().get(0, 0)).isEqualTo(-0.75 / 2);
        assertThat(a.grad().get(0, 0)).isEqualTo(2.0 / 8);
    }

    @Test
    void penalties_have_the_gradients_of_their_definition() {
        var w = Tensor.parameter(Precision.FLOAT64.of(new double[] {3, -4, 0}, 3));
        var l2 = Losses.l2(List.of(w), 0.5, 4);
        l2.backward();
        assertThat(l2.data().item()).isEqualTo(0.5 / 8 * 25);
        assertThat(w.grad().toDoubles()).containsExactly(0.375, -0.5, 0);

        w.zeroGrad();
        var l1 = Losses.l1(List.of(w), 0.5, 4);
        l1.backward();
        assertThat(l1.data().item()).isEqualTo(0.125 * 7);
        assertThat(w.grad().toDoubles()).containsExactly(0.125, -0.125, 0);
        assertThat(Losses.l2(List.of(w), 0, 1)
                        .add(Losses.l1(List.of(w), 0, 1))
                        .data()
                        .item())
                .isZero();
    }

    @Test
    void labels_and_targets_may_change_after_the_forward_pass() {
        var labels = LABELS.clone();
        var z = Tensor.parameter(Draws.array(Precision.FLOAT64, 21, 5, 3));
        var bits = Precision.FLOAT64.of(BITS, 5, 3);
        UnaryOperator<Tensor> both = logits -> Losses.softmaxCrossEntropy(logits, labels)
                .sum()
                .add(Losses.binaryCrossEntropy(logits, bits).sum());
        both.apply(z).backward();
        var expected = z.grad().toDoubles();

        z.zeroGrad();
        var loss = both.apply(z);
        labels[0] = 0;
        bits.setInPlace(Precision.FLOAT64.zeros(Shape.of(5, 3)));
        loss.backward();
        assertThat(z.grad().toDoubles()).containsExactly(expected);
    }

    record Refusal(String message, Function<Tensor, Tensor> loss) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refusal> refusals() {
        var column = Precision.FLOAT64.zeros(Shape.of(2, 1));
        var wrong = Precision.FLOAT64.full(Shape.of(2, 3), 2);
        return Stream.of(
                new Refusal(
                        "softmaxCrossEntropy: expected 2 labels for (2x3), got 1",
                        z -> Losses.softmaxCrossEntropy(z, new int[1])),
                new Refusal(
                        "softmaxCrossEntropy: expected labels from 0 to 2, got 3 in row 1",
                        z -> Losses.softmaxCrossEntropy(z, new int[] {0, 3})),
                new Refusal(
                        "crossEntropy: expected labels from 0 to 2, got -1 in row 0",
                        z -> Losses.crossEntropy(z, new int[] {-1, 3})),
                new Refusal(
                        "squaredError: expected targets (2x3), got (2x1); reshape them",
                        z -> Losses.squaredError(z, column)),
                new Refusal(
                        "binaryCrossEntropy: expected targets from 0 to 1, got 2.0",
                        z -> Losses.binaryCrossEntropy(z, wrong)),
                new Refusal("hinge: expected targets of -1 or 1, got 2.0", z -> Losses.hinge(z, wrong)),
                new Refusal("l2: expected at least 1 weight, got 0", z -> Losses.l2(List.of(), 1, 1)),
                new Refusal(
                        "l2: expected a finite strength of 0 or more, got -0.1", z -> Losses.l2(List.of(z), -0.1, 1)),
                new Refusal(
                        "l1: expected a finite strength of 0 or more, got Infinity",
                        z -> Losses.l1(List.of(z), Double.POSITIVE_INFINITY, 1)),
                new Refusal(
                        "l1: expected a finite strength of 0 or more, got NaN",
                        z -> Losses.l1(List.of(z), Double.NaN, 1)),
                new Refusal("l1: expected at least 1 sample, got 0", z -> Losses.l1(List.of(z), 1, 0)),
                new Refusal(
                        "reduction: expected at least 1 loss, got (0)",
                        z -> Reduction.MEAN.apply(Tensor.constant(Precision.FLOAT64.zeros(Shape.of(0))))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses_what_does_not_fit(Refusal refusal) {
        var z = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(2, 3)));

        assertThatThrownBy(() -> refusal.loss.apply(z))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message);
    }
}

package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void gives_the_logits_of_all_samples_in_order_whatever_the_chunks(Precision precision) {
        var data = new Rings(1100, 3, 3, 1);
        var model = Mlp.random(List.of(3, 4), List.of(UnaryOperator.identity()), precision, new Random(2));
        var all = Batch.of(data, IntStream.range(0, 1100).toArray(), 0, 1100, precision, Memory.FRESH);
        var evaluation = Evaluation.of(model, data);

        assertThat(evaluation.logits().shape()).isEqualTo(Shape.of(1100, 4));
        assertThat(evaluation.logits().toDoubles())
                .containsExactly(model.forward(all.inputs()).data().toDoubles());
        assertThat(evaluation.labels()).containsExactly(all.labels());
    }

    @Test
    void the_first_of_the_largest_logits_wins() {
        // Three equal units, then one that is 0.
        var evaluation = evaluate(new double[] {1, 1, 1, 0, 0, 0, 0, 0}, -1, 0, 2);

        assertThat(evaluation.predictions()).containsExactly(3, 0, 0);
    }

    @Test
    void a_largest_logit_in_the_middle_is_held_against_those_of_its_own_row() {
        // The second unit is always 2, the third 0, 1 and 2.
        var evaluation = evaluate(new double[] {0, 0, 1, 0, 2, 1}, -1, 0, 1);

        assertThat(evaluation.predictions()).containsExactly(1, 1, 1);
    }

    @Test
    void one_output_says_class_one_above_zero() {
        var evaluation = evaluate(new double[] {1, 0}, -1, 0, 2);

        assertThat(evaluation.predictions()).containsExactly(0, 0, 1);
        assertThat(evaluation.accuracy()).isEqualTo(1);
    }

    @Test
    void accuracy_is_the_share_of_right_predictions() {
        assertThat(evaluate(new double[] {-1, 0}, -1, 0, 2).accuracy()).isEqualTo(1.0 / 3);
    }

    @Test
    void the_loss_is_that_of_all_samples() {
        var evaluation = evaluate(new double[] {1, 0}, -1, 0, 2);

        assertThat(evaluation.loss((logits, labels) -> logits.mul(labels[2]).mean()))
                .isEqualTo(1.0 / 3);
    }

    /** The evaluation of one layer at three points, labelled 1 where they are above 0. */
    private static Evaluation evaluate(double[] theta, double... points) {
        var widths = List.of(1, theta.length / 2);
        var model = new Mlp(widths, List.of(UnaryOperator.identity()), Precision.FLOAT64, theta);
        return Evaluation.of(model, new Points(points));
    }

    private record Points(double... values) implements Batches {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int features() {
            return 1;
        }

        @Override
        public void fill(int[] rows, int from, int to, float[] inputs, int[] labels) {
            for (int row = from; row < to; row++) {
                inputs[row - from] = (float) values[rows[row]];
                labels[row - from] = values[rows[row]] > 0 ? 1 : 0;
            }
        }

        @Override
        public void fill(int[] rows, int from, int to, double[] inputs, int[] labels) {
            for (int row = from; row < to; row++) {
                inputs[row - from] = values[rows[row]];
                labels[row - from] = values[rows[row]] > 0 ? 1 : 0;
            }
        }
    }
}

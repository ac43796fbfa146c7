package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {

    /** Class 2 is never predicted, class 3 has no sample. */
    private static final Confusion FOUR =
            Confusion.of(4, new int[] {0, 0, 0, 1, 1, 2, 2, 2}, new int[] {0, 0, 1, 1, 1, 0, 1, 3});

    @Test
    void rows_are_true_classes_and_columns_what_they_were_taken_for() {
        assertThat(FOUR.counts())
                .containsExactly(List.of(2, 1, 0, 0), List.of(0, 2, 0, 0), List.of(1, 1, 0, 1), List.of(0, 0, 0, 0));
        assertThat(FOUR.count(2, 3)).isEqualTo(1);
        assertThat(FOUR.count(3, 2)).isZero();
        assertThat(FOUR.samples(2)).isEqualTo(3);
    }

    @Test
    void accuracy_precision_and_recall_are_shares_of_all_of_a_column_and_of_a_row() {
        assertThat(FOUR.accuracy()).hasValue(0.5);
        assertThat(FOUR.precision(0)).hasValue(2.0 / 3);
        assertThat(FOUR.precision(1)).hasValue(0.5);
        assertThat(FOUR.recall(0)).hasValue(2.0 / 3);
        assertThat(FOUR.recall(1)).hasValue(1);
        assertThat(FOUR.recall(2)).hasValue(0);
    }

    @Test
    void a_share_of_nothing_is_none_and_not_0() {
        assertThat(FOUR.precision(2)).isEmpty();
        assertThat(FOUR.recall(3)).isEmpty();
        assertThat(FOUR.precision(3)).hasValue(0);
        assertThat(Confusion.of(2, new int[0], new int[0]).accuracy()).isEmpty();
    }

    @Test
    void what_is_no_class_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confusion.of(3, new int[] {0, 1}, new int[] {0, 3}))
                .withMessage("confusion: expected classes from 0 to 2, got 1 taken for 3 in row 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confusion.of(3, new int[] {0, 1}, new int[] {0}))
                .withMessage("confusion: expected a prediction for each of 2 labels, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Confusion(List.of(List.of(1, 2))))
                .withMessage("confusion: expected as many columns as rows, at least 1, of counts of 0 or more, got"
                        + " [[1, 2]]");
    }
}

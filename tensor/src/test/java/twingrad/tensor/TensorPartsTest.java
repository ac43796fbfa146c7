package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorPartsTest {
    @Test
    void rows_that_are_taken_twice_receive_the_sum() {
        var a = Tensor.parameter(Precision.FLOAT32.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
        var rows = a.rows(2, 0, 2);
        rows.mul(Tensor.constant(Precision.FLOAT32.of(new double[] {1, 10, 100}, 3, 1)))
                .sum()
                .backward();

        assertThat(rows.data().toDoubles()).containsExactly(5, 6, 1, 2, 5, 6);
        assertThat(a.grad().toDoubles()).containsExactly(10, 10, 0, 0, 101, 101);
    }

    @Test
    void parts_that_are_joined_again_are_the_whole() {
        var a = Tensor.parameter(Draws.array(Precision.FLOAT32, 1, 3, 4, 2));

        assertThat(a.slice(1, 0, 1)
                        .concat(1, a.slice(1, 1, 3), a.slice(1, 3, 3), a.slice(1, 3, 4))
                        .data()
                        .toDoubles())
                .containsExactly(a.data().toDoubles());
    }

    @Test
    void refuses_rows_and_ranges_that_are_not_there() {
        var a = Tensor.parameter(Precision.FLOAT32.zeros(Shape.of(3, 5)));

        assertThatThrownBy(() -> a.rows(0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows: expected rows from 0 to 2 of (3x5), got 3 at 1");
        assertThatThrownBy(() -> a.rows(-1)).hasMessage("rows: expected rows from 0 to 2 of (3x5), got -1 at 0");
        assertThatThrownBy(() -> a.slice(1, 4, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice: expected 0 <= from <= to <= 5 for axis 1 of (3x5), got 4 to 6");
        assertThatThrownBy(() -> a.slice(1, 3, 2))
                .hasMessage("slice: expected 0 <= from <= to <= 5 for axis 1 of (3x5), got 3 to 2");
        assertThatThrownBy(() -> a.slice(2, 0, 1)).hasMessage("slice: expected an axis from 0 to 1 of (3x5), got 2");
        assertThatThrownBy(() -> Leaves.parameter(1).rows(0)).hasMessage("rows: expected an axis of (), got 0");
        assertThatThrownBy(() -> Leaves.parameter(1).softmax()).hasMessage("softmax: expected rank 1 or more, got ()");
        assertThatThrownBy(() -> Leaves.parameter(1).logSoftmax())
                .hasMessage("logSoftmax: expected rank 1 or more, got ()");
        assertThatThrownBy(() -> a.slice(1, 0, 0).softmax())
                .hasMessage("softmax: expected axis 1 not to be empty, got (3x0)");
        assertThatThrownBy(() -> a.reshape(15).gather(new int[1])).hasMessage("gather: expected rank 2, got (15)");
    }
}

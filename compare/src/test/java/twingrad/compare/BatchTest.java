package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.datasets.Dataset;

class BatchTest {

    private static final Dataset DATA =
            Dataset.of("three", new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 0.1}}, new int[] {2, 0, 1}, 3);

    @Test
    void a_dataset_becomes_its_rows_and_the_loss_s_targets() {
        Batch batch = Batch.of(DATA, Network.of(List.of(4, 3), Activation.RELU, Loss.HINGE));

        assertThat(batch.rows()).isEqualTo(3);
        assertThat(batch.features()).isEqualTo(4);
        assertThat(batch.targetColumns()).isEqualTo(3);
        assertThat(batch.inputs()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0.1);
        assertThat(batch.targets()).containsExactly(-1, -1, 1, 1, -1, -1, -1, 1, -1);
    }

    @Test
    void a_part_of_a_dataset_keeps_its_own_rows() {
        Batch batch =
                Batch.of(DATA.slice(1, 3), Network.of(List.of(4, 3), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY));

        assertThat(batch.inputs()).containsExactly(5, 6, 7, 8, 9, 10, 11, 0.1);
        assertThat(batch.targets()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "-1, 4", "3, 4", "2, 0"})
    void inputs_must_be_whole_rows(int rows, int numbers) {
        assertThatThrownBy(() -> new Batch(rows, new double[numbers], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "batch: expected inputs of at least one row, got " + numbers + " numbers in " + rows + " rows");
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "1"})
    void each_row_must_have_its_targets(int targets) {
        assertThatThrownBy(() -> new Batch(2, new double[4], new double[targets]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch: expected targets for each of 2 rows, got " + targets);
    }
}

package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    static Stream<Arguments> codings() {
        return Stream.of(
                Arguments.of(Loss.SOFTMAX_CROSS_ENTROPY, new int[] {2, 0}, 3, new double[] {2, 0}),
                Arguments.of(Loss.BINARY_CROSS_ENTROPY, new int[] {1, 0, 1}, 1, new double[] {1, 0, 1}),
                Arguments.of(Loss.BINARY_CROSS_ENTROPY, new int[] {2, 0}, 3, new double[] {0, 0, 1, 1, 0, 0}),
                Arguments.of(Loss.MEAN_SQUARED_ERROR, new int[] {1, 0, 1}, 1, new double[] {1, 0, 1}),
                Arguments.of(Loss.MEAN_SQUARED_ERROR, new int[] {1, 2}, 3, new double[] {0, 1, 0, 0, 0, 1}),
                Arguments.of(Loss.HINGE, new int[] {1, 0, 1}, 1, new double[] {1, -1, 1}),
                Arguments.of(Loss.HINGE, new int[] {2, 0}, 3, new double[] {-1, -1, 1, 1, -1, -1}));
    }

    @ParameterizedTest
    @MethodSource("codings")
    void labels_become_targets_in_the_loss_s_own_coding(Loss loss, int[] labels, int outputs, double[] targets) {
        assertThat(loss.targets(labels, outputs)).isEqualTo(targets);
        assertThat(targets).hasSize(labels.length * loss.targetColumns(outputs));
    }

    @ParameterizedTest
    @CsvSource({
        "SOFTMAX_CROSS_ENTROPY, 1, 7",
        "BINARY_CROSS_ENTROPY, 3, 21",
        "MEAN_SQUARED_ERROR, 3, 21",
        "HINGE, 3, 21",
    })
    void softmax_averages_over_rows_and_the_others_over_entries(Loss loss, int columns, int count) {
        assertThat(loss.targetColumns(3)).isEqualTo(columns);
        assertThat(loss.count(7, 3)).isEqualTo(count);
        assertThat(Reduction.MEAN.divisor(loss.count(7, 3))).isEqualTo(count);
        assertThat(Reduction.SUM.divisor(loss.count(7, 3))).isEqualTo(1);
    }

    @Test
    void it_is_typed_in_words() {
        assertThat(Loss.values())
                .extracting(Loss::toString)
                .containsExactly("softmax-cross-entropy", "binary-cross-entropy", "mean-squared-error", "hinge");
    }
}

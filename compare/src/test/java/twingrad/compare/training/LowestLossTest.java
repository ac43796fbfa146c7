package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowestLossTest {

    private static LowestLoss after(double... losses) {
        var lowest = new LowestLoss(Optional.empty());
        for (int epoch = 1; epoch <= losses.length; epoch++) {
            lowest = lowest.after(report(epoch, OptionalDouble.of(losses[epoch - 1])), new double[] {epoch});
        }
        return lowest;
    }

    private static EpochReport report(int epoch, OptionalDouble devLoss) {
        return new EpochReport(epoch, epoch, 0.1, 1, 0.5, devLoss, OptionalDouble.empty(), 0.5, 0, List.of());
    }

    /** Losses, the best epoch (0: none), and whether a patience of 3 is at its end. */
    @ParameterizedTest
    @CsvSource({
        "3 2 1, 3, false",
        "1 2 3, 1, false",
        "1 2 3 4, 1, true",
        "2 1 1 1, 2, false",
        "NaN 5 4, 3, false",
        "NaN NaN, 0, false",
        "NaN NaN NaN, 0, true",
        "Infinity 7 NaN, 2, false",
        "2 NaN NaN NaN, 1, true",
        "2 -Infinity NaN NaN, 1, true",
    })
    void only_a_finite_and_lower_loss_is_better(String losses, int best, boolean isOver) {
        double[] each = List.of(losses.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();

        LowestLoss lowest = after(each);

        assertThat(lowest.best().map(Checkpoint.Best::epoch).orElse(0)).isEqualTo(best);
        lowest.best().ifPresent(found -> {
            assertThat(found.devLoss()).isEqualTo(each[best - 1]);
            assertThat(found.theta()).containsExactly(best);
        });
        assertThat(lowest.isOutOf(OptionalInt.of(3), each.length)).isEqualTo(isOver);
        assertThat(lowest.isOutOf(OptionalInt.empty(), 1_000)).isFalse();
    }

    @Test
    void without_a_dev_loss_there_is_no_best() {
        LowestLoss lowest = new LowestLoss(Optional.empty()).after(report(1, OptionalDouble.empty()), new double[1]);

        assertThat(lowest.best()).isEmpty();
    }
}

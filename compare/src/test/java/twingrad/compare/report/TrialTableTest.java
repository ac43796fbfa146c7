package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import twingrad.compare.search.Trial;
import twingrad.compare.training.Session.End;

class TrialTableTest {

    private static Trial trial(String rate, End end, int epochs, double devLoss) {
        return new Trial(Map.of("lr", rate), end, epochs, 0.875, devLoss, 0.5, 1);
    }

    /** Only the last one ended before its tenth epoch did. */
    @Test
    void a_row_says_where_a_trial_diverged() {
        List<Trial> ranked = List.of(
                trial("0.1", End.FINISHED, 10, 0.25),
                trial("1e9", End.FINISHED, 10, Double.POSITIVE_INFINITY),
                trial("1e30", End.NOT_FINITE, 8, Double.NaN));

        assertThat(TrialTable.lines(ranked, List.of("lr"), 3))
                .containsExactly(
                        "rank  dev accuracy    dev loss  train loss  lr",
                        "   1       87.50 %      0.2500      0.5000  0.1",
                        "   2      diverged          after epoch 10  1e9",
                        "   3      diverged              in epoch 9  1e30");
        assertThat(TrialTable.lines(ranked, List.of("lr"), 1)).last().isEqualTo("… and 2 more; 2 of 3 diverged");
    }
}

package twingrad.compare.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.Seeds;
import twingrad.compare.search.SearchAxis.Kind;

class SearchSpaceTest {

    private static final SearchAxis LR = SearchAxis.parse("lr", Kind.REAL, "1e-3:1");
    private static final SearchAxis HIDDEN = SearchAxis.parse("hidden", Kind.WHOLE, "4;8; 16,16 ;4");
    private static final SearchSpace BOTH = new SearchSpace(List.of(LR, HIDDEN));

    @ParameterizedTest(name = "{1} {0} in {2} points: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            1e-3:1        | REAL  | 4 | 0.001 0.01 0.1 1
            1e-3:1        | REAL  | 3 | 0.001 0.0316 1
            1e-3:1        | REAL  | 1 | 0.0316
            1e-6:1e-4     | REAL  | 3 | 1e-6 1e-5 0.0001
            1.234e-5:1e-4 | REAL  | 2 | 123e-7 0.0001
            20:2000       | REAL  | 3 | 20 200 2000
            16:256        | WHOLE | 5 | 16 32 64 128 256
            1:2           | WHOLE | 5 | 1 2
            0;0.5         | REAL  | 9 | 0 0.5
            0.3           | REAL  | 9 | 0.3
            cosine:100    | TEXT  | 3 | cosine:100
            """)
    void a_grid_takes_values_evenly_on_a_log_scale_or_each_alternative(
            String text, Kind kind, int points, String values) {
        assertThat(SearchAxis.parse("x", kind, text).values(points)).containsExactly(values.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1:1e-3 | lr: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '1:1e-3'
            0:1    | lr: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '0:1'; for 0 write alternatives, as in '0;0.1;0.5'
            1:     | lr: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '1:'
            1:2:3  | lr: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '1:2:3'
            1:NaN  | lr: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '1:NaN'
            1:2;3  | lr: expected either a range, as in 1e-3:1, or alternatives, as in 0.01;0.1, got '1:2;3'
            1;;2   | lr: expected a value on both sides of each ';', got '1;;2'
            """)
    void what_is_no_range_is_refused(String text, String message) {
        assertThatThrownBy(() -> SearchAxis.parse("lr", Kind.REAL, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_grid_is_every_combination_once() {
        assertThat(BOTH.grid(2))
                .containsExactly(
                        Map.of("lr", "0.001", "hidden", "4"),
                        Map.of("lr", "0.001", "hidden", "8"),
                        Map.of("lr", "0.001", "hidden", "16,16"),
                        Map.of("lr", "1", "hidden", "4"),
                        Map.of("lr", "1", "hidden", "8"),
                        Map.of("lr", "1", "hidden", "16,16"));
        assertThat(BOTH.grid(2).get(0).keySet()).containsExactly("lr", "hidden");
    }

    @Test
    void a_random_search_is_even_on_a_log_scale_and_longer_ones_begin_alike() {
        List<Map<String, String>> few = BOTH.random(200, new Seeds(4), 0);
        double[] rates = few.stream()
                .mapToDouble(setting -> Double.parseDouble(setting.get("lr")))
                .sorted()
                .toArray();

        assertThat(BOTH.random(300, new Seeds(4), 0).subList(0, few.size())).isEqualTo(few);
        assertThat(BOTH.random(200, new Seeds(4), 1)).isNotEqualTo(few);
        assertThat(BOTH.random(200, new Seeds(5), 0)).isNotEqualTo(few);
        assertThat(rates[0]).isBetween(0.001, 0.0015);
        assertThat(rates[rates.length / 2]).isBetween(0.02, 0.05);
        assertThat(rates[rates.length - 1]).isBetween(0.7, 1.0);
        assertThat(few.stream().map(setting -> setting.get("hidden")).distinct())
                .containsOnly("4", "8", "16,16");
    }

    @Test
    void a_random_search_among_few_settings_tries_each_once() {
        var few = new SearchSpace(List.of(HIDDEN));

        assertThat(few.random(50, new Seeds(1), 0)).hasSize(3);
        assertThat(HIDDEN.draw(new Random(1))).isIn("4", "8", "16,16");
    }

    @Test
    void a_finer_search_lies_between_the_neighbors_and_within_the_range() {
        SearchSpace near = BOTH.around(Map.of("lr", "0.01", "hidden", "8"), 4);

        assertThat(near.grid(3).stream().map(setting -> setting.get("lr"))).containsExactly("0.001", "0.01", "0.1");
        assertThat(near.grid(3)).allMatch(setting -> setting.get("hidden").equals("8"));
        assertThat(BOTH.around(Map.of("lr", "1", "hidden", "4"), 4).grid(3).stream()
                        .map(setting -> setting.get("lr")))
                .containsExactly("0.1", "0.316", "1");
    }

    @Test
    void a_best_value_at_an_end_is_named() {
        assertThat(BOTH.atEnd(Map.of("lr", "0.001", "hidden", "4"))).containsExactly("lr");
        assertThat(BOTH.atEnd(Map.of("lr", "1", "hidden", "16,16"))).containsExactly("lr");
        assertThat(BOTH.atEnd(Map.of("lr", "0.1", "hidden", "4"))).isEmpty();
    }

    @Test
    void too_many_trials_and_a_hyperparameter_twice_are_refused() {
        assertThatThrownBy(() -> new SearchSpace(List.of(LR, SearchAxis.parse("l2", Kind.REAL, "1e-3:1"))).grid(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("search: expected at most 10000 trials, got more; take fewer points or a random search");
        assertThatThrownBy(() -> new SearchSpace(List.of(LR, LR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("search: expected each hyperparameter once, got lr twice");
    }
}

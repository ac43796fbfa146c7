package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.report.TrialMap.Places;
import twingrad.compare.search.SearchAxis;
import twingrad.compare.search.Trial;
import twingrad.compare.training.Session.End;

class TrialMapTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1E-1;.5;1e+3, true", "0.1;1e-2, true", "4;8;16, true", "NaN;1, false", "8;16 16, false"})
    void what_can_be_read_as_numbers_lies_at_its_numbers(String typed, boolean areNumbers) {
        var axis = SearchAxis.parse("--x", SearchAxis.Kind.TEXT, typed);
        List<Trial> trials = trials(typed.split(";"));

        Places places = Places.of(axis, trials);

        assertThat(places.areNumbers()).isEqualTo(areNumbers);
        if (areNumbers) {
            assertThat(trials)
                    .allSatisfy(trial -> assertThat(places.place(trial))
                            .isEqualTo(Double.parseDouble(trial.settings().get("--x"))));
        }
    }

    @Test
    void choices_stand_as_they_were_typed_not_as_they_are_ranked() {
        var axis = SearchAxis.parse("--x", SearchAxis.Kind.TEXT, "sgd;momentum;adam");

        Places places = Places.of(axis, trials("adam", "sgd", "momentum"));

        assertThat(places.values()).containsExactly("sgd", "momentum", "adam");
        assertThat(places.place(trials("adam").get(0))).isEqualTo(2);
    }

    @Test
    void what_is_not_on_an_axis_is_in_the_title() {
        List<SearchAxis> axes = List.of("a", "b", "c").stream()
                .map(name -> SearchAxis.parse(name, SearchAxis.Kind.REAL, "1;2"))
                .toList();
        List<Trial> trials = List.of(
                new Trial(Map.of("a", "1", "b", "1", "c", "1"), End.FINISHED, 1, 0.5, 1, 1, 1),
                new Trial(Map.of("a", "2", "b", "2", "c", "2"), End.FINISHED, 1, 0.5, 1, 1, 1));

        assertThat(title(trials, axes)).isEqualTo("map, the best over c");
        assertThat(title(trials, axes.subList(0, 2))).isEqualTo("map");
    }

    private static String title(List<Trial> trials, List<SearchAxis> axes) {
        return TrialMap.of("map", trials, axes).orElseThrow().chart().getTitle().getText();
    }

    private static List<Trial> trials(String... values) {
        return Arrays.stream(values)
                .map(value -> new Trial(Map.of("--x", value), End.FINISHED, 1, 0.5, 1, 1, 1))
                .toList();
    }
}

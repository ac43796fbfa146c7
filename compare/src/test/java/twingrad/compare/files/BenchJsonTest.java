package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.bench.Figure;
import twingrad.compare.bench.Result;
import twingrad.compare.bench.Spread;

class BenchJsonTest {

    static Stream<Result> results() {
        var spread = new Spread(1.5, 2, 3, 7);
        return Stream.of(
                Result.of("peak/1", new Figure(spread, "GFLOP/s", OptionalDouble.empty())),
                Result.of("product/x/Z0/1", new Figure(spread, "µs", OptionalDouble.of(0.75))),
                Result.failed("peak/2", "expected \"x\",\ngot nothing"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void a_result_comes_back_from_its_line_as_it_was(Result result) {
        String line = BenchJson.line(result);

        assertThat(line).doesNotContain("\n");
        assertThat(BenchJson.result(line)).hasValue(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "Killed", "[1]", "{\"row\":", "{\"rowing\":1}"})
    void another_text_is_no_result(String text) {
        assertThat(BenchJson.result(text)).isEmpty();
    }

    @Test
    void a_row_says_whether_it_is_unsettled() {
        var busy = new Figure(new Spread(1, 2, 2.5, 7), "s", OptionalDouble.empty());

        assertThat(BenchJson.line(Result.of("to97", busy))).contains("\"unsettled\":true");
        assertThat(results().map(BenchJson::line).limit(2))
                .allSatisfy(line -> assertThat(line).contains("\"unsettled\":false"));
    }

    @Test
    void what_a_row_has_not_is_not_written() {
        assertThat(BenchJson.line(Result.failed("peak/1", "no"))).isEqualTo("{\"row\":\"peak/1\",\"failure\":\"no\"}");
    }

    @Test
    void a_number_is_found_by_its_name() {
        assertThat(Json.number("{\"a\": 1.5, \"b\": null}", "a")).hasValue(1.5);
        assertThat(Json.number("{\"a\": 1.5, \"b\": null}", "b")).isEmpty();
        assertThat(Json.number("{}", "a")).isEmpty();
        assertThat(Json.number("", "a")).isEmpty();
    }
}

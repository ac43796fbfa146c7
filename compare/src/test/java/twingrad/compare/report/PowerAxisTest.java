package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.ui.TextAnchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PowerAxisTest {

    static Stream<Arguments> ranges() {
        return Stream.of(
                argumentSet("a decade", -2.05, -0.95, List.of("0.01", "0.02", "0.05", "0.1")),
                argumentSet("within a decade", 0.2, 1.4, List.of("2", "5", "10", "20")),
                argumentSet("four decades", -4.0, 0.0, List.of("0.0001", "0.001", "0.01", "0.1", "1")),
                argumentSet(
                        "eighteen decades",
                        -18.1,
                        0.1,
                        List.of("1e-18", "1e-16", "1e-14", "1e-12", "1e-10", "1e-8", "1e-6", "0.0001", "0.01", "1")));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void ticks_are_numbers_that_people_use(double low, double high, List<String> labels) {
        var axis = new PowerAxis("any");
        axis.setRange(low, high);

        assertThat(axis.ticks(TextAnchor.CENTER_RIGHT))
                .extracting(tick -> tick.getText())
                .isEqualTo(labels);
    }

    @Test
    void a_number_without_a_logarithm_has_no_place() {
        var axis = new PowerAxis("any");

        assertThat(axis.place(0.01)).isEqualTo(-2);
        assertThat(List.of(axis.place(0), axis.place(-1), axis.place(Double.NaN), axis.place(Double.POSITIVE_INFINITY)))
                .containsOnly(Double.NaN);
    }

    @Test
    void a_zero_stands_a_power_below_the_smallest_other_number_and_only_where_there_is_one() {
        assertThat(PowerAxis.over("any", DoubleStream.of(0.5, 0, 0.02)).place(0))
                .isEqualTo(-3);
        assertThat(PowerAxis.over("any", DoubleStream.of(0.5, 0.02)).place(0)).isNaN();
        assertThat(PowerAxis.over("any", DoubleStream.of(0, Double.NaN)).place(0))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.2", "0.99, 0.1", "0.45, 0.05", "3e-7, 5e-8", "12, 2", "26, 5"})
    void linear_steps_are_round(double span, double step) {
        assertThat(new RoundTickUnit(span).getSize()).isCloseTo(step, withinPercentage(1e-9));
        assertThat(new RoundTickUnit(1).valueToString(0.6000000000000001)).isEqualTo("0.6");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.31622776601683794, 0.316",
        "0.0001, 0.0001",
        "1e-5, 1e-5",
        "3.1622e-5, 3.16e-5",
        "123456, 123000",
        "1e6, 1e6",
        "-0.05, -0.05",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void a_tick_has_up_to_three_digits(double x, String text) {
        assertThat(Numbers.rounded(x)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.98, 0.9800", "0.5, 0.5000", "2.302585, 2.303", "0, 0", "1.5e-7, 1.500e-7", "NaN, NaN"})
    void a_score_has_four_so_that_scores_can_be_compared(double x, String text) {
        assertThat(Numbers.score(x)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.98349, 98.3 %",
        "1, 100.0 %",
        "0.0103, 1.0 %",
        "0.000031, 0.0031 %",
        "2e-12, 2.0e-10 %",
        "0, 0 %",
        "NaN, NaN"
    })
    void a_small_share_is_not_rounded_to_nothing(double share, String text) {
        assertThat(Numbers.percent(share)).isEqualTo(text);
    }
}

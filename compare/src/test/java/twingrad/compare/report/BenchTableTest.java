package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.bench.Figure;
import twingrad.compare.bench.Result;
import twingrad.compare.bench.Row;
import twingrad.compare.bench.Spread;

class BenchTableTest {

    private static final Row ROW = new Row("product/784-128-10/Z0/1", "X·W0ᵀ", true, effort -> {
        throw new AssertionError("a table measures nothing");
    });

    @Test
    void a_measured_row_stands_under_its_columns() {
        var figure = new Figure(new Spread(98.76, 101.26, 102, 5), "GFLOP/s", OptionalDouble.of(0.876));

        assertThat(BenchTable.head())
                .isEqualTo("row/threads                     median  unit       least .. most     of peak  of what");
        assertThat(BenchTable.line(ROW, Result.of(ROW.name(), figure)))
                .isEqualTo("product/784-128-10/Z0/1            101  GFLOP/s    98.8 .. 102          88 %  X·W0ᵀ");
    }

    @Test
    void a_row_whose_measurements_differ_more_than_twofold_is_called_unsettled() {
        var figure = new Figure(new Spread(40, 95, 101, 5), "GFLOP/s", OptionalDouble.empty());

        assertThat(BenchTable.line(ROW, Result.of(ROW.name(), figure)))
                .endsWith("X·W0ᵀ; unsettled: the machine was busy");
    }

    @Test
    void a_row_that_failed_says_so() {
        assertThat(BenchTable.line(ROW, Result.failed(ROW.name(), "no module")))
                .isEqualTo("product/784-128-10/Z0/1        not measured: no module");
    }

    @ParameterizedTest
    @CsvSource({"0.0012345, 0.00123", "2345.6, 2350", "1, 1", "0, 0", "17.96, 18.0"})
    void figures_have_three_digits(double number, String shown) {
        var figure = new Figure(new Spread(number, number, number, 1), "s", OptionalDouble.empty());

        assertThat(BenchTable.line(ROW, Result.of(ROW.name(), figure))).contains("  " + shown + "  s");
    }
}

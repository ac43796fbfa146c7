package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UlpHistogramTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "0, -0.0, 0",
        "1, 1.0000001, 1",
        "1.0000001, 1, 1",
        "1.4e-45, -1.4e-45, 2",
        "-1, -1.0000002, 2",
        "1, 2, 8388608",
        "3.4028235e38, Infinity, 1",
    })
    void the_distance_counts_the_floats_between(float a, float b, long distance) {
        assertThat(UlpHistogram.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void what_is_no_number_is_as_far_as_can_be() {
        var histogram = UlpHistogram.of(new double[] {Double.NaN, 1}, new double[] {1, 1});

        assertThat(histogram.counts()).hasSize(22).startsWith(1).endsWith(1);
        assertThat(UlpHistogram.label(21)).isEqualTo("≥ 524289");
    }

    @Test
    void entries_are_counted_by_powers_of_2() {
        double ulp = Math.ulp(1f);
        double[] reference = IntStream.range(0, 9).mapToDouble(i -> 1).toArray();
        double[] single = IntStream.range(0, 9).mapToDouble(i -> 1 + i * ulp).toArray();

        var histogram = UlpHistogram.of(reference, single);

        assertThat(histogram.counts()).containsExactly(1, 1, 1, 2, 4);
        assertThat(IntStream.range(0, 5).mapToObj(UlpHistogram::label)).containsExactly("0", "1", "2", "3-4", "5-8");
    }

    @Test
    void the_reference_is_rounded_to_float_first() {
        assertThat(UlpHistogram.of(new double[] {0.1}, new double[] {0.1f}).counts())
                .containsExactly(1);
    }

    @Test
    void arrays_of_different_length_are_refused() {
        assertThatThrownBy(() -> UlpHistogram.of(new double[3], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ulps: expected 3 entries in both, got 2");
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.tensor.NdArray;
import twingrad.tensor.Precision;

class ArrayTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "2.5399999999999996, 2.54",
        "-1, -1",
        "123456, 123460",
        "1234567, 1.2346e6",
        "0.000123456, 0.00012346",
        "0.0000123456, 1.2346e-5",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbers_have_five_significant_digits(double number, String text) {
        assertThat(ArrayText.number(number)).isEqualTo(text);
    }

    @Test
    void columns_are_aligned_at_the_decimal_point() {
        assertThat(ArrayText.of("A", array(2, 3, 1, -0.25, 10, 22.5, 3, -7)).rows())
                .containsExactly(" 1    -0.25  10", "22.5   3     -7");
    }

    @Test
    void titles_say_the_shape() {
        assertThat(ArrayText.of("A", array(2, 1, 1, 2)).title()).isEqualTo("A (2x1)");
        assertThat(ArrayText.of("J", Precision.FLOAT64.of(new double[] {3})).title())
                .isEqualTo("J");
    }

    @Test
    void large_arrays_show_their_corners() {
        var numbers = IntStream.range(0, 9 * 10).asDoubleStream().toArray();
        assertThat(ArrayText.of("A", Precision.FLOAT64.of(numbers, 9, 10)).rows())
                .containsExactly(
                        " 0   1   2  …   7   8   9",
                        "10  11  12  …  17  18  19",
                        "20  21  22  …  27  28  29",
                        " …   …   …  …   …   …   …",
                        "60  61  62  …  67  68  69",
                        "70  71  72  …  77  78  79",
                        "80  81  82  …  87  88  89");
    }

    @Test
    void blocks_stand_side_by_side_as_far_as_the_page_goes() {
        var small = ArrayText.of("A", array(2, 1, 1, 2));
        var one = ArrayText.of("long title", array(1, 1, 5));
        var wide = new ArrayText("wide", List.of("x".repeat(100)));

        assertThat(ArrayText.page(List.of(one, small, wide), "  "))
                .containsExactly(
                        "  long title (1x1)    A (2x1)",
                        "  5                   1",
                        "                      2",
                        "  wide",
                        "  " + "x".repeat(100));
    }

    @Test
    void empty_array_is_its_title() {
        assertThat(ArrayText.page(List.of(ArrayText.of("A", Precision.FLOAT64.of(new double[0], 0, 3))), ""))
                .containsExactly("A (0x3)");
    }

    private static NdArray array(int rows, int columns, double... numbers) {
        return Precision.FLOAT64.of(numbers, rows, columns);
    }
}

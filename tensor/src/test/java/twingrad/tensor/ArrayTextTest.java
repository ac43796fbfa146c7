package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrayTextTest {
    @ParameterizedTest
    @EnumSource
    void a_matrix_stands_row_by_row_below_its_shape(Precision precision) {
        assertThat(precision.of(new double[] {1, -2.5, 3, 0.1, 1000, -0.0}, 2, 3))
                .hasToString("""
                (2x3)
                [[   1, -2.5,    3],
                 [ 0.1, 1000,   -0]]""");
    }

    @ParameterizedTest
    @EnumSource
    void fewer_axes_stand_on_one_line(Precision precision) {
        assertThat(precision.of(new double[] {0.125})).hasToString("() 0.125");
        assertThat(precision.of(new double[] {4, 5}, 2)).hasToString("(2) [4, 5]");
        assertThat(precision.zeros(Shape.of(0))).hasToString("(0) []");
        assertThat(precision.zeros(Shape.of(2, 0))).hasToString("(2x0)\n[[],\n []]");
    }

    @Test
    void more_axes_are_nested() {
        double[] numbers = IntStream.range(0, 12).asDoubleStream().toArray();

        assertThat(Precision.FLOAT64.of(numbers, 2, 3, 2)).hasToString("""
                (2x3x2)
                [[[ 0,  1],
                  [ 2,  3],
                  [ 4,  5]],
                 [[ 6,  7],
                  [ 8,  9],
                  [10, 11]]]""");
    }

    @Test
    void a_long_axis_shows_its_ends() {
        double[] numbers = IntStream.range(0, 121).asDoubleStream().toArray();

        assertThat(Precision.FLOAT32.of(numbers, 11, 11)).hasToString("""
                (11x11)
                [[  0,   1,   2, ...,   8,   9,  10],
                 [ 11,  12,  13, ...,  19,  20,  21],
                 [ 22,  23,  24, ...,  30,  31,  32],
                 ...,
                 [ 88,  89,  90, ...,  96,  97,  98],
                 [ 99, 100, 101, ..., 107, 108, 109],
                 [110, 111, 112, ..., 118, 119, 120]]""");
        assertThat(Precision.FLOAT32.of(new double[10], 10)).hasToString("(10) [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]");
    }

    @Test
    void numbers_have_six_digits_and_an_exponent_where_they_need_one() {
        double[] numbers = {1.0 / 3, 1e-7, 2e12, 1234567, Double.NaN, Double.NEGATIVE_INFINITY};

        assertThat(Precision.FLOAT64.of(numbers, 6))
                .hasToString("(6) [ 0.333333,      1E-7,     2E+12,   1234570,       NaN, -Infinity]");
    }

    @Test
    void an_array_of_an_earlier_step_says_so() {
        var memory = new RecycledMemory();
        var array = FloatArray.in(memory, Shape.of(2, 3));
        memory.recycle();

        assertThat(array).hasToString("(2x3) of an earlier training step");
    }
}

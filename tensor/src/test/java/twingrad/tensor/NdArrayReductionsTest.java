package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NdArrayReductionsTest {
    static Stream<Arguments> reductions() {
        // The last three are long enough for vectors, with and without a rest.
        int[][] shapes = {
            {1}, {17}, {5, 3}, {3, 40}, {40, 3}, {2, 35, 3}, {100, 1}, {0, 3}, {3, 0}, {37, 43}, {2, 800}, {1_543}
        };
        return Stream.of(Precision.values())
                .flatMap(precision -> Stream.of(shapes)
                        .flatMap(dims -> Stream.iterate(0, axis -> axis < dims.length, axis -> axis + 1)
                                .map(axis -> Arguments.of(precision, Shape.of(dims), axis))));
    }

    @ParameterizedTest(name = "{0} {1} along {2}")
    @MethodSource("reductions")
    void sums_have_16_partial_sums_in_a_fixed_order(Precision precision, Shape shape, int axis) {
        var a = Draws.array(precision, 3, shape.dims());
        var sums = a.sum(axis, true);
        for (int outer = 0; outer < shape.sizeBefore(axis); outer++) {
            for (int inner = 0; inner < shape.sizeAfter(axis); inner++) {
                var line = line(a, axis, outer, inner);
                assertThat(sums.toDoubles()[outer * shape.sizeAfter(axis) + inner])
                        .isEqualTo(precision == Precision.FLOAT32 ? floatSum(line) : doubleSum(line));
            }
        }
        assertThat(a.sum(axis, false).toDoubles()).containsExactly(sums.toDoubles());
        assertThat(a.sum(axis, false).shape().rank()).isEqualTo(shape.rank() - 1);
    }

    @ParameterizedTest(name = "{0} {1} along {2}")
    @MethodSource("reductions")
    void sums_start_at_positive_zero(Precision precision, Shape shape, int axis) {
        assertThat(precision.full(shape, -0.0).sum(axis, false).toDoubles())
                .containsExactly(new double[shape.sizeBefore(axis) * shape.sizeAfter(axis)]);
    }

    @ParameterizedTest(name = "{0} {1} along {2}")
    @MethodSource("reductions")
    void amax_is_the_largest(Precision precision, Shape shape, int axis) {
        var a = Draws.array(precision, 4, shape.dims());
        if (shape.dim(axis) == 0) {
            assertThatThrownBy(() -> a.amax(axis, true))
                    .hasMessage("amax: expected axis " + axis + " not to be empty, got " + shape);
            return;
        }
        var largest = a.amax(axis, true);
        for (int outer = 0; outer < shape.sizeBefore(axis); outer++) {
            for (int inner = 0; inner < shape.sizeAfter(axis); inner++) {
                double expected =
                        Arrays.stream(line(a, axis, outer, inner)).max().orElseThrow();
                assertThat(largest.toDoubles()[outer * shape.sizeAfter(axis) + inner])
                        .isEqualTo(expected);
            }
        }
    }

    private static double[] line(NdArray a, int axis, int outer, int inner) {
        int n = a.shape().dim(axis);
        int step = a.shape().sizeAfter(axis);
        var line = new double[n];
        Arrays.setAll(line, i -> a.toDoubles()[(outer * n + i) * step + inner]);
        return line;
    }

    private static double doubleSum(double[] line) {
        var p = new double[16];
        for (int i = 0; i < line.length; i++) {
            p[i % 16] += line[i];
        }
        double even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
        return even + (((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15])));
    }

    private static double floatSum(double[] line) {
        var p = new float[16];
        for (int i = 0; i < line.length; i++) {
            p[i % 16] += (float) line[i];
        }
        float even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
        return even + (((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15])));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void the_sum_of_all_goes_by_flat_index(Precision precision) {
        var a = Draws.array(precision, 5, 7, 11);
        var line = a.toDoubles();

        assertThat(a.sum().shape()).isEqualTo(Shape.of());
        assertThat(a.sum().item()).isEqualTo(precision == Precision.FLOAT32 ? floatSum(line) : doubleSum(line));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void amax_of_a_line_with_nan_is_nan(Precision precision) {
        var a = precision.of(new double[] {1, Double.NaN, 3, Double.NEGATIVE_INFINITY}, 2, 2);

        assertThat(a.amax(1, false).toDoubles()).containsExactly(Double.NaN, 3);
        assertThat(a.amax(0, false).toDoubles()).containsExactly(3, Double.NaN);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void reduces_several_axes_as_one_in_row_major_order(Precision precision) {
        var a = Draws.array(precision, 9, 5, 3, 7, 2);
        var merged = a.transpose(1, 3, 0, 2).reshape(3, 2, 35);
        for (var axes : List.of(new int[] {0, 2}, new int[] {2, 0})) {
            assertThat(a.sum(axes, false).shape()).isEqualTo(Shape.of(3, 2));
            assertThat(a.sum(axes, true).shape()).isEqualTo(Shape.of(1, 3, 1, 2));
            assertThat(a.sum(axes, true).toDoubles())
                    .containsExactly(merged.sum(2, false).toDoubles());
            assertThat(a.amax(axes, false).toDoubles())
                    .containsExactly(merged.amax(2, false).toDoubles());
        }
        assertThat(a.sum(new int[] {0, 1, 2, 3}, false).item())
                .isEqualTo(a.sum().item());
        assertThat(a.sum(new int[0], false).toDoubles()).containsExactly(a.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void argmax_finds_the_first_of_the_largest_in_each_window(Precision precision) {
        var a = precision.of(new double[] {1, 7, 7, 2, 5, 5, 9, 9}, 2, 4);
        int[] windows = {0, 1, 3, 1, 2, 0};

        // Windows {0, 1}, {1, 2} and {3, 0} of each row.
        assertThat(a.argmax(windows, 2)).containsExactly(1, 1, 3, 4, 6, 7);
        // Windows {0, 3, 2} and {1, 1, 0}.
        assertThat(a.argmax(windows, 3)).containsExactly(2, 1, 7, 5);
        assertThat(a.argmax(new int[] {2, 3, 1}, 1)).containsExactly(2, 3, 1, 6, 7, 5);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void argmax_finds_the_first_nan(Precision precision) {
        double nan = Double.NaN;
        double infinity = Double.POSITIVE_INFINITY;
        var a = precision.of(new double[] {1, nan, infinity, nan, -infinity, -infinity, nan, infinity}, 2, 4);

        assertThat(a.argmax(new int[] {0, 1, 2, 3}, 4)).containsExactly(1, 6);
        assertThat(a.argmax(new int[] {0, 1}, 2)).containsExactly(1, 4);
    }
}

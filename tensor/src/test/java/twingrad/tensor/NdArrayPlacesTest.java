package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What moves elements to other places and computes nothing. */
class NdArrayPlacesTest {
    static Stream<Arguments> orders() {
        int[][][] orders = {
            {{2, 3, 4}, {2, 0, 1}},
            {{2, 3, 4}, {1, 0, 2}},
            {{2, 3, 4}, {0, 1, 2}},
            {{2, 3, 4, 5}, {3, 1, 0, 2}},
            {{2, 3, 4, 5}, {1, 0, 2, 3}},
            {{5, 3}, {1, 0}},
            {{7}, {0}},
            {{}, {}},
            {{2, 0, 3}, {2, 1, 0}},
            {{2, 3, 0}, {1, 0, 2}},
        };
        return Stream.of(Precision.values())
                .flatMap(precision ->
                        Stream.of(orders).map(pair -> Arguments.of(precision, Shape.of(pair[0]), pair[1])));
    }

    @ParameterizedTest(name = "{0} {1} as {2}")
    @MethodSource("orders")
    void transposes_to_any_order_of_axes(Precision precision, Shape shape, int[] order) {
        var a = Draws.array(precision, 8, shape.dims());
        var result = a.transpose(order);

        assertThat(result.shape().dims())
                .containsExactly(Arrays.stream(order).map(shape::dim).toArray());
        for (int at = 0; at < shape.size(); at++) {
            var index = Indices.index(shape, at);
            assertThat(result.get(Arrays.stream(order).map(axis -> index[axis]).toArray()))
                    .isEqualTo(a.get(index));
        }
        assertThat(result.transpose(new Permutation(shape, order).inverse()).toDoubles())
                .containsExactly(a.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void takes_places_in_any_order_and_adds_them_back(Precision precision) {
        var a = precision.of(new double[] {1, 2, -0.0, 4, 5, 6}, 2, 3);
        int[] places = {2, -1, 0, 2};

        assertThat(a.take(places, 1).toDoubles()).containsExactly(-0.0, 0, 1, -0.0, 6, 0, 4, 6);
        assertThat(a.take(new int[] {1, 1, -1}, 0).toDoubles()).containsExactly(4, 5, 6, 4, 5, 6, 0, 0, 0);
        var g = precision.of(new double[] {1, 10, 100, 1000, 2, 20, 200, 2000}, 2, 4);
        assertThat(g.scatterAdd(places, 1, 3).toDoubles()).containsExactly(100, 0, 1001, 200, 0, 2002);
        assertThat(g.scatterAdd(new int[] {3, 3}, 0, 5).sum(1, false).toDoubles())
                .containsExactly(0, 0, 0, 3333, 0);
        assertThat(g.scatterAdd(new int[] {-1, 0}, 0, 1).toDoubles()).containsExactly(2, 20, 200, 2000);
        // As many before the axis as behind it.
        var cube = g.reshape(2, 2, 2);
        assertThat(cube.scatterAdd(new int[] {2, 0}, 1, 3).toDoubles())
                .containsExactly(100, 1000, 0, 0, 1, 10, 200, 2000, 0, 0, 2, 20);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void joins_arrays_along_any_axis(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4}, 2, 2);
        var b = precision.of(new double[] {5, -0.0}, 2, 1);

        assertThat(a.concat(1, b, a).toDoubles()).containsExactly(1, 2, 5, 1, 2, 3, 4, -0.0, 3, 4);
        assertThat(a.concat(1, b, a).shape()).isEqualTo(Shape.of(2, 5));
        assertThat(a.concat(0, b.reshape(1, 2)).toDoubles()).containsExactly(1, 2, 3, 4, 5, -0.0);
        assertThat(a.concat(0)).isNotSameAs(a).extracting(NdArray::toDoubles).isEqualTo(a.toDoubles());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void transposes_gathers_and_scatters(Precision precision) {
        var a = precision.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

        assertThat(a.transpose().toDoubles()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(a.gather(new int[] {2, 0}).toDoubles()).containsExactly(3, 4);
        assertThat(precision
                        .of(new double[] {7, 8}, 2)
                        .scatter(new int[] {2, 0}, 3)
                        .toDoubles())
                .containsExactly(0, 0, 7, 8, 0, 0);
    }
}

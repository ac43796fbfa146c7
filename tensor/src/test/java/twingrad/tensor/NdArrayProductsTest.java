package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NdArrayProductsTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void products_are_one_fma_after_the_other(Precision precision) {
        var a = Draws.array(precision, 6, 5, 7);
        var b = Draws.array(precision, 7, 7, 3);
        var c = a.matmul(b);

        assertThat(c.shape()).isEqualTo(Shape.of(5, 3));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(c.get(i, j)).isEqualTo(dot(a, b, i, j));
            }
        }
        assertThat(a.transpose().matmulTransA(b).toDoubles()).containsExactly(c.toDoubles());
        assertThat(a.matmulTransB(b.transpose()).toDoubles()).containsExactly(c.toDoubles());
        assertThat(a.transpose().matmulTransA(b).shape()).isEqualTo(c.shape());
        assertThat(a.matmulTransB(b.transpose()).shape()).isEqualTo(c.shape());
    }

    private static double dot(NdArray a, NdArray b, int i, int j) {
        float single = 0;
        double twice = 0;
        for (int p = 0; p < a.shape().dim(1); p++) {
            single = Math.fma((float) a.get(i, p), (float) b.get(p, j), single);
            twice = Math.fma(a.get(i, p), b.get(p, j), twice);
        }
        return a.precision() == Precision.FLOAT32 ? single : twice;
    }

    static Stream<Arguments> batches() {
        int[][][] leading = {
            {{4}, {4}},
            {{4}, {}},
            {{}, {4}},
            {{2, 1}, {3}},
            {{2, 3}, {1, 1}},
            {{3, 1}, {1, 2}},
            {{0}, {1}},
            {{40}, {40}},
        };
        return Stream.of(Precision.values())
                .flatMap(precision ->
                        Stream.of(leading).map(pair -> Arguments.of(precision, Shape.of(pair[0]), Shape.of(pair[1]))));
    }

    /** Each by the product of its two matrices alone, which another test compares with the definition. */
    @ParameterizedTest(name = "{0} {1} and {2}")
    @MethodSource("batches")
    void a_product_of_batches_is_one_of_each_pair_of_matrices(Precision precision, Shape left, Shape right) {
        var a = Draws.array(precision, 6, left.withMatrix(5, 7).dims());
        var b = Draws.array(precision, 7, right.withMatrix(7, 3).dims());
        var leading = left.broadcast(right);
        var expected = new double[leading.size() * 15];
        for (int at = 0; at < leading.size(); at++) {
            var index = Indices.index(leading, at);
            var product = matrix(a, Indices.within(left, index)).matmul(matrix(b, Indices.within(right, index)));
            System.arraycopy(product.toDoubles(), 0, expected, at * 15, 15);
        }

        var swappedA = swapped(a);
        var swappedB = swapped(b);
        for (var c : List.of(a.matmul(b), swappedA.matmulTransA(b), a.matmulTransB(swappedB))) {
            assertThat(c.shape()).isEqualTo(leading.withMatrix(5, 3));
            assertThat(c.toDoubles()).containsExactly(expected);
        }
    }

    private static NdArray swapped(NdArray a) {
        var axes = IntStream.range(0, a.shape().rank()).toArray();
        axes[axes.length - 2]++;
        axes[axes.length - 1]--;
        return a.transpose(axes);
    }

    private static NdArray matrix(NdArray a, int[] leading) {
        var result = a;
        for (int i : leading) {
            var dims = result.shape().dims();
            result = result.take(new int[] {i}, 0).reshape(Arrays.copyOfRange(dims, 1, dims.length));
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void an_empty_batch_of_products_takes_no_memory_whatever_its_matrices(Precision precision) {
        var empty = precision.zeros(Shape.of(0, 50_000, 50_000));

        assertThat(empty.matmul(empty).shape()).isEqualTo(Shape.of(0, 50_000, 50_000));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void products_of_nothing_are_zero(Precision precision) {
        var empty = precision.zeros(Shape.of(2, 0));

        assertThat(empty.matmul(precision.zeros(Shape.of(0, 3))).toDoubles()).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(empty.matmulTransA(precision.zeros(Shape.of(2, 3))).shape()).isEqualTo(Shape.of(0, 3));
    }
}

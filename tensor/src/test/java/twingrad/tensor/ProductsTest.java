package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProductsTest {
    /** m x n x k. The lengths are no multiple of a block, or sit on both sides of one. */
    private static final int[][] SHAPES = {
        {0, 0, 0},
        {0, 5, 3},
        {5, 0, 3},
        {5, 3, 0},
        {1, 1, 1},
        {1, 7, 5},
        {7, 1, 5},
        {5, 7, 3},
        {6, 32, 1},
        {2, 17, 31},
        {17, 33, 5},
        {31, 5, 17},
        {33, 31, 129},
        {11, 10, 128},
        {127, 17, 33},
        {129, 127, 31},
        {3, 1031, 7},
        {1031, 3, 7},
        {65, 300, 9},
        {6, 35, 1023},
        {1023, 6, 35},
    };

    /** Above the size from which work is shared; long, wide, narrow and nearly square. */
    private static final int[][] SHARED_SHAPES = {{129, 131, 127}, {3, 3001, 97}, {3001, 7, 97}, {131, 785, 33}};

    private static final float[] SPECIAL = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, Float.MIN_VALUE, Float.MAX_VALUE
    };

    private final int threadsBefore = Workers.threads();

    @AfterEach
    void restore_the_threads() {
        Workers.threads(threadsBefore);
    }

    /** How A and B lie in memory. */
    enum Layout {
        AB(false, 1, false),
        AT_B(true, 1, false),
        AB_T(false, 1, true),
        AT_BT(true, 1, true),
        EVERY_THIRD_OF_A(false, 3, false);

        final boolean transA;
        final int spread;
        final boolean transB;

        Layout(boolean transA, int spread, boolean transB) {
            this.transA = transA;
            this.spread = spread;
            this.transB = transB;
        }
    }

    private static Map<String, Products> kernels() {
        var kernels = new LinkedHashMap<String, Products>();
        kernels.put("plain", new PlainProducts());
        if (Machine.vectorModule()) {
            kernels.put("vector", new VectorProducts());
        }
        return kernels;
    }

    private static Stream<Arguments> kernels_and_layouts() {
        return kernels().entrySet().stream()
                .flatMap(kernel -> Arrays.stream(Layout.values())
                        .map(layout -> arguments(kernel.getKey(), layout, kernel.getValue())));
    }

    private static Stream<Arguments> kernels_layouts_and_shapes() {
        return kernels_and_layouts()
                .flatMap(row -> Arrays.stream(SHAPES)
                        .map(shape ->
                                arguments(row.get()[0], row.get()[1], shape[0], shape[1], shape[2], row.get()[2])));
    }

    private static Stream<Arguments> kernels_threads_and_shapes() {
        return kernels().entrySet().stream()
                .flatMap(kernel -> IntStream.of(1, 2, 4)
                        .boxed()
                        .flatMap(threads -> Arrays.stream(SHARED_SHAPES)
                                .map(s -> arguments(kernel.getKey(), threads, s[0], s[1], s[2], kernel.getValue()))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}x{3}x{4}")
    @MethodSource("kernels_layouts_and_shapes")
    void has_the_bits_of_the_naive_loop(String name, Layout layout, int m, int n, int k, Products kernel) {
        var x = operands(m, n, k, layout, new Random(1));
        kernel.whole(x);
        assertThat(bits(x.c())).isEqualTo(bits(naive(x)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels_and_layouts")
    void has_the_bits_of_the_naive_loop_at_every_small_size(String name, Layout layout, Products kernel) {
        int longest = 2 * Machine.vectorLanes() + 2;
        for (int m = 0; m <= 13; m++) {
            for (int n = 0; n <= longest; n++) {
                var x = operands(m, n, (3 * m + 5 * n) % 7, layout, new Random(31 * m + n));
                kernel.whole(x);
                assertThat(bits(x.c())).as("%d x %d", m, n).isEqualTo(bits(naive(x)));
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels_and_layouts")
    void has_the_bits_of_the_naive_loop_with_special_values(String name, Layout layout, Products kernel) {
        for (float special : SPECIAL) {
            for (int at = 0; at < 5; at++) {
                var x = operands(9, 37, 5, layout, new Random(2));
                x.a()[indexA(x, at, at)] = special;
                x.b()[indexB(x, at, 7 * at)] = special;
                x.b()[indexB(x, at, 36)] = -special;
                kernel.whole(x);
                assertThat(bits(x.c())).as("%s at %d", special, at).isEqualTo(bits(naive(x)));
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels_and_layouts")
    void sums_of_negative_zeros_are_positive_zeros(String name, Layout layout, Products kernel) {
        var x = operands(7, 35, 3, layout, new Random(3));
        Arrays.fill(x.a(), 0f);
        Arrays.fill(x.b(), -1f);
        kernel.whole(x);
        assertThat(bits(x.c())).containsOnly(0);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels_and_layouts")
    void a_sum_that_underflows_to_a_negative_zero_is_a_positive_zero(String name, Layout layout, Products kernel) {
        var x = operands(7, 35, 3, layout, new Random(10));
        Arrays.fill(x.a(), Float.MIN_VALUE);
        Arrays.fill(x.b(), -Float.MIN_VALUE);
        assertThat(Math.fma(Float.MIN_VALUE, -Float.MIN_VALUE, 0f)).isEqualTo(-0f);
        kernel.whole(x);
        assertThat(bits(x.c())).containsOnly(0);

        // So few terms are computed without any kernel.
        Products.multiply(x);
        assertThat(bits(x.c())).containsOnly(0);
    }

    @ParameterizedTest(name = "{0}, {1} threads, {2}x{3}x{4}")
    @MethodSource("kernels_threads_and_shapes")
    void has_the_same_bits_for_any_number_of_threads(String name, int threads, int m, int n, int k, Products kernel) {
        Workers.threads(threads);
        assertThat((long) m * n * k).isGreaterThanOrEqualTo(Products.WORTH_SHARING);
        var x = operands(m, n, k, Layout.AT_BT, new Random(4));
        kernel.whole(x);
        assertThat(bits(x.c())).isEqualTo(bits(naive(x)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels_and_layouts")
    void a_rectangle_touches_no_other_element(String name, Layout layout, Products kernel) {
        int[][] rectangles = {{3, 5, 2, 9}, {0, 17, 4, 79}, {6, 19, 70, 83}, {4, 4, 0, 83}, {2, 9, 5, 5}};
        for (int[] r : rectangles) {
            var x = operands(19, 83, 6, layout, new Random(5));
            float[] expected = x.c().clone();
            float[] all = naive(x);
            for (int i = r[0]; i < r[1]; i++) {
                System.arraycopy(all, i * 83 + r[2], expected, i * 83 + r[2], r[3] - r[2]);
            }
            kernel.rectangle(x, r[0], r[1], r[2], r[3]);
            assertThat(bits(x.c())).as(Arrays.toString(r)).isEqualTo(bits(expected));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels_and_layouts")
    void leaves_its_operands_as_they_are(String name, Layout layout, Products kernel) {
        var x = operands(7, 41, 9, layout, new Random(6));
        float[] a = x.a().clone();
        float[] b = x.b().clone();
        kernel.whole(x);
        assertThat(x.a()).isEqualTo(a);
        assertThat(x.b()).isEqualTo(b);
    }

    @Test
    void multiply_overwrites_c_by_the_product() {
        var x = operands(2, 2, 3, Layout.AB, new Random(7));
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, x.a(), 0, 6);
        System.arraycopy(new float[] {1, 0, 0, 1, 2, 3}, 0, x.b(), 0, 6);
        Products.multiply(x);
        assertThat(x.c()).containsExactly(7, 11, 16, 23);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Layout.class)
    void the_door_has_the_bits_of_the_naive_loop(Layout layout) {
        for (int[] shape : SHAPES) {
            var x = operands(shape[0], shape[1], shape[2], layout, new Random(7));
            Products.multiply(x);
            assertThat(bits(x.c())).as(Arrays.toString(shape)).isEqualTo(bits(naive(x)));
        }
    }

    @Test
    void the_fastest_kernel_is_the_vector_kernel_where_the_module_is_resolved() {
        assertThat(Products.FASTEST.getClass().getSimpleName())
                .isEqualTo(Machine.vectorModule() ? "VectorProducts" : "PlainProducts");
    }

    @Test
    void the_comparison_catches_terms_added_in_another_order() {
        var x = operands(5, 7, 129, Layout.AB, new Random(8));
        float[] backwards = new float[5 * 7];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 7; j++) {
                for (int p = 128; p >= 0; p--) {
                    backwards[i * 7 + j] = Math.fma(x.a()[indexA(x, i, p)], x.b()[p * 7 + j], backwards[i * 7 + j]);
                }
            }
        }
        assertThat(bits(backwards)).isNotEqualTo(bits(naive(x)));
    }

    @Test
    void the_comparison_catches_terms_that_are_rounded_twice() {
        var x = operands(5, 7, 129, Layout.AB, new Random(9));
        float[] twice = new float[5 * 7];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 7; j++) {
                for (int p = 0; p < 129; p++) {
                    twice[i * 7 + j] += x.a()[indexA(x, i, p)] * x.b()[p * 7 + j];
                }
            }
        }
        assertThat(bits(twice)).isNotEqualTo(bits(naive(x)));
    }

    /** Random operands; C is filled with a number that no product leaves behind. */
    static Products.Operands operands(int m, int n, int k, Layout layout, RandomGenerator random) {
        float[] c = new float[m * n];
        Arrays.fill(c, 12345f);
        return new Products.Operands(
                m,
                n,
                k,
                gaussian(m * k * layout.spread, random),
                layout.transA ? 1 : k * layout.spread,
                layout.transA ? m : layout.spread,
                gaussian(k * n, random),
                layout.transB ? 1 : n,
                layout.transB ? k : 1,
                c,
                n,
                1,
                new Version(),
                new Version());
    }

    private static float[] gaussian(int size, RandomGenerator random) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** The definition: one accumulator, k in order, every term an fma, zeros positive. */
    static float[] naive(Products.Operands x) {
        float[] c = new float[x.m() * x.n()];
        for (int i = 0; i < x.m(); i++) {
            for (int j = 0; j < x.n(); j++) {
                float sum = 0;
                for (int p = 0; p < x.k(); p++) {
                    sum = Math.fma(x.a()[indexA(x, i, p)], x.b()[indexB(x, p, j)], sum);
                }
                c[i * x.n() + j] = sum + 0f;
            }
        }
        return c;
    }

    static int indexA(Products.Operands x, int i, int p) {
        return i * x.aRow() + p * x.aCol();
    }

    static int indexB(Products.Operands x, int p, int j) {
        return p * x.bRow() + j * x.bCol();
    }

    static int[] bits(float[] numbers) {
        int[] bits = new int[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(numbers[i]);
        }
        return bits;
    }
}

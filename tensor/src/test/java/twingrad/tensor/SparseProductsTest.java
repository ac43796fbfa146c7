package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.tensor.ProductsTest.Layout;

class SparseProductsTest {
    /** m x n x k. */
    private static final int[][] SHAPES = {
        {1, 1, 1},
        {2, 17, 31},
        {17, 5, 1031},
        {33, 300, 97},
        {129, 131, 127},
        {300, 128, 33},
        {15, 257, 32},
        {131, 7, 65},
    };

    private final int threadsBefore = Workers.threads();

    @AfterEach
    void restore_the_threads() {
        Workers.threads(threadsBefore);
    }

    private static Stream<Arguments> layouts_threads_and_shapes() {
        return Stream.of(Layout.AB, Layout.AB_T, Layout.AT_B, Layout.AT_BT)
                .flatMap(layout -> IntStream.of(1, 2, 4)
                        .boxed()
                        .flatMap(threads ->
                                Arrays.stream(SHAPES).map(s -> arguments(layout, threads, s[0], s[1], s[2]))));
    }

    @ParameterizedTest(name = "{0}, {1} threads, {2}x{3}x{4}")
    @MethodSource("layouts_threads_and_shapes")
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void has_the_bits_of_the_naive_loop(Layout layout, int threads, int m, int n, int k) {
        Workers.threads(threads);
        var x = ProductsTest.operands(m, n, k, layout, new Random(1));
        sparsen(x.a(), new Random(2));
        int[] expected = ProductsTest.bits(ProductsTest.naive(x));
        SparseProducts.multiply(x);
        assertThat(ProductsTest.bits(x.c())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, {1} threads, {2}x{3}x{4}")
    @MethodSource("layouts_threads_and_shapes")
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void a_sparse_right_matrix_is_the_left_one_of_the_transposed_product(
            Layout layout, int threads, int m, int n, int k) {
        Workers.threads(threads);
        var x = ProductsTest.operands(m, n, k, layout, new Random(3));
        sparsen(x.b(), new Random(4));
        int[] expected = ProductsTest.bits(ProductsTest.naive(x));
        SparseProducts.multiply(x.transposed());
        assertThat(ProductsTest.bits(x.c())).isEqualTo(expected);
    }

    @Test
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void skips_where_two_in_three_are_zero_and_the_panels_are_full() {
        var x = ProductsTest.operands(128, 256, 784, Layout.AB_T, new Random(5));
        assertThat(SparseProducts.suits(x)).as("dense").isFalse();
        sparsen(x.a(), new Random(6));
        assertThat(SparseProducts.suits(x)).as("sparse left").isTrue();
        assertThat(SparseProducts.suits(x.transposed())).as("dense right").isFalse();
        var narrow = ProductsTest.operands(128, 3, 784, Layout.AB_T, new Random(5));
        Arrays.fill(narrow.a(), 0, 70_000, 0f);
        assertThat(SparseProducts.suits(narrow)).as("narrow").isFalse();
        var spread = ProductsTest.operands(128, 256, 784, Layout.EVERY_THIRD_OF_A, new Random(5));
        Arrays.fill(spread.a(), 0f);
        assertThat(SparseProducts.suits(spread)).as("with gaps").isFalse();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void skips_nothing_where_the_other_matrix_is_not_finite(float special) {
        var x = ProductsTest.operands(128, 257, 785, Layout.AB_T, new Random(7));
        sparsen(x.a(), new Random(8));
        for (int at : new int[] {0, 100_003, x.b().length - 1}) {
            float before = x.b()[at];
            x.b()[at] = special;
            assertThat(SparseProducts.suits(x)).as("%s at %d", special, at).isFalse();
            x.b()[at] = before;
        }
        assertThat(SparseProducts.suits(x)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Layout.class,
            names = {"AB", "AT_B"})
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void a_matrix_that_has_changed_is_listed_again(Layout layout) {
        var x = ProductsTest.operands(33, 128, 97, layout, new Random(13));
        sparsen(x.a(), new Random(14));
        SparseProducts.multiply(x);
        sparsen(x.a(), new Random(15));
        int[] changed = ProductsTest.bits(ProductsTest.naive(x));
        SparseProducts.multiply(x);
        assertThat(ProductsTest.bits(x.c())).as("lists of before").isNotEqualTo(changed);
        x.aVersion().increment();
        SparseProducts.multiply(x);
        assertThat(ProductsTest.bits(x.c())).isEqualTo(changed);
    }

    @Test
    void a_view_of_another_width_is_listed_again() {
        float[] matrix = {1, 0, 2, 3, 4, 0};
        var version = new Version();
        var lists = new NonZeros();
        lists.list(matrix, version, 2, 3);
        assertThat(lists.end(0)).isEqualTo(2);
        lists.list(matrix, version, 3, 2);
        assertThat(lists.end(0)).isEqualTo(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void without_that_question_the_bits_would_differ() {
        var x = ProductsTest.operands(5, 7, 3, Layout.AB, new Random(9));
        Arrays.fill(x.a(), 0f);
        x.b()[4] = Float.POSITIVE_INFINITY;
        SparseProducts.multiply(x);
        assertThat(ProductsTest.bits(x.c())).isNotEqualTo(ProductsTest.bits(ProductsTest.naive(x)));
    }

    @Test
    @EnabledIfSystemProperty(named = "twingrad.test.vector", matches = "true")
    void a_negative_zero_before_skipped_terms_is_a_positive_zero() {
        var x = ProductsTest.operands(5, 7, 3, Layout.AB, new Random(10));
        Arrays.fill(x.a(), 0f);
        Arrays.fill(x.b(), -Float.MIN_VALUE);
        for (int i = 0; i < 5; i++) {
            x.a()[i * 3] = Float.MIN_VALUE;
        }
        SparseProducts.multiply(x);
        assertThat(ProductsTest.bits(x.c())).containsOnly(0).isEqualTo(ProductsTest.bits(ProductsTest.naive(x)));
    }

    /** With and without the vector module, skipping or not. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Layout.class,
            names = {"AB", "AB_T"})
    void the_door_has_the_bits_of_the_naive_loop_whichever_matrix_is_sparse(Layout layout) {
        for (boolean left : new boolean[] {true, false}) {
            for (float special : new float[] {1, Float.POSITIVE_INFINITY}) {
                var x = ProductsTest.operands(129, 257, 65, layout, new Random(11));
                sparsen(left ? x.a() : x.b(), new Random(12));
                (left ? x.b() : x.a())[77] = special;
                Products.multiply(x);
                assertThat(ProductsTest.bits(x.c())).isEqualTo(ProductsTest.bits(ProductsTest.naive(x)));
            }
        }
    }

    /** Four in five are zero, every other one of them negative; some of the rest are as small as floats can be. */
    private static void sparsen(float[] numbers, Random random) {
        for (int at = 0; at < numbers.length; at++) {
            int kind = random.nextInt(20);
            if (kind < 16) {
                numbers[at] = kind < 8 ? 0f : -0f;
            } else if (kind == 16) {
                numbers[at] = Float.MIN_VALUE;
            }
        }
    }
}

package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ToyDatasetsTest {
    /** Coordinates below 4 are rounded to float: at most 2^-23 away. */
    private static final Offset<Double> ROUNDING = within(0x1p-23);

    @Test
    void xor_is_four_points() {
        var xor = ToyDatasets.xor();

        assertThat(points(xor)).isDeepEqualTo(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        assertThat(labels(xor)).containsExactly(0, 1, 1, 0);
        assertThat(xor.classes()).isEqualTo(2);
        assertThat(xor.name()).isEqualTo("xor");
    }

    @Test
    void circles_without_noise_lie_evenly_on_two_radii() {
        var circles = ToyDatasets.circles(9, 0, new Random(1));
        double[][] points = points(circles);

        assertThat(labels(circles)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 1);
        for (int row = 0; row < 9; row++) {
            double radius = row < 4 ? 1 : 0.5;
            double angle = row < 4 ? 2 * Math.PI * row / 4 : 2 * Math.PI * (row - 4) / 5;
            assertThat(points[row][0]).isCloseTo(radius * Math.cos(angle), ROUNDING);
            assertThat(points[row][1]).isCloseTo(radius * Math.sin(angle), ROUNDING);
        }
    }

    @Test
    void moons_without_noise_are_two_half_circles_from_end_to_end() {
        var moons = ToyDatasets.moons(7, 0, new Random(1));
        double[][] points = points(moons);

        assertThat(labels(moons)).containsExactly(0, 0, 0, 1, 1, 1, 1);
        double[][] ends = {points[0], points[1], points[2], points[3], points[6]};
        double[][] expected = {{1, 0}, {0, 1}, {-1, 0}, {0, 0.5}, {2, 0.5}};
        for (int i = 0; i < ends.length; i++) {
            assertThat(ends[i][0]).isCloseTo(expected[i][0], ROUNDING);
            assertThat(ends[i][1]).isCloseTo(expected[i][1], ROUNDING);
        }
        for (int row = 3; row < 7; row++) {
            double x = points[row][0] - 1;
            double y = points[row][1] - 0.5;
            assertThat(Math.hypot(x, y)).isCloseTo(1, ROUNDING);
            assertThat(y).isLessThanOrEqualTo(0x1p-23);
        }
    }

    @Test
    void spiral_without_noise_turns_four_radians_a_class_from_the_center_to_the_unit_circle() {
        var spiral = ToyDatasets.spiral(5, 3, 0, new Random(1));
        double[][] points = points(spiral);

        assertThat(labels(spiral)).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
        for (int row = 0; row < 15; row++) {
            double r = (row % 5) / 4.0;
            double t = 4 * (row / 5) + row % 5;
            assertThat(points[row][0]).isCloseTo(r * Math.sin(t), ROUNDING);
            assertThat(points[row][1]).isCloseTo(r * Math.cos(t), ROUNDING);
        }
    }

    @Test
    void noise_turns_a_spiral_and_leaves_its_radii() {
        double[][] still = points(ToyDatasets.spiral(4, 3, 0, new Random(1)));
        double[][] noisy = points(ToyDatasets.spiral(4, 3, ToyDatasets.SPIRAL_NOISE, new Random(1)));

        for (int row = 0; row < 12; row++) {
            assertThat(norm(noisy[row])).isCloseTo(norm(still[row]), ROUNDING);
        }
        assertThat(noisy).isNotEqualTo(still);
    }

    /** The sample deviation of m draws is within 5/sqrt(2m) of the true one: 3.6 % for 2 x 5,000 coordinates. */
    @Test
    void noise_is_a_standard_deviation() {
        double[][] still = points(ToyDatasets.circles(5_000, 0, new Random(1)));
        for (double noise : new double[] {ToyDatasets.CIRCLES_NOISE, 0.5}) {
            double[][] noisy = points(ToyDatasets.circles(5_000, noise, new Random(1)));
            double squares = 0;
            for (int row = 0; row < still.length; row++) {
                squares += squaredDistance(noisy[row], still[row]);
            }
            assertThat(Math.sqrt(squares / 10_000)).isCloseTo(noise, within(0.036 * noise));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 300", "3, 100", "7, 31", "10, 50", "100, 4"})
    void blobs_are_separated_by_the_linear_rule_of_their_centers(int classes, int perClass) {
        var blobs = ToyDatasets.blobs(perClass, classes, new Random(5));

        double halfGap = 2 * Math.sin(Math.PI / classes);
        assertThat(largestDistanceFromCenter(blobs)).isBetween(0.45 * halfGap, 0.5 * halfGap + 0x1p-22);
        assertThat(misjudgedByCenters(blobs)).isZero();
        assertThat(blobs.size()).isEqualTo(perClass * classes);
        assertThat(blobs.classes()).isEqualTo(classes);
    }

    /** The deviation of a sample of 3,000 coordinates is within 5/sqrt(6,000) = 6.5 % of the true one. */
    @Test
    void noise_moves_blobs_without_drawing_others() {
        double[][] still = points(ToyDatasets.blobs(500, 3, 0, new Random(5)));
        Dataset noisy = ToyDatasets.blobs(500, 3, 1.5, new Random(5));

        double[][] moved = points(noisy);
        double squares = 0;
        for (int row = 0; row < still.length; row++) {
            squares += squaredDistance(moved[row], still[row]);
        }
        assertThat(Math.sqrt(squares / 3_000)).isCloseTo(1.5, within(0.065 * 1.5));
        assertThat(misjudgedByCenters(noisy)).isGreaterThan(100);
        assertThat(still).isDeepEqualTo(points(ToyDatasets.blobs(500, 3, new Random(5))));
    }

    @Test
    void the_linear_rule_misjudges_what_is_not_separable() {
        assertThat(misjudgedByCenters(ToyDatasets.spiral(100, 3, 0.2, new Random(5))))
                .isGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("generated")
    void coordinates_are_floats(Dataset data, int hash) {
        for (double[] point : points(data)) {
            assertThat(point).containsExactly((float) point[0], (float) point[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("generated")
    void the_same_seed_gives_the_same_bits_on_every_jdk(Dataset data, int hash) {
        int[] bits = Stream.of(points(data))
                .flatMapToInt(point -> Arrays.stream(point).mapToInt(x -> Float.floatToIntBits((float) x)))
                .toArray();
        assertThat(Arrays.hashCode(bits)).isEqualTo(hash);
    }

    static Stream<Arguments> generated() {
        return Stream.of(
                argumentSet("circles", ToyDatasets.circles(300, ToyDatasets.CIRCLES_NOISE, new Random(42)), 958455049),
                argumentSet("moons", ToyDatasets.moons(101, ToyDatasets.MOONS_NOISE, new Random(42)), 483562253),
                argumentSet(
                        "spiral", ToyDatasets.spiral(100, 3, ToyDatasets.SPIRAL_NOISE, new Random(42)), -1095829777),
                argumentSet("blobs", ToyDatasets.blobs(20, 4, new Random(42)), 1897425560));
    }

    @Test
    void a_small_spiral_is_pinned_number_by_number() {
        var spiral = ToyDatasets.spiral(3, 2, ToyDatasets.SPIRAL_NOISE, new Random(42));

        assertThat(points(spiral)).isDeepEqualTo(new double[][] {
            {0, 0},
            {0.40893834829330444, -0.2876967787742615},
            {-0.6197577714920044, -0.7847931385040283},
            {-0.0, -0.0},
            {-0.11252277344465256, 0.4871741235256195},
            {0.960237979888916, -0.2791827619075775},
        });
    }

    @Test
    void another_seed_gives_other_points() {
        assertThat(points(ToyDatasets.moons(6, 0.1, new Random(1))))
                .isNotEqualTo(points(ToyDatasets.moons(6, 0.1, new Random(2))));
    }

    @Test
    void the_smallest_sets_have_one_point_a_class() {
        var random = new Random(1);
        List<Dataset> smallest = List.of(
                ToyDatasets.circles(2, 0, random),
                ToyDatasets.moons(2, 0, random),
                ToyDatasets.spiral(1, 2, 0, random),
                ToyDatasets.blobs(1, 2, random));

        assertThat(smallest).allSatisfy(data -> assertThat(labels(data)).containsExactly(0, 1));
    }

    @ParameterizedTest
    @MethodSource
    void a_bad_argument_is_refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    static Stream<Arguments> a_bad_argument_is_refused() {
        var random = new Random(1);
        return Stream.of(
                bad(() -> ToyDatasets.circles(1, 0, random), "circles: expected 2 or more samples, got 1"),
                bad(() -> ToyDatasets.moons(-3, 0, random), "moons: expected 2 or more samples, got -3"),
                bad(() -> ToyDatasets.spiral(0, 3, 0, random), "spiral: expected 1 or more samples a class, got 0"),
                bad(() -> ToyDatasets.spiral(5, 0, 0, random), "spiral: expected 1 or more classes, got 0"),
                bad(() -> ToyDatasets.blobs(0, 3, random), "blobs: expected 1 or more samples a class, got 0"),
                bad(() -> ToyDatasets.blobs(5, 1, random), "blobs: expected 2 or more classes, got 1"),
                bad(() -> ToyDatasets.blobs(5, 2, -1, random), "blobs: expected finite noise of 0 or more, got -1.0"),
                bad(
                        () -> ToyDatasets.spiral(1 << 20, 1 << 11, 0, random),
                        "spiral: expected at most 2147483647 samples, got 1048576x2048"),
                bad(
                        () -> ToyDatasets.blobs(1 << 20, 1 << 11, random),
                        "blobs: expected at most 2147483647 samples, got 1048576x2048"),
                bad(() -> ToyDatasets.circles(9, -0.1, random), noise("circles", "-0.1")),
                bad(() -> ToyDatasets.moons(9, Double.NaN, random), noise("moons", "NaN")),
                bad(() -> ToyDatasets.spiral(9, 3, Double.POSITIVE_INFINITY, random), noise("spiral", "Infinity")));
    }

    private static Arguments bad(ThrowingCallable call, String message) {
        return argumentSet(message, call, message);
    }

    private static String noise(String op, String got) {
        return op + ": expected finite noise of 0 or more, got " + got;
    }

    /** How many points have their largest product with the center of another class. */
    private static int misjudgedByCenters(Dataset data) {
        double[][] points = points(data);
        int misjudged = 0;
        for (int row = 0; row < points.length; row++) {
            int best = 0;
            for (int j = 1; j < data.classes(); j++) {
                if (product(center(j, data), points[row]) > product(center(best, data), points[row])) {
                    best = j;
                }
            }
            misjudged += best == data.label(row) ? 0 : 1;
        }
        return misjudged;
    }

    private static double largestDistanceFromCenter(Dataset data) {
        double[][] points = points(data);
        double largest = 0;
        for (int row = 0; row < points.length; row++) {
            largest = Math.max(largest, squaredDistance(points[row], center(data.label(row), data)));
        }
        return Math.sqrt(largest);
    }

    private static double[] center(int j, Dataset data) {
        double angle = 2 * Math.PI * j / data.classes();
        return new double[] {2 * Math.cos(angle), 2 * Math.sin(angle)};
    }

    private static double product(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1];
    }

    private static double norm(double[] point) {
        return Math.hypot(point[0], point[1]);
    }

    private static double squaredDistance(double[] a, double[] b) {
        return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
    }

    private static double[][] points(Dataset data) {
        double[][] points = new double[data.size()][2];
        for (int row = 0; row < points.length; row++) {
            data.copyInputs(row, points[row], 0);
        }
        return points;
    }

    private static int[] labels(Dataset data) {
        return IntStream.range(0, data.size()).map(data::label).toArray();
    }
}

package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static twingrad.datasets.NumberedRows.FIVE_BY_THREE;
import static twingrad.datasets.NumberedRows.floatInputs;
import static twingrad.datasets.NumberedRows.inputs;
import static twingrad.datasets.NumberedRows.labels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetTest {
    @Test
    void numbers_come_back_exactly_in_double_and_rounded_in_float() {
        var data = Dataset.of("thirds", new double[][] {{1 / 3.0, 1e300}}, new int[] {0}, 1);

        assertThat(inputs(data, 0)).containsExactly(1 / 3.0, 1e300);
        assertThat(floatInputs(data, 0)).containsExactly((float) (1 / 3.0), Float.POSITIVE_INFINITY);
    }

    @Test
    void the_same_samples_have_the_same_checksum_and_others_another() {
        double[][] inputs = {{1 / 3.0}, {2}};
        Dataset data = Dataset.of("some", inputs, new int[] {0, 1}, 2);
        Dataset pixels = Dataset.ofPixels("digits", new byte[] {0, 1, 2, -1, 4, 5}, 3, new byte[] {0, 1}, 2);

        assertThat(data.checksum())
                .hasSize(8)
                .isEqualTo(Dataset.of("renamed", inputs, new int[] {0, 1}, 3).checksum())
                .isEqualTo(Standardization.of(data).apply(data).checksum());
        assertThat(Stream.of(
                                data,
                                pixels,
                                Dataset.of("a bit", new double[][] {{Math.nextUp(1 / 3.0)}, {2}}, new int[] {0, 1}, 2),
                                Dataset.of("label", inputs, new int[] {0, 0}, 2),
                                data.slice(0, 1),
                                Dataset.of("order", new double[][] {{2}, {1 / 3.0}}, new int[] {1, 0}, 2),
                                Dataset.ofPixels("shade", new byte[] {0, 1, 2, -1, 4, 6}, 3, new byte[] {0, 1}, 2),
                                pixels.slice(1, 2))
                        .map(Dataset::checksum))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_dataset_tells_its_name_and_sizes() {
        assertThat(FIVE_BY_THREE.name()).isEqualTo("five");
        assertThat(FIVE_BY_THREE.size()).isEqualTo(5);
        assertThat(FIVE_BY_THREE.features()).isEqualTo(3);
        assertThat(FIVE_BY_THREE.classes()).isEqualTo(5);
        assertThat(FIVE_BY_THREE).hasToString("five: 5 samples, 3 features, 5 classes");
        assertThat(labels(FIVE_BY_THREE)).containsExactly(0, 1, 2, 3, 0);
    }

    @Test
    void inputs_are_put_at_the_offset_and_nowhere_else() {
        double[] doubles = {-1, -1, -1, -1, -1, -1};
        float[] floats = {-1, -1, -1, -1, -1, -1};

        FIVE_BY_THREE.copyInputs(3, doubles, 2);
        FIVE_BY_THREE.copyInputs(3, floats, 2);

        assertThat(doubles).containsExactly(-1, -1, 30, 31, 32, -1);
        assertThat(floats).containsExactly(-1, -1, 30, 31, 32, -1);
    }

    @Test
    void later_changes_of_the_given_arrays_change_nothing() {
        double[][] inputs = {{1, 2}, {3, 4}, {5, 6}};
        int[] labels = {0, 1, 0};
        byte[] pixels = {1, 2, 3, 4, 5, 6};
        byte[] bytes = {0, 1, 0};
        var numbers = Dataset.of("numbers", inputs, labels, 2);
        var images = Dataset.ofPixels("images", pixels, 2, bytes, 2);

        inputs[1][0] = 99;
        labels[1] = 0;
        pixels[2] = 99;
        bytes[1] = 0;

        assertThat(inputs(numbers, 1)).containsExactly(3, 4);
        assertThat(numbers.label(1)).isEqualTo(1);
        assertThat(inputs(images, 1)).containsExactly(3 / 255f, 4 / 255f);
        assertThat(images.label(1)).isEqualTo(1);
    }

    @Test
    void every_pixel_reads_as_its_255th_rounded_to_float_in_both_precisions() {
        byte[] pixels = new byte[256];
        for (int p = 0; p < 256; p++) {
            pixels[p] = (byte) p;
        }
        var data = Dataset.ofPixels("shades", pixels, 128, new byte[] {0, (byte) 200}, 201);

        for (int p = 0; p < 256; p++) {
            float shade = (float) (p / 255.0);
            assertThat(inputs(data, p / 128)[p % 128]).isEqualTo(shade);
            assertThat(floatInputs(data, p / 128)[p % 128]).isEqualTo(shade);
        }
        assertThat(data.label(1)).isEqualTo(200);
    }

    @ParameterizedTest
    @FieldSource
    void a_bad_set_is_refused(ThrowingCallable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
    }

    static final List<Arguments> a_bad_set_is_refused = List.of(
            bad("no sample", new double[0][], new int[0], 2, "bad: expected at least 1 sample, got 0"),
            bad("no feature", new double[2][0], new int[2], 2, "bad: expected at least 1 feature, got 0"),
            bad("no class", new double[2][3], new int[2], 0, "bad: expected at least 1 class, got 0"),
            bad(
                    "ragged",
                    new double[][] {{1, 2}, {1, 2}, {1, 2, 3}},
                    new int[3],
                    2,
                    "bad: expected 2 features in row 2 as in row 0, got 3"),
            bad(
                    "NaN",
                    new double[][] {{1, 2, 3}, {1, Double.NaN, 3}},
                    new int[2],
                    2,
                    "bad: expected a finite number in row 1, feature 1, got NaN"),
            bad(
                    "infinite",
                    new double[][] {{1, 2, Double.NEGATIVE_INFINITY}},
                    new int[1],
                    2,
                    "bad: expected a finite number in row 0, feature 2, got -Infinity"),
            bad("labels short", new double[3][2], new int[2], 2, "bad: expected 2 rows of inputs, one a label, got 3"),
            bad(
                    "label of no class",
                    new double[2][3],
                    new int[] {1, 2},
                    2,
                    "bad: expected labels from 0 to 1, got 2 in row 1"),
            bad(
                    "label below 0",
                    new double[2][3],
                    new int[] {-1, 0},
                    2,
                    "bad: expected labels from 0 to 1, got -1 in row 0"),
            bad(
                    "more numbers than an array holds",
                    sameRow(50_000, new double[50_000]),
                    new int[50_000],
                    2,
                    "bad: expected at most 2147483647 numbers, got 2500000000"),
            badPixels("no sample", new byte[0], 3, new byte[0], 2, "bad: expected at least 1 sample, got 0"),
            badPixels("no feature", new byte[0], 0, new byte[2], 2, "bad: expected at least 1 feature, got 0"),
            badPixels("no class", new byte[6], 3, new byte[2], -1, "bad: expected at least 1 class, got -1"),
            badPixels("pixels short", new byte[5], 3, new byte[2], 2, "bad: expected 2x3 pixels, got 5"),
            badPixels(
                    "more pixels than int counts",
                    new byte[0],
                    1 << 30,
                    new byte[4],
                    2,
                    "bad: expected 4x1073741824 pixels, got 0"),
            badPixels(
                    "label of no class",
                    new byte[6],
                    3,
                    new byte[] {0, -1},
                    2,
                    "bad: expected labels from 0 to 1, got 255 in row 1"));

    @ParameterizedTest
    @MethodSource
    void a_bad_argument_is_refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    static Stream<Arguments> a_bad_argument_is_refused() {
        var five = FIVE_BY_THREE;
        return Stream.of(
                call("label", () -> five.label(5), "label: expected a row in [0, 5), got 5"),
                call("label of empty", () -> five.slice(2, 2).label(0), "label: expected a row in [0, 0), got 0"),
                call("row", () -> five.copyInputs(-1, new float[3], 0), "copyInputs: expected a row in [0, 5), got -1"),
                call(
                        "double row",
                        () -> five.copyInputs(5, new double[3], 0),
                        "copyInputs: expected a row in [0, 5), got 5"),
                call(
                        "float room",
                        () -> five.copyInputs(0, new float[4], 2),
                        "copyInputs: expected room for 3 features, got an array of 4 at offset 2"),
                call(
                        "double room",
                        () -> five.copyInputs(0, new double[2], 0),
                        "copyInputs: expected room for 3 features, got an array of 2 at offset 0"),
                call(
                        "offset",
                        () -> five.copyInputs(0, new double[9], -1),
                        "copyInputs: expected room for 3 features, got an array of 9 at offset -1"));
    }

    @Test
    void a_name_is_not_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> Dataset.of(null, new double[2][3], new int[2], 2))
                .withMessage("name");
    }

    private static Arguments bad(String row, double[][] inputs, int[] labels, int classes, String message) {
        return call(row, () -> Dataset.of("bad", inputs, labels, classes), message);
    }

    private static Arguments badPixels(
            String row, byte[] pixels, int features, byte[] labels, int classes, String message) {
        return call("pixels: " + row, () -> Dataset.ofPixels("bad", pixels, features, labels, classes), message);
    }

    private static Arguments call(String row, ThrowingCallable call, String message) {
        return argumentSet(row, call, message);
    }

    private static double[][] sameRow(int rows, double[] row) {
        double[][] inputs = new double[rows][];
        Arrays.fill(inputs, row);
        return inputs;
    }
}

package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardizationTest {

    /** Three samples, two features: 1, 2, 6 has the mean 3 and the variance (4 + 1 + 9)/3, 5 is constant. */
    private static final Dataset TRAIN =
            Dataset.of("train", new double[][] {{1, 5}, {2, 5}, {6, 5}}, new int[] {0, 1, 0}, 2);

    private static final Dataset TEST = Dataset.of("test", new double[][] {{10, 7}, {3, 5}}, new int[] {1, 0}, 2);

    private static final double SIGMA = Math.sqrt(14.0 / 3);

    /** A few roundings of numbers about 1. */
    private static final double BOUND = 1e-15;

    @Test
    void mean_and_deviation_divide_by_the_number_of_samples() {
        var standardization = Standardization.of(TRAIN);

        assertThat(standardization.features()).isEqualTo(2);
        assertThat(standardization.mean()).containsExactly(3, 5);
        assertThat(standardization.deviation()).containsExactly(SIGMA, 0);
    }

    @Test
    void the_training_set_gets_mean_0_and_deviation_1_and_a_constant_feature_0() {
        Dataset standardized = Standardization.of(TRAIN).apply(TRAIN);

        assertThat(row(standardized, 0)).containsExactly(-2 / SIGMA, 0);
        assertThat(row(standardized, 1)).containsExactly(-1 / SIGMA, 0);
        assertThat(row(standardized, 2)).containsExactly(3 / SIGMA, 0);
        var again = Standardization.of(standardized);
        assertThat(again.mean()[0]).isEqualTo(0, within(BOUND));
        assertThat(again.deviation()[0]).isEqualTo(1, within(BOUND));
        assertThat(standardized.label(1)).isEqualTo(1);
        assertThat(standardized.name()).isEqualTo("train");
    }

    @Test
    void undone_it_gives_the_sample_back_a_constant_feature_s_too() {
        double[] sample = {10, 7};

        Standardization.of(TRAIN).applyInPlace(sample);
        assertThat(sample).containsExactly(7 / SIGMA, 2);
        Standardization.of(TRAIN).undoInPlace(sample);

        assertThat(sample[0]).isEqualTo(10, within(10 * BOUND));
        assertThat(sample[1]).isEqualTo(7);
    }

    @Test
    void other_sets_are_moved_by_the_training_set_s_numbers() {
        Dataset standardized = Standardization.of(TRAIN).apply(TEST);

        assertThat(row(standardized, 0)).containsExactly(7 / SIGMA, 2);
        assertThat(row(standardized, 1)).containsExactly(0, 0);
    }

    @Test
    void a_set_s_own_numbers_would_give_another_result() {
        Dataset leaked = Standardization.of(TEST).apply(TEST);

        assertThat(row(leaked, 0)).containsExactly(1, 1);
        assertThat(row(leaked, 0)).isNotEqualTo(row(Standardization.of(TRAIN).apply(TEST), 0));
    }

    @Test
    void floats_are_rounded_once_at_the_end() {
        Dataset large = Dataset.of("large", new double[][] {{1e9}, {1e9 + 1}, {1e9 + 5}}, new int[3], 1);

        float[] got = new float[1];
        Standardization.of(large).apply(large).copyInputs(1, got, 0);

        assertThat(got[0]).isEqualTo((float) (-1 / SIGMA));
    }

    @Test
    void pixels_stay_bytes_and_read_as_standardized() {
        Dataset pixels = Dataset.ofPixels("pixels", new byte[] {0, 7, (byte) 255, 7}, 2, new byte[] {0, 1}, 2);

        Dataset standardized = Standardization.of(pixels).apply(pixels);

        assertThat(row(standardized, 0)).containsExactly(-1, 0);
        assertThat(row(standardized, 1)).containsExactly(1, 0);
    }

    /** 0.1 summed ten times is not 1: a mean from it would leave a deviation of an ulp to divide by. */
    @Test
    void a_constant_that_is_no_binary_fraction_has_no_deviation() {
        double[][] inputs = new double[10][];
        Arrays.fill(inputs, new double[] {0.1});
        var standardization = Standardization.of(Dataset.of("tenths", inputs, new int[10], 1));

        assertThat(standardization.mean()).containsExactly(0.1);
        assertThat(standardization.deviation()).containsExactly(0);
    }

    @Test
    void parts_and_their_order_stay() {
        Dataset part = TRAIN.slice(1, 3);

        Dataset standardized = Standardization.of(TRAIN).apply(part);

        assertThat(standardized.size()).isEqualTo(2);
        assertThat(row(standardized.slice(1, 2), 0)).containsExactly(3 / SIGMA, 0);
        assertThat(row(part, 0)).containsExactly(2, 5);
    }

    @Test
    void one_sample_is_standardized_in_place_as_in_a_set() {
        double[] sample = {10, 7};

        Standardization.of(TRAIN).applyInPlace(sample);

        assertThat(sample).isEqualTo(row(Standardization.of(TRAIN).apply(TEST), 0));
    }

    @Test
    void numbers_from_a_file_make_the_same_standardization() {
        var computed = Standardization.of(TRAIN);
        double[] mean = computed.mean();
        var read = new Standardization(mean, computed.deviation());
        mean[0] = 99;
        computed.deviation()[0] = 99;

        assertThat(read).isEqualTo(computed).hasSameHashCodeAs(computed).hasToString("standardization of 2 features");
        assertThat(read).isNotEqualTo(new Standardization(new double[] {3, 5}, new double[] {SIGMA, 1}));
    }

    @ParameterizedTest
    @MethodSource
    void what_makes_no_sense_is_refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage("standardization: expected " + message);
    }

    static Stream<Arguments> what_makes_no_sense_is_refused() {
        return Stream.of(
                call("nothing", () -> Standardization.of(TRAIN.slice(0, 0)), "at least 1 training sample, got 0"),
                call(
                        "unequal",
                        () -> new Standardization(new double[2], new double[3]),
                        "a mean and a deviation for each feature, got 2 and 3"),
                call(
                        "no feature",
                        () -> new Standardization(new double[0], new double[0]),
                        "a mean and a deviation for each feature, got 0 and 0"),
                call(
                        "NaN",
                        () -> new Standardization(new double[] {0, Double.NaN}, new double[2]),
                        "a finite mean of feature 1, got NaN"),
                call(
                        "below 0",
                        () -> new Standardization(new double[1], new double[] {-1}),
                        "a finite deviation of 0 or more of feature 0, got -1.0"),
                call(
                        "beyond squaring",
                        () -> Standardization.of(Dataset.of("far", new double[][] {{-1e200}, {1e200}}, new int[2], 1)),
                        "a finite deviation of 0 or more of feature 0, got Infinity"),
                call(
                        "another width",
                        () -> Standardization.of(TRAIN).applyInPlace(new double[3]),
                        "2 features as in training, got 3"),
                call(
                        "a wider set",
                        () -> Standardization.of(TRAIN)
                                .apply(Dataset.of("wide", new double[][] {{1, 2, 3}}, new int[1], 1)),
                        "2 features as in training, got 3"));
    }

    private static Arguments call(String name, ThrowingCallable call, String message) {
        return argumentSet(name, call, message);
    }

    private static double[] row(Dataset data, int row) {
        var inputs = new double[data.features()];
        data.copyInputs(row, inputs, 0);
        return inputs;
    }
}

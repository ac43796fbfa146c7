package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Seeds;
import twingrad.datasets.Dataset;

class DataSourceTest {

    private static final Seeds SEEDS = new Seeds(1);

    @ParameterizedTest
    @CsvSource({
        "XOR, 4, 2, 2",
        "CIRCLES, 300, 2, 2",
        "MOONS, 300, 2, 2",
        "SPIRAL, 300, 2, 3",
        "BLOBS, 300, 2, 3",
        "MNIST, 60000, 784, 10",
    })
    void without_a_number_of_samples_the_training_set_has_its_own(
            DataSource source, int samples, int features, int classes) {
        Dataset train = source.train(SEEDS, OptionalInt.empty());

        assertThat(train.size()).isEqualTo(samples);
        assertThat(train.features()).isEqualTo(features);
        assertThat(train.classes()).isEqualTo(classes);
    }

    @ParameterizedTest
    @CsvSource({"CIRCLES, 31, 31", "MOONS, 31, 31", "SPIRAL, 30, 30", "BLOBS, 30, 30", "MNIST, 31, 31", "XOR, 4, 4"})
    void a_number_of_samples_is_followed(DataSource source, int asked, int samples) {
        assertThat(source.train(SEEDS, OptionalInt.of(asked)).size()).isEqualTo(samples);
    }

    @ParameterizedTest
    @CsvSource({
        "XOR, 31, xor: expected 4 samples",
        "SPIRAL, 100, spiral: expected a multiple of 3 samples",
        "BLOBS, 32, blobs: expected a multiple of 3 samples",
        "MNIST, 60001, mnist: expected 1 to 60000 samples",
    })
    void a_number_of_samples_that_there_is_not_is_refused(DataSource source, int samples, String message) {
        assertThatThrownBy(() -> source.train(SEEDS, OptionalInt.of(samples)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message + ", got " + samples);
    }

    @ParameterizedTest
    @EnumSource(names = {"CIRCLES", "MOONS", "SPIRAL", "BLOBS"})
    void the_test_set_is_another_draw_and_both_are_the_seed_s(DataSource source) {
        double[] train = inputs(source.train(SEEDS, OptionalInt.empty()));

        assertThat(inputs(source.train(SEEDS, OptionalInt.empty()))).isEqualTo(train);
        assertThat(inputs(source.train(new Seeds(2), OptionalInt.empty()))).isNotEqualTo(train);
        assertThat(inputs(source.test(SEEDS))).isNotEqualTo(train).isEqualTo(inputs(source.test(SEEDS)));
        assertThat(Arrays.stream(train)).allMatch(x -> x == (float) x.doubleValue());
    }

    @Test
    void of_mnist_the_first_so_many_digits_are_taken() {
        Dataset few = DataSource.MNIST.train(SEEDS, OptionalInt.of(5));

        assertThat(few.size()).isEqualTo(5);
        assertThat(few.label(0)).isEqualTo(5);
        assertThat(DataSource.MNIST.test(SEEDS).size()).isEqualTo(10_000);
    }

    @Test
    void below_2000_samples_all_are_one_batch_else_128_are() {
        Dataset digits = DataSource.MNIST.test(SEEDS);

        assertThat(Recipe.batchSize(digits.slice(0, 1_999))).isEqualTo(1_999);
        assertThat(Recipe.batchSize(digits.slice(0, 2_000))).isEqualTo(128);
    }

    private static double[] inputs(Dataset data) {
        var inputs = new double[data.size() * data.features()];
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, row * data.features());
        }
        return inputs;
    }
}

package twingrad.compare.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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

    @ParameterizedTest
    @CsvSource({
        "circles, 0.3, 2, 300",
        "moons,   0,   2, 300",
        "spiral,  0.1, 5, 500",
        "blobs,   0.5, 2, 200",
    })
    void noise_and_classes_are_followed_in_both_sets(String name, double noise, int classes, int samples) {
        DataChoice usual = DataChoice.of(name, 1);
        DataChoice choice = usual.withGenerator(OptionalDouble.of(noise), OptionalInt.of(classes));

        Samples drawn = Samples.of(choice.source().orElseThrow(), choice);

        for (Dataset data : List.of(drawn.samples(), drawn.test().orElseThrow())) {
            assertThat(data.classes()).isEqualTo(classes);
            assertThat(data.size()).isEqualTo(samples);
        }
        assertThat(inputs(drawn.samples()))
                .isNotEqualTo(
                        inputs(Samples.of(choice.source().orElseThrow(), usual).samples()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xor     | 0.1 |   | xor: expected no noise, got 0.1",
                "xor     |     | 3 | xor: expected 2 classes, as many as there are, got 3",
                "circles |     | 3 | circles: expected 2 classes, as many as there are, got 3",
                "moons   |     | 1 | moons: expected 2 classes, as many as there are, got 1",
                "moons   | -1  |   | moons: expected finite noise of 0 or more, got -1.0",
                "spiral  | NaN |   | spiral: expected finite noise of 0 or more, got NaN",
                "spiral  |     | 1 | spiral: expected 2 or more classes, got 1",
                "blobs   |     | 0 | blobs: expected 2 or more classes, got 0",
                "mnist   | 0.1 |   | mnist: expected no noise, got 0.1",
                "mnist   |     | 9 | mnist: expected 10 classes, as many as there are, got 9",
            })
    void what_a_generator_cannot_do_is_refused(String name, Double noise, Integer classes, String message) {
        DataChoice choice = DataChoice.of(name, 1)
                .withGenerator(
                        noise == null ? OptionalDouble.empty() : OptionalDouble.of(noise),
                        classes == null ? OptionalInt.empty() : OptionalInt.of(classes));

        assertThatThrownBy(() -> Samples.of(choice.source().orElseThrow(), choice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void samples_must_be_a_multiple_of_the_classes() {
        DataChoice choice = DataChoice.of("spiral", 1)
                .withGenerator(OptionalDouble.empty(), OptionalInt.of(4))
                .withSamples(90);

        assertThatThrownBy(() -> Samples.of(DataSource.SPIRAL, choice))
                .hasMessage("spiral: expected a multiple of 4 samples, got 90");
        assertThat(Samples.of(DataSource.SPIRAL, choice.withSamples(80))
                        .samples()
                        .classCounts())
                .containsOnly(20);
    }

    private static double[] inputs(Dataset data) {
        var inputs = new double[data.size() * data.features()];
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, row * data.features());
        }
        return inputs;
    }
}

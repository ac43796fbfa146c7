package twingrad.compare.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.datasets.Dataset;
import twingrad.datasets.Standardization;

class SplitsTest {

    private static final DataChoice TABLE = DataChoice.of("table.csv", 1).withStandardize(false);

    @Test
    void a_set_with_a_test_set_is_not_split_unless_asked() {
        Splits spiral = Splits.of(DataSource.SPIRAL, 1);

        assertThat(spiral.train().size()).isEqualTo(300);
        assertThat(spiral.dev()).isEmpty();
        assertThat(spiral.test().size()).isEqualTo(300);
        assertThat(spiral.standardization()).isEmpty();
        assertThat(spiral.classNames()).containsExactly("0", "1", "2");
        assertThat(spiral.notes()).isEmpty();
    }

    @Test
    void a_table_is_split_by_the_usual_shares() {
        Splits splits = Splits.of(TABLE, table(60, 40));

        assertThat(splits.train().classCounts()).containsExactly(48, 32);
        assertThat(splits.dev().orElseThrow().classCounts()).containsExactly(6, 4);
        assertThat(splits.test().classCounts()).containsExactly(6, 4);
        assertThat(splits.notes())
                .containsExactly(
                        "split by class, 0.8,0.1,0.1 unless --split says otherwise: 80 to train, 10 to develop,"
                                + " 10 to test");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5,0.5     | 50 |    | 50",
                "0.5,0.2,0.3 | 50 | 20 | 30",
                "0.7,0,0.3   | 70 |    | 30",
            })
    void of_a_table_two_shares_are_training_and_test(String split, int train, Integer dev, int test) {
        Splits splits = Splits.of(TABLE.withSplit(numbers(split)), table(60, 40));

        assertThat(splits.train().size()).isEqualTo(train);
        assertThat(splits.dev().map(Dataset::size)).isEqualTo(Optional.ofNullable(dev));
        assertThat(splits.test().size()).isEqualTo(test);
    }

    @Test
    void of_a_set_with_a_test_set_two_shares_are_training_and_development() {
        Dataset own = table(5, 5).samples();

        Splits splits = Splits.of(TABLE.withSplit(List.of(0.9, 0.1)), with(own, table(60, 40)));

        assertThat(splits.train().size()).isEqualTo(90);
        assertThat(splits.dev().orElseThrow().size()).isEqualTo(10);
        assertThat(splits.test()).isSameAs(own);
        assertThat(splits.notes()).containsExactly("split by class: 90 to train, 10 to develop");
    }

    @Test
    void three_shares_leave_a_test_set_of_its_own_aside_and_say_so() {
        Splits splits = Splits.of(
                TABLE.withSplit(List.of(0.8, 0.1, 0.1)), with(table(5, 5).samples(), table(60, 40)));

        assertThat(splits.test().size()).isEqualTo(10);
        assertThat(splits.notes())
                .containsExactly(
                        "split by class: 80 to train, 10 to develop, 10 to test",
                        "the 10 samples of its own test set are left aside");
    }

    @Test
    void each_sample_is_in_exactly_one_part_and_the_seed_says_in_which() {
        Samples samples = table(33, 44, 55);
        Splits splits = Splits.of(TABLE, samples);

        List<Double> all = Stream.of(splits.train(), splits.dev().orElseThrow(), splits.test())
                .flatMap(part -> features(part).stream())
                .toList();

        assertThat(all).hasSize(132).doesNotHaveDuplicates();
        assertThat(features(Splits.of(TABLE, samples).train())).isEqualTo(features(splits.train()));
        DataChoice otherSeed = DataChoice.of("table.csv", 2).withStandardize(false);
        assertThat(features(Splits.of(otherSeed, samples).train())).isNotEqualTo(features(splits.train()));
    }

    @Test
    void all_parts_are_standardized_by_the_training_part_alone() {
        Samples samples = table(60, 40);
        Splits raw = Splits.of(TABLE, samples);

        Splits splits = Splits.of(TABLE.withStandardize(true), samples);

        Standardization expected = Standardization.of(raw.train());
        assertThat(splits.standardization()).contains(expected);
        assertThat(features(splits.train())).isEqualTo(features(expected.apply(raw.train())));
        assertThat(features(splits.dev().orElseThrow()))
                .isEqualTo(features(expected.apply(raw.dev().orElseThrow())));
        assertThat(features(splits.test())).isEqualTo(features(expected.apply(raw.test())));
        assertThat(features(splits.test()))
                .as("the test set's own numbers would give others")
                .isNotEqualTo(features(Standardization.of(raw.test()).apply(raw.test())));
        assertThat(splits.notes())
                .contains("features standardized by the mean and deviation of the 80 training samples");
    }

    @Test
    void digits_can_be_standardized_and_stay_bytes() {
        DataChoice choice = DataChoice.of("mnist", 1).withSamples(200).withStandardize(true);

        Splits digits = Splits.of(choice, Samples.of(DataSource.MNIST, choice));

        assertThat(digits.train().size()).isEqualTo(200);
        assertThat(digits.test().size()).isEqualTo(10_000);
        Standardization standardization = digits.standardization().orElseThrow();
        double[] again = Standardization.of(digits.train()).deviation();
        for (int pixel = 0; pixel < 784; pixel++) {
            double expected = standardization.deviation()[pixel] == 0 ? 0 : 1;
            assertThat(again[pixel]).isCloseTo(expected, within(1e-12));
        }
        assertThat(digits.imageSize().orElseThrow()).hasToString("28x28");
    }

    @Test
    void a_class_that_is_missing_in_a_part_is_named() {
        Splits splits = Splits.of(TABLE, table(40, 2));

        assertThat(splits.train().classCounts()).containsExactly(32, 2);
        assertThat(splits.notes())
                .endsWith("class b has 2 samples, none to develop", "class b has 2 samples, none to test");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.8,0.1,0.1 | 2 | 'split: expected a sample of table in each part, got none of 3 to develop; take"
                        + " more samples, or --split 0.5,0.5'",
                "0.9,0.1,0   | 9 | 'split: expected a share above 0 of table to test on, which has no test set of its"
                        + " own, got 0'",
            })
    void a_part_that_would_be_empty_is_refused(String split, int samples, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.of(TABLE.withSplit(numbers(split)), table(samples, 1)))
                .withMessage(message);
    }

    @Test
    void fewer_samples_to_test_on_can_be_taken() {
        assertThat(Splits.of(DataSource.MOONS, 1).withTestOf(20).test().size()).isEqualTo(20);
        assertThat(Splits.of(DataSource.MOONS, 1).withTestOf(999).test().size()).isEqualTo(300);
    }

    /** So many samples a class, each with another feature. */
    private static Samples table(int... counts) {
        int[] labels = IntStream.range(0, counts.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(counts[label]))
                .toArray();
        double[][] inputs = IntStream.range(0, labels.length)
                .mapToObj(row -> new double[] {row * row})
                .toArray(double[][]::new);
        Dataset data = Dataset.of("table", inputs, labels, counts.length);
        return new Samples(
                data,
                Optional.empty(),
                List.of("a", "b", "c").subList(0, counts.length),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static Samples with(Dataset test, Samples samples) {
        return new Samples(
                samples.samples(),
                Optional.of(test),
                samples.classNames(),
                samples.columnNames(),
                samples.imageSize(),
                samples.notes());
    }

    private static List<Double> features(Dataset data) {
        var input = new double[1];
        return IntStream.range(0, data.size())
                .mapToObj(row -> {
                    data.copyInputs(row, input, 0);
                    return input[0];
                })
                .toList();
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(",")).map(Double::valueOf).toList();
    }
}

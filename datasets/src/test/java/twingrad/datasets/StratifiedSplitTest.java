package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratifiedSplitTest {

    /** Class counts of the set; fractions; class counts of each part. */
    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "50 50 50, 0.8 0.1 0.1, 40 40 40 | 5 5 5 | 5 5 5",
        "90 10,    0.8 0.2,     72 8 | 18 2",
        "5 5 5 5,  0.8 0.1 0.1, 4 4 4 4 | 1 0 1 0 | 0 1 0 1",
        "3 3 3,    0.5 0.5,     2 1 2 | 1 2 1",
        "1 1 8,    0.5 0.5,     1 1 4 | 0 0 4",
        "2 9,      0.1 0.9,     1 1 | 1 8",
        "10 0 10,  0.7 0 0.3,   7 0 7 | 0 0 0 | 3 0 3",
        "1,        0.2 0.8,     1 | 0",
        "30 7,     1 0,         30 7 | 0 0",
        "4 2,      1e-12 0.5 0.499999999999, 1 1 | 1 0 | 2 1",
    })
    void every_class_is_cut_by_the_same_shares(String counts, String fractions, String expected) {
        List<Dataset> parts = classes(integers(counts)).stratifiedSplit(new Random(7), doubles(fractions));

        assertThat(parts.stream().map(part -> Arrays.toString(part.classCounts())))
                .containsExactly(Arrays.stream(expected.split("\\|"))
                        .map(part -> Arrays.toString(integers(part)))
                        .toArray(String[]::new));
    }

    @Test
    void each_sample_is_in_exactly_one_part_and_in_the_order_of_the_set() {
        Dataset shuffled = classes(17, 23, 5, 1).shuffled(new Random(2));

        List<Dataset> parts = shuffled.stratifiedSplit(new Random(3), 0.6, 0.25, 0.15);

        List<Integer> order = ids(shuffled);
        List<Integer> all = new ArrayList<>();
        for (Dataset part : parts) {
            assertThat(ids(part).stream().map(order::indexOf).toList()).isSorted();
            all.addAll(ids(part));
        }
        assertThat(all).hasSize(46).containsExactlyInAnyOrderElementsOf(order);
    }

    @Test
    void the_same_seed_gives_the_same_parts_and_another_one_others() {
        Dataset data = classes(40, 40);

        List<Integer> train = ids(data.stratifiedSplit(new Random(5), 0.5, 0.5).get(0));

        assertThat(ids(data.stratifiedSplit(new Random(5), 0.5, 0.5).get(0))).isEqualTo(train);
        assertThat(ids(data.stratifiedSplit(new Random(6), 0.5, 0.5).get(0))).isNotEqualTo(train);
    }

    /** A split that is not stratified misses the classes' shares: of these, the first 80 of 100 hold no class 9. */
    @Test
    void a_plain_split_would_not_hold_every_class() {
        Dataset sorted = classes(IntStream.generate(() -> 10).limit(10).toArray());

        assertThat(sorted.split(0.8, 0.2).get(0).classCounts()).containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 0, 0);
        assertThat(sorted.stratifiedSplit(new Random(1), 0.8, 0.2).get(0).classCounts())
                .containsOnly(8);
    }

    @Test
    void sizes_stay_near_their_shares_however_many_classes_there_are() {
        var random = new Random(11);
        for (int trial = 0; trial < 200; trial++) {
            int[] counts = random.ints(1 + random.nextInt(40), 1, 30).toArray();
            Dataset data = classes(counts);

            List<Dataset> parts = data.stratifiedSplit(random, 0.7, 0.2, 0.1);

            double[] shares = {0.7, 0.2, 0.1};
            int singles =
                    (int) Arrays.stream(counts).filter(count -> count == 1).count();
            for (int part = 0; part < shares.length; part++) {
                assertThat(parts.get(part).size())
                        .isBetween(
                                (int) Math.floor(shares[part] * data.size()) - 2 - singles,
                                (int) Math.ceil(shares[part] * data.size()) + 2 + singles);
                for (int label = 0; label < counts.length; label++) {
                    double exact = shares[part] * counts[label];
                    assertThat((double) parts.get(part).classCounts()[label]).isBetween(exact - 1, exact + 1);
                }
            }
            assertThat(parts.get(0).classCounts()).doesNotContain(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0 1, 'split: expected a positive first fraction, got 0.0'",
        "0.5 0.4, 'split: expected fractions that sum to 1, got 0.9'",
        "1.5 -0.5, 'split: expected fractions of 0 or more, got -0.5'",
    })
    void no_split_is_refused(String fractions, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classes(3, 3).stratifiedSplit(new Random(1), doubles(fractions)))
                .withMessage(message);
    }

    /** Samples class by class, each with its number as the one feature. */
    private static Dataset classes(int... counts) {
        int samples = Arrays.stream(counts).sum();
        var inputs = new double[samples][];
        var labels = new int[samples];
        int row = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                labels[row] = label;
                inputs[row] = new double[] {row};
                row++;
            }
        }
        return Dataset.of("classes", inputs, labels, counts.length);
    }

    private static List<Integer> ids(Dataset data) {
        var input = new double[1];
        return IntStream.range(0, data.size())
                .mapToObj(row -> {
                    data.copyInputs(row, input, 0);
                    return (int) input[0];
                })
                .toList();
    }

    private static int[] integers(String text) {
        return Arrays.stream(text.strip().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static double[] doubles(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}

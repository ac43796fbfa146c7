package twingrad.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static twingrad.datasets.NumberedRows.FIVE_BY_THREE;
import static twingrad.datasets.NumberedRows.ids;
import static twingrad.datasets.NumberedRows.inputs;
import static twingrad.datasets.NumberedRows.labels;
import static twingrad.datasets.NumberedRows.numbered;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same samples in another order, and parts of them. */
class DatasetPartsTest {
    @Test
    void shuffling_keeps_each_sample_with_its_label() {
        var shuffled = FIVE_BY_THREE.shuffled(new Random(3));

        assertThat(ids(shuffled)).containsExactlyInAnyOrder(0, 1, 2, 3, 4).isNotEqualTo(ids(FIVE_BY_THREE));
        for (int row = 0; row < shuffled.size(); row++) {
            int id = ids(shuffled).get(row);
            assertThat(inputs(shuffled, row)).containsExactly(10 * id, 10 * id + 1, 10 * id + 2);
            assertThat(shuffled.label(row)).isEqualTo(FIVE_BY_THREE.label(id));
        }
        assertThat(ids(FIVE_BY_THREE)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void the_same_seed_gives_the_same_order_on_every_jdk() {
        assertThat(ids(FIVE_BY_THREE.shuffled(new Random(42)))).containsExactly(1, 2, 3, 4, 0);
    }

    /** Swapping with any position instead of those left gives some orders 8,889 times of 60,000, others 11,111. */
    @Test
    void every_order_is_equally_likely() {
        var random = new Random(1);
        var three = FIVE_BY_THREE.slice(0, 3);
        Map<List<Integer>, Integer> counts =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int i = 0; i < 60_000; i++) {
            counts.merge(ids(three.shuffled(random)), 1, Integer::sum);
        }
        int fiveDeviations = 456;
        assertThat(counts).hasSize(6);
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(count).isBetween(10_000 - fiveDeviations, 10_000 + fiveDeviations));
    }

    @Test
    void a_slice_holds_the_rows_from_the_first_to_before_the_second() {
        var slice = FIVE_BY_THREE.slice(1, 4);

        assertThat(ids(slice)).containsExactly(1, 2, 3);
        assertThat(labels(slice)).containsExactly(1, 2, 3);
        assertThat(ids(slice.slice(2, 3))).containsExactly(3);
        assertThat(slice.name()).isEqualTo("five");
        assertThat(slice.classes()).isEqualTo(5);
    }

    @Test
    void a_slice_may_be_empty() {
        var empty = FIVE_BY_THREE.slice(5, 5);

        assertThat(empty.size()).isZero();
        assertThat(empty.features()).isEqualTo(3);
        assertThat(empty.shuffled(new Random(1)).size()).isZero();
        assertThat(empty.batches(2)).isEmpty();
        assertThat(sizes(empty.split(0.5, 0.5))).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "10,     0.8 0.1 0.1,                 8 1 1",
        "10,     0.7 0.2 0.1,                 7 2 1",
        "5,      0.5 0.5,                     3 2",
        "4,      0.8 0.1 0.1,                 3 1 0",
        "1,      0.3 0.3 0.4,                 0 1 0",
        "7,      1,                           7",
        "7,      0 1 0,                       0 7 0",
        "11,     0.1 0.1 0.1 0.1 0.1 0.1 0.4, 1 1 1 1 2 1 4",
        "100000, 0.98 0.01 0.01,              98000 1000 1000",
    })
    void splits_take_cumulative_rounded_shares(int samples, String fractions, String sizes) {
        var parts = numbered(samples).split(numbersIn(fractions));

        assertThat(sizes(parts))
                .isEqualTo(Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList());
        assertThat(parts.stream().flatMap(part -> ids(part).stream())).isEqualTo(ids(numbered(samples)));
    }

    @Test
    void splitting_a_shuffled_set_keeps_its_order() {
        var shuffled = FIVE_BY_THREE.shuffled(new Random(8));
        var parts = shuffled.split(0.6, 0.4);

        assertThat(parts.stream().flatMap(part -> ids(part).stream())).isEqualTo(ids(shuffled));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 3,          3 3 3 1",
        "10, 5,          5 5",
        "10, 1,          1 1 1 1 1 1 1 1 1 1",
        "10, 10,         10",
        "10, 11,         10",
        "10, 2147483647, 10",
        "1,  128,        1",
    })
    void batches_hold_every_row_once_in_order(int samples, int size, String sizes) {
        var batches = numbered(samples).batches(size);

        assertThat(sizes(batches))
                .isEqualTo(Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList());
        assertThat(batches.stream().flatMap(batch -> ids(batch).stream())).isEqualTo(ids(numbered(samples)));
    }

    @ParameterizedTest
    @MethodSource
    void a_bad_part_is_refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    static Stream<Arguments> a_bad_part_is_refused() {
        var five = FIVE_BY_THREE;
        return Stream.of(
                call("slice from", () -> five.slice(-1, 2), "slice: expected 0 <= from <= to <= 5, got from -1 to 2"),
                call("slice to", () -> five.slice(0, 6), "slice: expected 0 <= from <= to <= 5, got from 0 to 6"),
                call("slice back", () -> five.slice(3, 2), "slice: expected 0 <= from <= to <= 5, got from 3 to 2"),
                call("no split", () -> five.split(), "split: expected fractions that sum to 1, got 0.0"),
                call("split short", () -> five.split(0.5, 0.25), "split: expected fractions that sum to 1, got 0.75"),
                call("split NaN", () -> five.split(Double.NaN), "split: expected fractions of 0 or more, got NaN"),
                call("split below 0", () -> five.split(2, -1), "split: expected fractions of 0 or more, got -1.0"),
                call("batches", () -> five.batches(0), "batches: expected a size of at least 1, got 0"));
    }

    private static Arguments call(String row, ThrowingCallable call, String message) {
        return argumentSet(row, call, message);
    }

    private static List<Integer> sizes(List<Dataset> parts) {
        return parts.stream().map(Dataset::size).toList();
    }

    private static double[] numbersIn(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}

package twingrad.compare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.tensor.Workers;

class RowsTest {

    /** One measurement without warming up: the figure is none, that there is one is what is tested. */
    private static final Effort NONE = new Effort(0, 0, 1);

    private static final List<Row> ROWS = Rows.of(2, threads -> 1.5 * threads);

    private final int threads = Workers.threads();

    @AfterEach
    void leave_the_pool_as_it_was() {
        Workers.threads(threads);
    }

    @Test
    void each_name_stands_once() {
        assertThat(ROWS).extracting(Row::name).doesNotHaveDuplicates();
    }

    @Test
    void every_product_of_both_networks_is_measured_with_one_and_with_all_threads() {
        assertThat(ROWS)
                .extracting(Row::name)
                .filteredOn(name -> name.startsWith("product/784-128-10/"))
                .containsExactly(
                        "product/784-128-10/Z0/1",
                        "product/784-128-10/Z0/2",
                        "product/784-128-10/dW0/1",
                        "product/784-128-10/dW0/2",
                        "product/784-128-10/Z1/1",
                        "product/784-128-10/Z1/2",
                        "product/784-128-10/dW1/1",
                        "product/784-128-10/dW1/2",
                        "product/784-128-10/dA0/1",
                        "product/784-128-10/dA0/2");
        assertThat(ROWS)
                .filteredOn(row -> row.isMeantBy("product/784-512-256-10"))
                .hasSize(16);
    }

    @Test
    void products_are_told_with_their_operands_shapes() {
        assertThat(named("product/784-512-256-10/dA0/1").what()).isEqualTo("dZ1·W1, 128x256·256x512");
        assertThat(named("product/784-512-256-10/dW1/1").what()).isEqualTo("dZ1ᵀ·A0, 256x128·128x512");
        assertThat(named("product/784-512-256-10/Z1/1").what()).isEqualTo("A0·W1ᵀ, 128x512·512x256");
    }

    @Test
    void with_one_thread_nothing_is_measured_twice() {
        assertThat(Rows.of(1, threads -> 1))
                .extracting(Row::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.endsWith("/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peak/1",
                "peak/2",
                "step/2-16-16-1/batch-1/1",
                "step/2-16-16-1/batch-100/1",
                "scalar/2-16-16-1/1",
                "memory/2-16-16-1/batch-1/1",
                "product/784-128-10/Z0/1",
                "product/784-128-10/dW1/2",
                "product/784-128-10/dA0/2"
            })
    void a_row_gives_a_figure_above_zero(String name) {
        Figure figure = named(name).measurement().take(NONE);

        assertThat(figure.spread().least()).isPositive();
        assertThat(figure.spread().samples()).isPositive();
        assertThat(figure.unit()).isNotEmpty();
        assertThat(figure.shareOfPeak().isPresent()).isEqualTo(name.startsWith("product"));
    }

    @Test
    void the_cold_start_is_that_of_the_process_that_was_asked_for() {
        Figure figure = named("to97/784-128-10/sgd/2").measurement().take(NONE);

        assertThat(figure).isEqualTo(Figure.of(Spread.of(3), "s"));
    }

    @Test
    void a_name_means_the_rows_that_begin_with_it_up_to_a_slash() {
        Row row = named("peak/1");

        assertThat(row.isMeantBy("peak/1")).isTrue();
        assertThat(row.isMeantBy("peak")).isTrue();
        assertThat(row.isMeantBy("pea")).isFalse();
        assertThat(row.isMeantBy("peak/2")).isFalse();
    }

    private static Row named(String name) {
        return ROWS.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }
}

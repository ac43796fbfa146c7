package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecycledMemoryTest {
    private final RecycledMemory memory = new RecycledMemory();

    @Test
    void gives_the_arrays_of_a_round_again_in_the_next_one() {
        var first = memory.floats(3);
        var second = memory.floats(3);
        memory.recycle();

        assertThat(second).isNotSameAs(first);
        assertThat(memory.floats(3)).isSameAs(first);
        assertThat(memory.floats(3)).isSameAs(second);
    }

    @Test
    void makes_an_array_anew_where_its_size_differs() {
        var first = memory.floats(3);
        var second = memory.floats(4);
        memory.recycle();

        assertThat(memory.floats(2)).hasSize(2).isNotSameAs(first);
        assertThat(memory.floats(4)).isSameAs(second);
    }

    @Test
    void another_thread_gets_arrays_of_its_own() {
        var first = memory.floats(3);
        memory.recycle();

        assertThat(CompletableFuture.supplyAsync(() -> memory.floats(3)).join()).isNotSameAs(first);
        assertThat(memory.floats(3)).isSameAs(first);
    }

    @Test
    void results_take_the_memory_of_their_operands() {
        var a = FloatArray.in(memory, Shape.of(2, 3));
        var parameter = Precision.FLOAT32.full(Shape.of(2, 3), 1);
        var sum = parameter.add(a);
        var product = parameter.matmulTransB(a);
        var copy = a.copy();
        memory.recycle();

        assertThat(copy.toDoubles()).hasSize(6);
        assertThat(parameter.add(parameter).toDoubles()).containsOnly(2);
        for (var stale : new NdArray[] {a, sum, product}) {
            assertThatThrownBy(stale::toDoubles)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("array: expected one of the current training step, got " + stale.shape()
                            + " of an earlier one, whose memory is used again; keep a copy() instead");
        }
    }
}

package twingrad.compare.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.TrainingMemory;
import twingrad.tensor.Precision;

/** Large batches, wide and deep networks, long trainings: the heap is what was said, and stays so. */
class LoadTest {

    /** What a JVM uses for itself, and lists of what is trained: a few MB. */
    private static final double APART_PERCENT = 25;

    /** Growth that a soak may show: what the JVM itself learns about code that it compiles. */
    private static final long GROWTH = 2_000_000;

    @TempDir
    private Path folder;

    static Stream<Arguments> loads() {
        var deep = new ArrayList<>(Collections.nCopies(50, 128));
        deep.add(0, 784);
        deep.add(10);
        return Stream.of(
                Arguments.of(1, List.of(784, 4_096, 512, 10)),
                Arguments.of(60_000, List.of(784, 16, 10)),
                Arguments.of(4_096, List.of(784, 512, 256, 10)),
                Arguments.of(2_000, deep));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void a_training_takes_the_heap_that_was_stated(int batch, List<Integer> widths) {
        var network = Network.of(widths, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        long stated = TrainingMemory.of(network, OptimizerKind.ADAM, Precision.FLOAT32, batch)
                .bytes();

        assertThat(heap(batch, widths, 1, 0).get(0)).isCloseTo(stated, withinPercentage(APART_PERCENT));
    }

    @Test
    void a_short_soak_does_not_grow() {
        assertNoGrowth(heap(128, List.of(784, 128, 10), 4, 1));
    }

    @Test
    @Tag("trust")
    void a_soak_of_ten_minutes_does_not_grow() {
        assertNoGrowth(heap(128, List.of(784, 128, 10), 20, 30));
    }

    @Test
    void growth_would_be_seen() {
        assertThatThrownBy(() -> assertNoGrowth(List.of(9_000_000L, 1_000_000L, 3_100_000L)))
                .isInstanceOf(AssertionError.class);
    }

    /** The first figure is the warm-up's. */
    private static void assertNoGrowth(List<Long> heap) {
        System.out.println("heap in use after collection: " + heap);
        assertThat(heap.subList(1, heap.size()))
                .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(heap.get(1) + GROWTH));
    }

    private List<Long> heap(int batch, List<Integer> widths, int times, int seconds) {
        String commas = widths.stream().map(String::valueOf).collect(Collectors.joining(","));
        Jvm.Outcome outcome = new Jvm(folder, 20, List.of(Jvm.VECTORS, "-Xmx1g"))
                .run(
                        HeapOfTraining.class.getName(),
                        List.of(String.valueOf(batch), commas, String.valueOf(times), String.valueOf(seconds)));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.out().lines().map(Long::valueOf).toList();
    }

    @Test
    void what_does_not_fit_is_refused_with_the_arithmetic() {
        var network = Network.of(List.of(784, 4_096, 10), Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
        var memory = TrainingMemory.of(network, OptimizerKind.ADAM, Precision.FLOAT32, 128);
        memory.requireRoom(memory.bytes());

        assertThat(memory).isEqualTo(new TrainingMemory(3_256_330, 20, 128, 4 * (784 + 6 * 4_106 + 12 * 10)));
        assertThatThrownBy(() -> memory.requireRoom(50_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected the network and its batch to fit into a heap of 47 MB, got 74 MB: 3256330 parameters"
                                + " of 20 bytes and 128 samples of 102160 bytes; take fewer --hidden units or a smaller --batch, or"
                                + " give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
        assertThat(TrainingMemory.ofScalar(network, 2).bytes()).isEqualTo(2L * 300 * 3_256_330);
    }
}

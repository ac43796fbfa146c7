package twingrad.compare.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The same seed gives the same bits: pinned, and held against JVMs of every kind. */
class DigitBitsTest {

    private static final String AFTER_200_STEPS = "70aaa9582a3ca99ca0618a6ac10a2e61148e69158c5ce2d7555069a31feb88fe";

    private static final String AFTER_2_SMALL_STEPS =
            "28caca50f95d7de7505a2914af61d09c5189da8390dbf5fea6b3163286deb637";

    /** Only x86 knows it. */
    private static final String AVX2 = "-XX:UseAVX=2";

    static final List<Arguments> JVMS = List.of(
            argumentSet("vectors", List.of(Jvm.VECTORS)),
            argumentSet("plain loops", List.of("-ea")),
            argumentSet("vectors of 256 bits", List.of(Jvm.VECTORS, AVX2)),
            argumentSet("plain loops of 256 bits", List.of(AVX2)));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("JVMS")
    void two_hundred_steps_give_the_pinned_bits_on_1_2_and_4_threads(List<String> flags) {
        assertPinned(flags);
    }

    @ParameterizedTest
    @Tag("trust")
    @FieldSource("JVMS")
    void three_times_over(List<String> flags) {
        for (int run = 0; run < 3; run++) {
            assertPinned(flags);
        }
    }

    private void assertPinned(List<String> flags) {
        assumeThat(flags.contains(AVX2) && !isX86()).as("only x86 has AVX").isFalse();
        Jvm.Outcome outcome = new Jvm(folder, 10, flags).run(DigitBits.class.getName(), List.of("200", "1", "2", "4"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).containsExactly(AFTER_200_STEPS, AFTER_200_STEPS, AFTER_200_STEPS);
    }

    private static boolean isX86() {
        return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
    }

    /** Few digits: it runs interpreted too, where vector code is slow. */
    @Test
    @Tag("bits")
    void two_small_steps_give_the_pinned_bits() {
        assertThat(DigitBits.after(2, 8)).isEqualTo(AFTER_2_SMALL_STEPS).isNotEqualTo(DigitBits.after(1, 8));
    }

    @Test
    void eight_trainings_at_once_give_the_bits_of_one_alone() throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (var training : threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> DigitBitsTest.training())
                    .toList())) {
                assertThat(training.get()).isEqualTo(AFTER_200_STEPS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<String> training() {
        return () -> DigitBits.after(200, DigitBits.BATCH);
    }
}

package twingrad.compare.trust;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;

/** Every reader with large and with promising inputs, one after the other in one JVM with a small heap. */
class SmallHeapTest {

    /** Of all collectors the simplest leaves the least room for what is large. */
    private static final List<String> FLAGS =
            List.of("-Xmx" + LargeInput.HEAP_MEGABYTES + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static Map<String, String> told;

    @BeforeAll
    static void read(@TempDir Path folder) {
        // θ and what Adam keeps, three numbers a parameter: just below a sixth of the heap, and beyond.
        checkpoint(folder.resolve("below.safetensors"), 660);
        checkpoint(folder.resolve("beyond.safetensors"), 700);
        Jvm.Outcome outcome = new Jvm(folder, 5, FLAGS).run(SmallHeap.class.getName(), List.of(folder.toString()));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        told = outcome.out()
                .lines()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(
                        line -> line[0], line -> line[1].replaceFirst("^" + quote(folder.toString()) + "[^:]*: ", "")));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_large_is_read_or_refused(LargeInput input) {
        assertReadOrRefused(input, told.get(input.name()));
    }

    @Test
    void a_reader_that_believes_a_file_is_found() {
        assertThat(told.get(SmallHeap.CONTROL)).startsWith("java.lang.OutOfMemoryError");
        assertThatThrownBy(() -> assertReadOrRefused(LargeInput.IDX_OF_60_GB, told.get(SmallHeap.CONTROL)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertReadOrRefused(LargeInput.IDX_AT_ITS_LIMIT, told.get(SmallHeap.CONTROL)))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertReadOrRefused(LargeInput input, String outcome) {
        assertThat(outcome).matches(input.refusal().isEmpty() ? SmallHeap.READ : input.refusal());
    }

    private static void checkpoint(Path file, int units) {
        Network network = Network.of(List.of(2, units, units, 1), Activation.TANH, Loss.BINARY_CROSS_ENTROPY);
        var routine = new Routine(OptimizerKind.ADAM, 0.01, 1, 4, new Seeds(1));
        Session session =
                Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, Splits.of(DataSource.XOR, 1));
        session.run(SessionListener.NONE);
        CheckpointFile.write(file, session.checkpoint());
    }
}

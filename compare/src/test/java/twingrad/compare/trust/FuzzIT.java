package twingrad.compare.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jazzer against every reader, each in a JVM of its own with 512 MB, beginning with the reader's good files. */
@EnabledOnOs(architectures = "amd64", disabledReason = "Jazzer brings machine code, for x86 everywhere")
class FuzzIT {

    private static final long HOURS_2 = 120;

    /** Longest input, in bytes: no good file is longer. */
    private static final int LONGEST = 4_096;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void ten_seconds_find_nothing(HostileReader reader) throws IOException {
        assertNothingFound(reader, "-max_total_time=10");
    }

    @ParameterizedTest
    @Tag("trust")
    @EnumSource
    void ten_million_inputs_find_nothing(HostileReader reader) throws IOException {
        assertNothingFound(reader, "-runs=10000000");
    }

    @Test
    void a_planted_fault_is_found() throws IOException {
        Jvm.Outcome outcome = fuzz(PlantedFault.class, "none", "-max_total_time=120", folder);

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.err()).contains("== Java Exception: java.lang.IndexOutOfBoundsException: planted");
    }

    private void assertNothingFound(HostileReader reader, String limit) throws IOException {
        Jvm.Outcome outcome = fuzz(FuzzTarget.class, reader + " " + folder, limit, reader.folder());

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).containsPattern("Done \\d+ runs in");
        System.out.println(reader + ": "
                + outcome.err().lines().reduce((line, next) -> next).orElseThrow());
    }

    private Jvm.Outcome fuzz(Class<?> target, String arguments, String limit, Path corpus) throws IOException {
        Path found = Files.createDirectories(folder.resolve("found"));
        return new Jvm(folder, HOURS_2, List.of("-Xmx512m"))
                .run(
                        "com.code_intelligence.jazzer.Jazzer",
                        List.of(
                                "--target_class=" + target.getName(),
                                "--target_args=" + arguments,
                                "--instrumentation_includes=twingrad.datasets.**:twingrad.compare.files.**"
                                        + ":twingrad.compare.expression.**:twingrad.compare.trust.**"
                                        + ":com.fasterxml.jackson.core.json.**",
                                limit,
                                "-timeout=60",
                                "-max_len=" + LONGEST,
                                found.toString(),
                                corpus.toString()));
    }

    /** What must be found: the negative control. */
    public static final class PlantedFault {
        private PlantedFault() {}

        /** Three bytes say it all. */
        public static void fuzzerTestOneInput(byte[] input) {
            if (input.length > 2 && input[0] == 'b' && input[1] == 'a' && input[2] == 'd') {
                throw new IndexOutOfBoundsException("planted");
            }
        }
    }
}

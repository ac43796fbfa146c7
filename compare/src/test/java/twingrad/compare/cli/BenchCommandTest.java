package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** That rows are measured and told; how fast they are is nothing to test. */
class BenchCommandTest {

    @Test
    void rows_are_measured_in_processes_of_their_own_and_told_twice() {
        var run = CommandLineRun.typed("bench --quick --only scalar,product/784-128-10/dA0/1 --threads 1 --json -");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        JsonNode report = run.json();
        assertThat(report.path("quick").asBoolean()).isTrue();
        assertThat(report.path("vectorLanes").asInt()).isGreaterThan(1);
        List<JsonNode> rows =
                StreamSupport.stream(report.path("rows").spliterator(), false).toList();
        assertThat(rows)
                .extracting(row -> row.path("row").asText())
                .containsExactly("scalar/2-16-16-1/1", "product/784-128-10/dA0/1");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.path("least").asDouble()).isPositive();
            assertThat(row.path("median").asDouble())
                    .isBetween(row.path("least").asDouble(), row.path("most").asDouble());
        });
        assertThat(rows.get(1).path("shareOfPeak").asDouble()).isPositive();
        assertThat(run.err()).contains("of peak", "scalar/2-16-16-1/1", "M nodes/s", "2 rows in ");
    }

    @Test
    void a_child_that_fails_is_a_row_that_says_so() {
        String row = "product/784-128-10/Z0/1";
        String failure = "expected a line of JSON, got exit status 1: ";

        CommandLineRun run = withoutClasses(() -> CommandLineRun.of("bench", "--only", row, "--json", "-"));

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).containsPattern(row + " +not measured: " + failure);
        JsonNode told = run.json().path("rows").path(0);
        assertThat(told.path("failure").asText()).startsWith(failure);
        assertThat(told.has("median")).isFalse();
    }

    /** What runs while a child process finds no class to start. */
    private static CommandLineRun withoutClasses(Supplier<CommandLineRun> body) {
        String path = System.getProperty("java.class.path");
        System.setProperty("java.class.path", "nowhere");
        try {
            return body.get();
        } finally {
            System.setProperty("java.class.path", path);
        }
    }

    @Test
    void a_list_names_every_row_and_measures_none() {
        var run = CommandLineRun.of("bench", "--list", "--threads", "2");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines())
                .contains("peak/1                         fused multiply-adds on registers alone")
                .hasSize(46);
    }

    @Test
    void a_quick_list_is_a_part_of_it() {
        assertThat(CommandLineRun.of("bench", "--list", "--quick", "--threads", "2")
                        .out()
                        .lines())
                .hasSize(19)
                .anyMatch(line -> line.startsWith("epoch/784-512-256-10/adam/2"))
                .noneMatch(line -> line.startsWith("memory/784"));
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import twingrad.compare.OpTable;

class OpsCommandTest {

    @Test
    void every_op_has_its_worst_errors_and_all_agree() {
        var run = CommandLineRun.of("ops", "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).contains(" comparisons of " + OpTable.ops().size() + " ops: all agree.");
        JsonNode report = run.json();
        assertThat(report.path("verdict").asText()).isEqualTo("agree");
        assertThat(report.path("cases").asInt()).isGreaterThan(2_000);
        assertThat(report.path("ops")).hasSize(OpTable.ops().size()).allSatisfy(row -> {
            assertThat(row.path("ofBound").asDouble())
                    .as(row.path("op").asText())
                    .isBetween(0.0, 1.0);
            assertThat(row.path("float32Value").asDouble()).isGreaterThanOrEqualTo(0);
        });
    }

    /** Floats, not doubles: an error of half a float at least shows in what is rounded at all. */
    @Test
    void float32_errs_and_the_ulps_are_its_own() {
        JsonNode exp = null;
        for (JsonNode row : CommandLineRun.of("ops", "--json", "-").json().path("ops")) {
            exp = row.path("op").asText().equals("exp") ? row : exp;
        }

        assertThat(exp.path("float32Value").asDouble()).isBetween(0.1, 4.0);
        assertThat(exp.path("float64Value").asDouble()).isLessThan(4);
        assertThat(exp.path("quotients").asDouble()).isBetween(1e-16, 1e-8);
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XorCommandTest {

    @Test
    void a_line_a_kind_of_network_with_the_published_share_beside() {
        var run = CommandLineRun.of("xor", "--seeds", "20", "--hidden", "2,5", "--activation", "relu");

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines().toList().subList(0, 6))
                .containsExactly(
                        "XOR, networks 2-H-1: seeds 1 to 20, SGD, learning rate 0.5, full batch, 4000 steps, float64",
                        "",
                        "                    solved                               of the unsolved:",
                        "activation  hidden     4/4    share       ±  published   dead unit  at rest  moving",
                        "relu             2       6   30.0 %  10.2 %     18.0 %           9        5",
                        "relu             5      17   85.0 %   8.0 %                      3");
    }

    @Test
    void json_holds_every_network() {
        var run = CommandLineRun.typed("xor --seeds 7 --seed 3 --hidden 2 --activation tanh --steps 50 --json -");

        JsonNode report = run.json();
        assertThat(report.path("seed").asInt()).isEqualTo(3);
        assertThat(report.path("asPublished").asBoolean()).isTrue();
        JsonNode cell = report.path("cells").path(0);
        assertThat(cell.path("published").asDouble()).isEqualTo(0.61);
        double share = cell.path("share").asDouble();
        assertThat(cell.path("standardError").asDouble()).isCloseTo(Math.sqrt(share * (1 - share) / 7), within(1e-12));
        assertThat(cell.path("networks")).hasSize(7);
        assertThat(cell.path("networks").path(6).path("seed").asInt()).isEqualTo(9);
        assertThat(cell.path("networks").path(6).path("right").asInt()).isBetween(0, 4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xor --seeds 0             | twingrad xor: --seeds: expected 1 or more, got 0
            xor --hidden 2,0          | twingrad xor: --hidden: expected 1 or more, got 0
            xor --steps -1            | twingrad xor: --steps: expected 0 or more, got -1
            xor --lr NaN              | twingrad xor: --lr: expected a finite number of 0 or more, got NaN
            xor --threads 0           | twingrad xor: --threads: expected 1 to 1024, got 0
            xor --activation identity | twingrad xor: Invalid value for option '--activation' (NAME): expected relu, leaky-relu, tanh, sigmoid, got 'identity'
            """)
    void wrong_usage_says_what_was_expected_and_what_came(String arguments, String message) {
        var run = CommandLineRun.of(arguments.split(" +"));

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).hasValue(message);
    }
}

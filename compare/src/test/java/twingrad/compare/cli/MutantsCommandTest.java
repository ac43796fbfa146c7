package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantsCommandTest {

    @Test
    void all_are_caught_and_the_clean_control_comes_first() {
        var run = CommandLineRun.of("mutants");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines().findFirst())
                .hasValue("without any: 6 of 6 networks agree in 5 witnesses, trajectories stay together: passed");
        assertThat(run.out())
                .contains("43 of 43 caught, 43 diagnosed as expected.")
                .doesNotContain("MISSED", "EXPECTED");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void those_that_are_named_are_described_with_kind_witnesses_block_and_diagnosis() {
        var run = CommandLineRun.of("mutants", "adam-without-bias-correction", "tanh-one-minus-a");

        assertThat(run.out().lines().skip(2).map(String::stripTrailing))
                .containsExactly(
                        "mutant                              kind    verdict  by",
                        "tanh-one-minus-a                    rule    caught   scalar, tensor-f64, tensor-f32,"
                                + " finite-differences",
                        "    tanh' = 1 - a in place of 1 - a²",
                        "    layers.1.weight: φ' = 1 - a: tanh's is 1 - a², the sigmoid's a(1 - a) (residual 0)",
                        "adam-without-bias-correction        update  caught   trajectory",
                        "    the moments are taken as they are: the first steps are three times too large (BERT's own"
                                + " optimizer; Zhang et al., Revisiting Few-sample BERT Fine-tuning, 2021)",
                        "    all: step 1 is factor 3.16228 = (1 - β₁)/√(1 - β₂): Adam's moments are not corrected"
                                + " (residual 3e-04)",
                        "",
                        "2 of 2 caught, 2 diagnosed as expected.");
    }

    @Test
    void json_holds_every_figure() {
        JsonNode report =
                CommandLineRun.of("mutants", "transposed-weight", "--json", "-").json();

        assertThat(report.path("control").asBoolean()).isTrue();
        assertThat(report.path("caught").asInt()).isEqualTo(1);
        assertThat(report.path("asExpected").asInt()).isEqualTo(1);
        JsonNode mutant = report.path("mutants").path(0);
        assertThat(mutant.path("name").asText()).isEqualTo("transposed-weight");
        assertThat(mutant.path("kind").asText()).isEqualTo("result");
        assertThat(mutant.path("caught").asBoolean()).isTrue();
        assertThat(mutant.path("by")).hasSize(4);
        assertThat(mutant.path("blocks")).hasSize(1);
        assertThat(mutant.path("block").asText()).isEqualTo("layers.1.weight");
        assertThat(mutant.path("diagnosis").asText()).startsWith("transposed");
        assertThat(mutant.path("expected").asText()).isEqualTo("transposed");
    }

    @Test
    void a_check_says_when_a_mutant_does_not_show() {
        var run = CommandLineRun.of("check", "moons", "--hidden", "3", "--mutant", "softmax-diagonal-only");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("The mutant softmax-diagonal-only does not show on this network: it shows on ");
    }

    @Test
    void a_check_names_a_wrong_forward_pass_that_fits_its_backward_pass() {
        var run = CommandLineRun.of("check", "moons", "--activation", "tanh", "--mutant", "sum-for-mean");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.out())
                .contains("DISAGREE: mutant is alone with its numbers.")
                .containsPattern("  loss: scalar [0-9.]+, mutant [0-9.]+; its gradient is that of its own loss");
    }

    @Test
    void a_training_says_what_its_network_has_come_to() {
        var run = CommandLineRun.of("train", "moons", "--epochs", "3", "--hidden", "4", "--json", "-");

        assertThat(run.err()).containsPattern("gradient norm by layer, on the first 300 training samples: \\S+, \\S+");
        JsonNode health = run.json().path("health");
        assertThat(health.path("gradientNorms")).hasSize(2);
        assertThat(health.path("frozenBlocks")).isEmpty();
        assertThat(health.has("notFinite")).isFalse();
    }

    @Test
    void a_comparison_names_the_blocks_that_a_mutant_never_updates(@TempDir Path folder) {
        var run = CommandLineRun.of(
                "compare", "xor", "--epochs", "3", "--mutant", "biases-never-updated", "--out", folder.toString());

        assertThat(run.out()).contains("biases-never-updated ", "  NEVER UPDATED: layers.0.bias, layers.1.bias");
    }

    @Test
    void a_training_that_diverges_says_where_first() {
        var run = CommandLineRun.typed("train moons --optimizer sgd --lr 1e30 --epochs 5 --json -");

        assertThat(run.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(run.err()).containsPattern("NOT FINITE first at step \\d+: \\S+");
        assertThat(run.json().path("health").path("notFinite").path("step").asInt())
                .isPositive();
    }
}

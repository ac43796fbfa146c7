package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    /** Fifty steps of the same arithmetic in another order. */
    private static final double FLOAT64_DRIFT = 1e-10;

    private static final double FLOAT32_DRIFT = 1e-3;

    @Test
    void both_engines_follow_the_same_curve(@TempDir Path folder) {
        var run = CommandLineRun.of("compare", "circles", "--epochs", "50", "--out", folder.toString(), "--json", "-");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        JsonNode engines = run.json().path("engines");
        assertThat(engines.findValuesAsText("engine")).containsExactly("scalar", "tensor-f64", "tensor-f32");
        assertThat(engines.path(1).path("largestLossDifference").asDouble()).isLessThan(FLOAT64_DRIFT);
        assertThat(engines.path(2).path("largestLossDifference").asDouble()).isBetween(1e-12, FLOAT32_DRIFT);
        assertThat(folder.resolve("circles-loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("circles-boundary.png")).isNotEmptyFile();
    }

    @Test
    void digits_have_no_plane_to_draw_and_one_precision_can_be_asked_for(@TempDir Path folder) {
        var run = CommandLineRun.of(
                "compare",
                "mnist",
                "--hidden",
                "4",
                "--epochs",
                "2",
                "--samples",
                "20",
                "--precision",
                "f32",
                "--out",
                folder.toString());

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("tensor-f32").doesNotContain("tensor-f64");
        assertThat(folder.resolve("mnist-loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("mnist-boundary.png")).doesNotExist();
    }
}

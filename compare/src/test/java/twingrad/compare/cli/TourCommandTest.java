package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourCommandTest {

    @Test
    void the_tour_shows_every_part_and_reaches_its_targets(@TempDir Path folder) throws IOException {
        var run = CommandLineRun.of("tour", "--out", folder.toString());

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains("dL/dz3 += dL/dL · dL/dz3 = 1 · 2.54 = 2.54", "dL/dw += dL/dz1 · dz1/dw = -2.54 · 2 = -5.08")
                .contains("z3 2.54", "y 2.54", "z2 -2.54", "z1 -2.54", "b -2.54", "w -5.08", "x -1.27")
                .contains("== 2 of 4", "== 3 of 4", "== 4 of 4", "All agree.")
                .doesNotContain("MISSED");
        assertThat(folder.resolve("circles-loss.png")).isNotEmptyFile();
        assertThat(folder.resolve("circles-boundary.png")).isNotEmptyFile();
        assertThat(folder.resolve("mnist-loss.png")).isNotEmptyFile();
        JsonNode report = new ObjectMapper().readTree(Files.readString(folder.resolve("tour.json")));
        assertThat(report.path("gradientsByHand").path("w").asDouble()).isCloseTo(-5.08, within(1e-12));
        assertThat(report.path("missed")).isEmpty();
        assertThat(report.path("check").path("verdict").asText()).isEqualTo("agree");
        assertThat(report.path("checkOnDigits").path("verdict").asText()).isEqualTo("agree");
        assertThat(report.path("train").path("testAccuracy").asDouble()).isGreaterThanOrEqualTo(0.97);
    }
}

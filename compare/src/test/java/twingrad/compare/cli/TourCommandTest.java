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
                .contains("z3 = y - z2 = 3 - 1.73 = 1.27", "to w: -2.54 · 2 = -5.08")
                .containsPattern("z3 +- +1.27 +2.54")
                .containsPattern("z2 +\\+ +1.73 +-2.54")
                .containsPattern("w +leaf +0.5 +-5.08")
                .containsPattern("x +(leaf|constant) +2 +-1.27")
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

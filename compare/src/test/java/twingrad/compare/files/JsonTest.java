package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.Verdict;

class JsonTest {

    private record Report(Verdict verdict, List<Double> numbers) {}

    @Test
    void enums_are_written_as_they_are_typed_and_numbers_in_full() {
        assertThat(Json.text(new Report(Verdict.AGREE, List.of(0.1, 1e-300, Double.NaN))))
                .isEqualToNormalizingNewlines("""
                        {
                          "verdict" : "agree",
                          "numbers" : [ 0.1, 1.0E-300, "NaN" ]
                        }
                        """);
    }

    @Test
    void a_file_that_cannot_be_written_is_told_by_name(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("report.json");

        assertThatThrownBy(() -> Json.write(file, new Report(Verdict.AGREE, List.of())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected the folder " + file.getParent() + " to write it into, got none");
    }
}

package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("log.jsonl");
    }

    @Test
    void every_object_is_a_line_that_can_be_read_at_once() {
        try (var lines = JsonLines.open(file, false)) {
            lines.write("epoch", Map.of("epoch", 1));
            assertThat(file).hasContent("{\"event\":\"epoch\",\"epoch\":1}\n");
            lines.write("end", Map.of("loss", Double.NaN));
            assertThat(file).hasContent("{\"event\":\"epoch\",\"epoch\":1}\n{\"event\":\"end\",\"loss\":\"NaN\"}\n");
        }
    }

    @Test
    void a_file_is_begun_anew_or_gone_on_with() {
        write(1, false);
        write(2, true);
        assertThat(file).hasContent("{\"event\":\"epoch\",\"epoch\":1}\n{\"event\":\"epoch\",\"epoch\":2}\n");
        write(3, false);
        assertThat(file).hasContent("{\"event\":\"epoch\",\"epoch\":3}\n");
    }

    @Test
    void what_cannot_be_written_is_told() {
        assertThatThrownBy(() -> JsonLines.open(folder, false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder + ": expected a file that can be written, got ");
    }

    @Test
    void a_line_that_is_written_in_part_is_taken_back_and_written_before_the_next() throws IOException {
        var disk =
                new FillingDisk(Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 500);
        try (var lines = new JsonLines(file, disk)) {
            lines.write("epoch", Map.of("epoch", 1));
            disk.room = 5;
            assertThatThrownBy(() -> lines.write("epoch", Map.of("epoch", 2)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(file + ": expected a file that can be written, got No space left on device");
            assertThat(file).hasContent("{\"event\":\"epoch\",\"epoch\":1}\n");
            disk.room = 500;
            lines.write("epoch", Map.of("epoch", 3));
        }
        assertThat(file)
                .content()
                .isEqualTo("{\"event\":\"epoch\",\"epoch\":1}\n{\"event\":\"epoch\",\"epoch\":2}\n"
                        + "{\"event\":\"epoch\",\"epoch\":3}\n");
    }

    private void write(int epoch, boolean goesOn) {
        try (var lines = JsonLines.open(file, goesOn)) {
            lines.write("epoch", Map.of("epoch", epoch));
        }
    }
}

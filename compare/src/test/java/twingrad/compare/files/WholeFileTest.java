package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_takes_the_place_of_the_one_before_and_nothing_else_is_left() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old and longer");

        WholeFile.write(file, text("new"));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_failure_halfway_keeps_the_old_file_and_says_so() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    text("ne").write(out);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected a file that can be written, got No space left on device;"
                        + " the file that was there is kept");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_folder_that_is_gone_is_named() {
        Path file = folder.resolve("gone").resolve("a.txt");

        assertThatThrownBy(() -> WholeFile.write(file, text("new")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected the folder " + folder.resolve("gone") + " to write it into, got none");
    }

    @Test
    void leftovers_of_that_name_alone_are_deleted() throws IOException {
        Path leftover = Files.writeString(folder.resolve("a.txt.4711.part"), "half");
        Path other = Files.writeString(folder.resolve("b.txt.4711.part"), "half");
        Path file = Files.writeString(folder.resolve("a.txt"), "whole");

        WholeFile.deleteLeftovers(file);

        assertThat(leftover).doesNotExist();
        assertThat(other).exists();
        assertThat(file).exists();
    }

    private static WholeFile.Content text(String text) {
        return out -> out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void a_link_stays_whether_its_file_was_there_or_not() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a.txt"));

        WholeFile.write(link, "first");
        WholeFile.write(link, "second");

        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("a.txt")).isRegularFile().hasContent("second");
    }

    @Test
    void a_device_is_written_to_as_it_is() {
        Path device = Path.of("/dev/full");
        assumeThat(device).exists();

        assertThatThrownBy(() -> WholeFile.write(device, "new"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("/dev/full: expected a file that can be written, got No space left on device");
        WholeFile.write(Path.of("/dev/null"), "new");
    }

    @Test
    void what_could_not_be_written_is_refused_before_there_is_anything_to_write() {
        assertThatThrownBy(() -> WholeFile.require(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder + ": expected a file that can be written, got a folder");
        assertThatThrownBy(() -> WholeFile.require(folder.getRoot()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder.getRoot() + ": expected a file that can be written, got a folder");
        assertThatCode(() -> WholeFile.require(folder.resolve("new"))).doesNotThrowAnyException();
        assertThat(folder).isEmptyDirectory();
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

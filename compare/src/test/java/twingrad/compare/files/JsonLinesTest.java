package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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
        var disk = new FillingDisk(file);
        try (var lines = new JsonLines(file, disk)) {
            lines.write("epoch", Map.of("epoch", 1));
            disk.room = 5;
            assertThatThrownBy(() -> lines.write("epoch", Map.of("epoch", 2)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(file + ": expected a file that can be written, got disk full");
            assertThat(file).hasContent("{\"event\":\"epoch\",\"epoch\":1}\n");
            disk.room = 500;
            lines.write("epoch", Map.of("epoch", 3));
        }
        assertThat(file)
                .content()
                .isEqualTo("{\"event\":\"epoch\",\"epoch\":1}\n{\"event\":\"epoch\",\"epoch\":2}\n"
                        + "{\"event\":\"epoch\",\"epoch\":3}\n");
    }

    /** A file on a disk with so many bytes left. */
    private static final class FillingDisk implements SeekableByteChannel {

        private final SeekableByteChannel file;
        private int room = 500;

        FillingDisk(Path path) throws IOException {
            file = Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (room == 0) {
                throw new IOException("disk full");
            }
            int written = Math.min(room, bytes.remaining());
            file.write(bytes.slice(bytes.position(), written));
            bytes.position(bytes.position() + written);
            room -= written;
            return written;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private void write(int epoch, boolean goesOn) {
        try (var lines = JsonLines.open(file, goesOn)) {
            lines.write("epoch", Map.of("epoch", epoch));
        }
    }
}

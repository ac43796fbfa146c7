package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.training.BatchReport;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;

/** What is left of the checkpoints of a process that dies while it writes them. */
class KilledWriterTest {

    private static final int FEW_ROUNDS = 10;

    private static final int MANY_ROUNDS = 200;

    /** A write takes a few milliseconds, so a process is killed within one of the first tens of writes. */
    private static final int LONGEST_LIFE_MILLISECONDS = 60;

    /** Below the size of a checkpoint of 150 units a layer, which takes about 280 kB, above that of 8. */
    private static final int LARGEST_FILE_KILOBYTES = 64;

    private final Random random = new Random(2026);

    @TempDir
    private Path folder;

    @Test
    void whenever_a_writer_is_killed_a_whole_checkpoint_is_left_and_resumes() throws Exception {
        killAndResume(FEW_ROUNDS);
    }

    @Test
    @Tag("trust")
    void two_hundred_times_over() throws Exception {
        killAndResume(MANY_ROUNDS);
    }

    private void killAndResume(int rounds) throws Exception {
        Session neverStopped = CheckpointWriter.begin(150);
        long step = 0;
        int halfWritten = 0;

        for (int round = 0; round < rounds; round++) {
            killWhileItWrites();
            Checkpoint left = CheckpointFile.read(folder);
            runTo(neverStopped, left.position().step());

            assertThat(left.position().step()).as("round " + round).isGreaterThan(step);
            assertThat(left.state().theta())
                    .as("round " + round)
                    .containsExactly(neverStopped.checkpoint().state().theta());
            step = left.position().step();
            halfWritten += files().stream().anyMatch(name -> name.endsWith(".part")) ? 1 : 0;
        }
        System.out.println(rounds + " writers killed, " + halfWritten + " of them within a write; step " + step);
        CheckpointFolder.open(folder).close();
        assertThat(files()).containsExactly(".lock", "curve.json", "last.safetensors");
    }

    @Test
    void a_file_written_in_place_is_seen_to_break() throws Exception {
        Process writer = start(command("in-place", folder.toString()));
        BufferedReader said = writer.inputReader();
        assertThat(said.readLine()).isEqualTo("saved");
        assertThat(said.readLine()).isEqualTo("in the middle");
        writer.destroyForcibly().waitFor();

        assertThatThrownBy(() -> CheckpointFile.read(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("last.safetensors: expected ", " got ");
    }

    @Test
    void a_second_process_is_refused_the_folder_and_told_who_has_it() throws Exception {
        try (CheckpointFolder ours = CheckpointFolder.open(folder)) {
            Process second = start(command("once", folder.toString(), "8"));

            assertThat(new String(second.getInputStream().readAllBytes()).strip())
                    .isEqualTo(folder + ": expected a folder into which no other training writes, got one that process "
                            + ProcessHandle.current().pid() + " holds; wait for it, or choose another folder");
            assertThat(second.waitFor()).isEqualTo(3);
            assertThat(ours.last()).doesNotExist();
            assertThatThrownBy(() -> CheckpointFolder.open(folder))
                    .as("this process a second time")
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("got one that process ");
        }
        Process second = start(command("once", folder.toString(), "8"));
        assertThat(second.waitFor()).isZero();
        assertThat(CheckpointFile.read(folder).model().inputs()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "ulimit is the shell's of POSIX")
    void a_disk_that_is_full_leaves_the_old_checkpoint_whole_and_says_so() throws Exception {
        assertThat(start(command("once", folder.toString(), "8")).waitFor()).isZero();
        byte[] old = Files.readAllBytes(folder.resolve("last.safetensors"));
        List<String> limited = List.of("bash", "-c", "ulimit -f " + LARGEST_FILE_KILOBYTES + "; exec \"$@\"", "bash");

        Process full = start(Stream.concat(limited.stream(), command("once", folder.toString(), "150").stream())
                .toList());

        assertThat(new String(full.getInputStream().readAllBytes()).strip())
                .isEqualTo(folder.resolve("last.safetensors")
                        + ": expected a file that can be written, got File too large; the file that was there is kept");
        assertThat(full.waitFor()).isEqualTo(3);
        assertThat(Files.readAllBytes(folder.resolve("last.safetensors"))).isEqualTo(old);
        assertThat(files()).containsExactly(".lock", "curve.json", "last.safetensors");
    }

    /** Starts a writer, waits for its first checkpoint, and kills it at some moment after that. */
    private void killWhileItWrites() throws Exception {
        Process writer = start(command("whole", folder.toString()));
        BufferedReader said = writer.inputReader();
        assertThat(said.readLine()).isEqualTo("saved");
        assertThat(writer.waitFor(random.nextInt(LONGEST_LIFE_MILLISECONDS), TimeUnit.MILLISECONDS))
                .isFalse();
        writer.destroyForcibly().waitFor();
    }

    private static void runTo(Session session, long step) {
        session.run(new SessionListener() {
            @Override
            public void afterBatch(Session running, BatchReport report) {
                if (report.step() >= step) {
                    running.pause();
                }
            }
        });
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> command(String... arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                CheckpointWriter.class.getName());
        return Stream.concat(java.stream(), Stream.of(arguments)).toList();
    }

    private static Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }
}

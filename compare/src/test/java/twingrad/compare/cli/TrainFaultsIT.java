package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.files.CheckpointFile;

/** The packaged application on a machine that fails it while it trains. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "limits and permissions are those of POSIX")
class TrainFaultsIT {

    private static final Path LAUNCHER =
            Path.of(System.getProperty("twingrad.home")).resolve("bin/twingrad");

    /** More epochs than any test waits for. */
    private static final String ENDLESS = "train moons --epochs 10000000 --out ";

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_second_training_into_the_folder_is_refused_and_the_first_goes_on() throws Exception {
        Path out = folder.resolve("run");
        Process first = start(List.of(), ENDLESS + out);
        awaitCheckpoint(out);

        Process second = start(List.of(), "train xor --epochs 1 --out " + out);

        assertThat(refusal(second))
                .isEqualTo("twingrad train: " + out + ": expected a folder into which no other training writes, got one"
                        + " that process " + first.pid() + " holds; wait for it, or choose another folder");
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void a_folder_that_vanishes_is_told_and_written_into_once_it_is_back() throws Exception {
        Path out = folder.resolve("run");
        Process process = start(List.of(), ENDLESS + out);
        awaitCheckpoint(out);
        // Moved away in one step: a checkpoint may be just then being written.
        Path elsewhere = Files.move(out, folder.resolve("elsewhere"));

        // Whichever of its files was the next to be written is named.
        await(() -> Files.readString(said(process))
                .contains(": expected the folder " + out
                        + " to write it into, got none; the training goes on, and it is tried again"));
        assertThat(said(process)).content().contains("checkpoint: " + out + "/");
        Files.move(elsewhere, out);
        process.destroy();

        assertThat(text(process)).contains("asked to end: wrote " + out.resolve("last.safetensors"));
        assertThat(status(process)).isEqualTo(143);
        resumes(out);
    }

    /** Nothing that is new fits on the disk. */
    @Test
    void a_full_disk_ends_the_training_with_the_last_checkpoint_kept() throws Exception {
        Path out = folder.resolve("run");
        assertThat(status(start(List.of(), "train moons --hidden 100,100 --epochs 1 --quiet --out " + out)))
                .isZero();
        byte[] before = Files.readAllBytes(out.resolve("last.safetensors"));
        var limit = List.of("bash", "-c", "ulimit -f 4; exec \"$@\"", "bash");

        Process process = start(limit, "train --resume " + out + " --epochs 3");

        assertThat(refusal(process))
                .isEqualTo("twingrad train: " + out.resolve("last.safetensors")
                        + ": expected a file that can be written, got File too large; the file that was there is kept");
        assertThat(Files.readAllBytes(out.resolve("last.safetensors"))).isEqualTo(before);
        resumes(out);
    }

    @Test
    void a_file_in_place_of_the_folder_is_refused_before_the_training() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThat(refusal(start(List.of(), ENDLESS + file)))
                .startsWith("twingrad train: " + file + ": expected a folder ")
                .contains(", got a file: " + file + " is no folder; choose another place");
        assertThat(file).hasContent("mine");
    }

    /** The last θ is finite, and what is computed from it is not, however small the next steps: it is not kept. */
    @Test
    void a_training_that_does_not_stay_finite_says_where_and_goes_on_from_what_was_finite() throws Exception {
        Path out = folder.resolve("run");
        Process process = start(List.of(), "train moons --optimizer sgd --lr 1e9 --epochs 50 --out " + out);

        assertThat(text(process))
                .containsPattern("DIVERGED: tensor-f32: expected finite numbers, got none such first in epoch \\d+;"
                        + " take a smaller --lr")
                .containsPattern("NOT FINITE first at step \\d+: \\S.* \\(\\S+\\)\\[\\d+,\\d+\\] = -?(Infinity|NaN)");
        assertThat(status(process)).isEqualTo(1);

        Process later = start(List.of(), "train --resume " + out + " --lr 1e-3 --epochs 20");
        assertThat(text(later)).contains("goes on from epoch ").doesNotContain("DIVERGED");
        assertThat(status(later)).isZero();
    }

    /** The one line of a training that ends for data that cannot be read or written. */
    private static String refusal(Process process) throws Exception {
        String said = new String(process.getErrorStream().readAllBytes())
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        assertThat(status(process)).as(said).isEqualTo(3);
        return said;
    }

    private void resumes(Path out) throws Exception {
        int next = CheckpointFile.read(out).position().epoch() + 1;
        Process later = start(List.of(), "train --resume " + out + " --epochs " + next + " --quiet");
        assertThat(text(later)).startsWith("train accuracy ");
        assertThat(status(later)).isZero();
    }

    /** Waits for a checkpoint of a training that goes on. */
    private static void awaitCheckpoint(Path out) throws Exception {
        await(() -> Files.exists(out.resolve("last.safetensors")));
    }

    private static void await(Callable<Boolean> event) throws Exception {
        while (!event.call()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static int status(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What it says on standard output until it ends. */
    private String text(Process process) throws Exception {
        status(process);
        return Files.readString(said(process));
    }

    private Path said(Process process) {
        return folder.resolve("said" + started.indexOf(process) + ".txt");
    }

    private Process start(List<String> before, String arguments) throws IOException {
        var builder = new ProcessBuilder(
                Stream.of(before.stream(), Stream.of(LAUNCHER.toString()), Stream.of(arguments.split(" ")))
                        .flatMap(words -> words)
                        .toList());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C");
        // Into a file, since a pipe that nobody reads holds up who writes.
        Path said = folder.resolve("said" + started.size() + ".txt");
        Process process = builder.redirectOutput(said.toFile()).start();
        started.add(process);
        return process;
    }
}

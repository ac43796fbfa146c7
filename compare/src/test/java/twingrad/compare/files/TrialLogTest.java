package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.search.Trial;
import twingrad.compare.training.Session.End;

class TrialLogTest {

    private static final Map<String, String> SWEEP = Map.of("name", "moons", "seed", "1");
    private static final Trial GOOD = new Trial(Map.of("lr", "0.1"), End.FINISHED, 5, 0.975, 0.125, 0.0625, 1.5);
    private static final Trial DIVERGED =
            new Trial(Map.of("lr", "1e9"), End.NOT_FINITE, 0, 0.5, Double.NaN, Double.NaN, 0.25);

    @TempDir
    private Path folder;

    @Test
    void trials_come_back_as_they_were() throws IOException {
        write(GOOD, DIVERGED);

        assertThat(read()).containsExactly(GOOD, DIVERGED);
        assertThat(Files.readAllLines(file()))
                .hasSize(3)
                .contains("{\"settings\":{\"lr\":\"0.1\"},\"end\":\"finished\",\"epochs\":5,\"devAccuracy\":0.975,"
                        + "\"devLoss\":0.125,\"trainLoss\":0.0625,\"seconds\":1.5}");
    }

    @Test
    void a_log_that_is_opened_again_goes_on() {
        write(GOOD);
        write(DIVERGED);

        assertThat(read()).containsExactly(GOOD, DIVERGED);
    }

    /** At many places, as if the process had been killed there. */
    @Test
    void whatever_was_not_finished_is_cut_off() throws IOException {
        write(GOOD, DIVERGED);
        byte[] whole = Files.readAllBytes(file());
        int firstEnd =
                Files.readString(file()).indexOf('\n', Files.readString(file()).indexOf('\n') + 1) + 1;
        for (int length = firstEnd; length < whole.length; length += 13) {
            Files.write(file(), Arrays.copyOf(whole, length));
            write(GOOD);
            assertThat(read()).as("cut to " + length).containsExactly(GOOD, GOOD);
        }
        Files.write(file(), Arrays.copyOf(whole, 7));
        write(GOOD);
        assertThat(read()).containsExactly(GOOD);
    }

    @Test
    void trials_of_another_sweep_are_refused() {
        write(GOOD);

        assertThatThrownBy(() -> TrialLog.open(folder, Map.of("name", "moons", "seed", "2")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file() + ": expected trials of this sweep, seed 2, got those of another, seed 1;"
                        + " take another folder");
    }

    @Test
    void of_several_differences_the_dataset_is_named() {
        write(GOOD);

        assertThatThrownBy(() -> TrialLog.open(folder, Map.of("name", "circles", "batch", "8", "seed", "2")))
                .hasMessage(file() + ": expected trials of this sweep, name circles, got those of another, name moons;"
                        + " take another folder");
    }

    @Test
    void a_second_sweep_at_the_same_time_is_refused() {
        try (TrialLog first = TrialLog.open(folder, SWEEP)) {
            assertThat(first.trials()).isEmpty();
            assertThatThrownBy(() -> TrialLog.open(folder, SWEEP))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            file() + ": expected no other search to write it, got one that does; wait for it, or take"
                                    + " another folder");
        }
    }

    @Test
    void another_file_and_a_damaged_line_are_refused() throws IOException {
        Files.writeString(file(), "{\"loss\": 1}\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file() + ": expected the trials of a sweep, got another file; take another folder");

        Files.delete(file());
        write(GOOD);
        Files.writeString(file(), "{\"settings\":{},\"end\":\"asleep\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file() + ": expected a trial in line 3, got {\"settings\":{},\"end\":\"asleep\"};"
                        + " delete that line");
    }

    /** Whatever lies there under the name is somebody's, unless it begins as ours does. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"precious words", "{\"sweep\":{\"name\":\"mine\"", "\n", "1\nhalf a line", "{\"sweep\":null}\nx"
            })
    void another_file_stays_as_it_is(String precious) throws IOException {
        Files.writeString(file(), precious);

        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file() + ": expected the trials of a sweep, got another file; take another folder");
        assertThat(file()).hasContent(precious);
    }

    @Test
    void the_unfinished_line_of_another_sweep_stays() throws IOException {
        write(GOOD);
        Files.writeString(file(), "{\"sett", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> TrialLog.open(folder, Map.of("name", "circles")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void a_line_that_cannot_be_written_whole_leaves_nothing() throws IOException {
        try (var whole = Files.newByteChannel(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            TrialLog.append(whole, "first\n".getBytes(StandardCharsets.UTF_8));
            var full = new FillingDisk(whole, 3);
            assertThatThrownBy(() -> TrialLog.append(full, "second\n".getBytes(StandardCharsets.UTF_8)))
                    .hasMessage("No space left on device");
            assertThat(full.room).isZero();
            TrialLog.append(whole, "third\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(file()).hasContent("first\nthird\n");
    }

    private Path file() {
        return folder.resolve(TrialLog.NAME);
    }

    private void write(Trial... trials) {
        try (TrialLog log = TrialLog.open(folder, SWEEP)) {
            List.of(trials).forEach(log::write);
        }
    }

    private List<Trial> read() {
        try (TrialLog log = TrialLog.open(folder, SWEEP)) {
            return log.trials();
        }
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.files.TrialLog;
import twingrad.tensor.Workers;

class SweepCommandTest {

    private static final int THREADS = Workers.threads();

    @TempDir
    private Path folder;

    @AfterEach
    void restoreThreads() {
        Workers.threads(THREADS);
    }

    private static String[] words(String line, Object... more) {
        return (line + " "
                        + String.join(
                                " ",
                                List.of(more).stream().map(Object::toString).toList()))
                .strip()
                .split(" +");
    }

    @Test
    void a_table_ranks_every_setting_and_ends_with_the_best_as_a_train_line() {
        var run = CommandLineRun.of(words("sweep circles --lr 1e-3:1 --hidden 2;8 --points 4 --epochs 40 --seed 2"));

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(1)).isEqualTo("circles: 8 trials of 240 samples, ranked by 60 others; seed 2, tensor-f32");
        for (int trial = 1; trial <= 8; trial++) {
            assertThat(lines.get(1 + trial))
                    .matches(
                            "trial " + trial + " of 8: lr [0-9.]+, hidden [28]: dev accuracy [0-9.]+ %, dev loss .* s");
        }
        assertThat(lines.subList(10, 12))
                .containsExactly("", "rank  dev accuracy    dev loss  train loss  lr     hidden");
        assertThat(lines.subList(12, 20)).allMatch(line -> line.matches(" +[1-8] +[0-9.]+ % .*"));
        assertThat(lines.get(lines.size() - 1))
                .matches("twingrad train circles --seed 2 --split 0.8,0.2 --lr 0.1 --hidden 8 --epochs 40");
    }

    /** The line that is printed reaches what the table says. */
    @Test
    void the_train_line_gives_what_the_sweep_says() {
        var sweep = CommandLineRun.of(
                words("sweep moons --lr 0.01;0.3 --activation tanh --epochs 30 --samples 200 --json -"));
        JsonNode best = sweep.json().path("trials").path(0);
        String command = sweep.json().path("command").asText();

        assertThat(command).startsWith("twingrad train moons --samples 200 --split 0.8,0.2 --lr 0.");
        var train = CommandLineRun.of(words(command.substring("twingrad ".length()), "--json", "-"));
        assertThat(train.status()).as(train.err()).isEqualTo(ExitStatus.DONE);
        assertThat(train.json().path("trainLoss").asDouble())
                .isEqualTo(best.path("trainLoss").asDouble());
    }

    @Test
    void a_search_that_was_stopped_goes_on_and_any_number_of_threads_finds_the_same() throws IOException {
        String sweep = "sweep moons --lr 1e-3:10 --l2 0;1 --random 12 --epochs 10 --refine";
        JsonNode whole = CommandLineRun.of(words(sweep + " --threads 3 --json - --out", folder))
                .json();
        Path file = folder.resolve(TrialLog.NAME);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.size()).isBetween(20, 1 + 24);
        // As if it had been killed in the middle of its sixth trial.
        Files.writeString(
                file,
                String.join("\n", lines.subList(0, 6)) + "\n" + lines.get(6).substring(0, 30));

        var rest = CommandLineRun.of(words(sweep + " --threads 1 --json - --out", folder));

        assertThat(rest.err()).contains("5 of them are known and not made again");
        assertThat(figures(rest.json())).isEqualTo(figures(whole));
        assertThat(Files.readAllLines(file)).hasSameSizeAs(lines).containsAll(lines.subList(0, 6));
        assertThat(folder.resolve("sweep.png")).isNotEmptyFile();
        var again = CommandLineRun.of(words(sweep + " --json - --out", folder));
        assertThat(again.json()).isEqualTo(rest.json());
    }

    /** All but the time that each took. */
    private static List<String> figures(JsonNode report) {
        return StreamSupport.stream(report.path("trials").spliterator(), false)
                .map(trial -> trial.path("settings") + " " + trial.path("devAccuracy") + " " + trial.path("devLoss")
                        + " " + trial.path("trainLoss") + " " + trial.path("end"))
                .toList();
    }

    @Test
    void a_finer_search_tries_what_lies_around_the_best() {
        var run = CommandLineRun.of(words("sweep circles --lr 1e-3:1 --points 4 --epochs 40 --refine"));

        assertThat(run.out()).contains("4 more around lr 1", "2 of them are known and not made again");
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.matches(" +\\d+ .* %.*"))
                        .toList())
                .hasSize(6)
                .anyMatch(line -> line.endsWith(" 0.215"))
                .anyMatch(line -> line.endsWith(" 0.464"));
    }

    @Test
    void what_diverges_is_a_row_and_if_all_do_it_is_said() {
        var some = CommandLineRun.of(words("sweep moons --optimizer sgd --lr 0.1;1e30 --epochs 5"));
        assertThat(some.status()).isEqualTo(ExitStatus.DONE);
        assertThat(some.out()).containsPattern("trial [12] of 2: lr 1e30: diverged in epoch [1-3]\\R");
        assertThat(some.out()).containsPattern("2 +diverged +in epoch [1-3] +1e30");

        var all = CommandLineRun.of(words("sweep moons --optimizer sgd --lr 1e30 --epochs 5"));
        assertThat(all.status()).isEqualTo(ExitStatus.VERDICT);
        assertThat(all.out()).contains("All diverge: try smaller learning rates");
    }

    @Test
    void the_four_points_of_xor_are_not_split() {
        var run = CommandLineRun.of(words("sweep xor --hidden 2;8 --epochs 50"));

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).contains("2 trials of 4 samples, ranked by 4 others", "twingrad train xor --hidden 8");
    }

    @Test
    void what_is_searched_has_no_value_that_all_share() {
        var run = CommandLineRun.of(words("sweep xor --hidden 2;4 --epochs 2 --json -"));

        assertThat(run.json().path("sweep").has("lr")).isTrue();
        assertThat(run.json().path("sweep").has("epochs")).isFalse();
        assertThat(run.json().path("sweep").has("network")).isFalse();
        assertThat(run.err()).doesNotContain("nothing to vary");
    }

    @Test
    void a_single_setting_is_said_to_vary_nothing() {
        var run = CommandLineRun.of(words("sweep xor --epochs 2"));

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains("nothing to vary: name a range, as in --lr 1e-3:1", "\ntrial 1 of 1: dev accuracy ");
    }

    @Test
    void of_many_trials_a_line_is_printed_now_and_then() {
        var run = CommandLineRun.of(words("sweep xor --lr 1e-3:1 --points 101 --epochs 1"));

        assertThat(run.out().lines().filter(line -> line.contains("trials, best dev accuracy so far")))
                .hasSize(50);
        assertThat(run.out())
                .contains("100 of 101 trials, best dev accuracy so far ")
                .doesNotContain("trial 1 of");
    }

    @Test
    void the_best_at_the_end_of_a_range_is_said_to_lie_there() {
        var run = CommandLineRun.of(words("sweep circles --lr 1e-4:1e-2 --points 3 --epochs 30"));

        assertThat(run.out()).contains("The best lies at the end of the range of lr: a better one may lie beyond.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sweep moons                       | twingrad sweep: expected a hyperparameter and its values, as in --lr 1e-3:1, got none
            sweep --lr 1                      | twingrad sweep: expected a dataset, one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's, got none
            sweep moons --lr 1:0.1            | twingrad sweep: --lr: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '1:0.1'
            sweep moons --dropout 0:0.5       | twingrad sweep: --dropout: expected a range from a number above 0 to a larger one, as in 1e-3:1, got '0:0.5'; for 0 write alternatives, as in '0;0.1;0.5'
            sweep moons --lr 0.1 --points 0   | twingrad sweep: --points: expected 1 or more, got 0
            sweep moons --lr 0.1 --random 0   | twingrad sweep: --random: expected 1 or more, got 0
            sweep moons --lr 0.1 --threads 0  | twingrad sweep: --threads: expected 1 to 1024, got 0
            sweep moons --lr 0.1:1 --l2 0.1:1 --points 101 | twingrad sweep: search: expected at most 10000 trials, got more; take fewer points or a random search
            sweep moons --hidden 4;0          | twingrad sweep: --hidden: expected widths of 1 or more, as in 16,16, got [0]; in the trial hidden 0
            sweep moons --dropout 0;1         | twingrad sweep: --dropout: expected a rate from 0 to below 1, got 1; in the trial dropout 1
            """)
    void wrong_usage_says_what_was_expected_and_what_came(String arguments, String message) {
        var run = CommandLineRun.of(arguments.split(" +"));

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).hasValue(message);
    }
}

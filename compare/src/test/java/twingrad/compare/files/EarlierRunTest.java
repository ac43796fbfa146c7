package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierRunTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("run1.json"), text);
    }

    @Test
    void a_train_report_is_one_curve() throws IOException {
        List<EarlierRun> runs = EarlierRun.read(
                file("{\"dataset\": \"moons\", \"engine\": \"tensor-f32\", \"trainLosses\": [0.5, 1e-3, \"NaN\", 2]}"));

        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("run1 (tensor-f32)");
            assertThat(run.dataset()).isEqualTo("moons");
            assertThat(run.losses()).containsExactly(0.5, 1e-3, Double.NaN, 2);
        });
    }

    @Test
    void a_compare_report_is_a_curve_an_engine() throws IOException {
        List<EarlierRun> runs = EarlierRun.read(file("""
                {"dataset": "xor", "engines": [{"engine": "scalar", "trainLosses": [1]},
                                               {"engine": "tensor-f64", "trainLosses": []}]}
                """));

        assertThat(runs).extracting(EarlierRun::name).containsExactly("run1 (scalar)", "run1 (tensor-f64)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                         | expected "dataset", as train and compare write with --json, got none
            []                                                         | expected "dataset", as train and compare write with --json, got none
            {"dataset": "xor"}                                         | expected "trainLosses", as train and compare write with --json, got none
            {"dataset": "xor", "trainLosses": {}}                      | expected "trainLosses", as train and compare write with --json, got an object
            {"dataset": "xor", "trainLosses": [1]}                     | expected "engine", as train and compare write with --json, got none
            {"dataset": "xor", "engine": "e", "trainLosses": [1, "x"]} | trainLosses[1]: expected a number, got "x"
            {"dataset": "xor", "engine": "e", "trainLosses": [[1]]}    | trainLosses[0]: expected a number, got an array
            {"dataset": "xor", "engines": [{"engine": "e"}]}           | engines[0]: expected "trainLosses", as train and compare write with --json, got none
            {"dataset": "xor", "engines": [{"engine": "e", "trainLosses": [null]}]} | engines[0].trainLosses[0]: expected a number, got null
            {"dataset": "xor", "dataset": "moons"}                     | expected JSON, got Duplicate field 'dataset' in line 1, column 29
            {"dataset": "xor"                                          | expected JSON, got Unexpected end-of-input
            """)
    void what_is_no_report_is_told_with_its_place(String text, String message) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> EarlierRun.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        Path file = folder.resolve("none.json");

        assertThatThrownBy(() -> EarlierRun.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected a file that can be read, got none; check its name and folder");
    }

    @Test
    void an_empty_file_and_brackets_without_end_are_told() throws IOException {
        Path empty = file("");
        assertThatThrownBy(() -> EarlierRun.read(empty)).hasMessage(empty + ": expected JSON, got nothing");
        Path deep = file("[".repeat(100_000));
        assertThatThrownBy(() -> EarlierRun.read(deep))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(deep + ": expected JSON as train and compare write it, got brackets too deep or a word too"
                        + " long");
    }
}

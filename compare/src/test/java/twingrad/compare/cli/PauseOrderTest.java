package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.cli.PauseOrder.Change;
import twingrad.compare.cli.PauseOrder.GoOn;
import twingrad.compare.cli.PauseOrder.Help;
import twingrad.compare.cli.PauseOrder.Quit;
import twingrad.compare.cli.PauseOrder.Refused;
import twingrad.compare.cli.PauseOrder.Save;

class PauseOrderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "go", " GO ", "go on", "g", "continue", "c"})
    void it_goes_on(String line) {
        assertThat(PauseOrder.parse(line)).isEqualTo(new GoOn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quit", "q", "exit", " Quit"})
    void it_quits(String line) {
        assertThat(PauseOrder.parse(line)).isEqualTo(new Quit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "h", "?"})
    void it_helps(String line) {
        assertThat(PauseOrder.parse(line)).isEqualTo(new Help());
    }

    @Test
    void it_saves_where_it_is_said_or_where_checkpoints_go() {
        assertThat(PauseOrder.parse("save")).isEqualTo(new Save(Optional.empty()));
        assertThat(PauseOrder.parse("save my folder/a b.safetensors "))
                .isEqualTo(new Save(Optional.of("my folder/a b.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lr 0.01", "lr=0.01", " lr = 0.01 ", "LR\t0.01", "--lr 0.01", "--lr=0.01"})
    void a_hyperparameter_is_changed_however_it_is_typed(String line) {
        assertThat(PauseOrder.parse(line)).isEqualTo(new Change(Hyperparameter.LR, "0.01"));
    }

    @ParameterizedTest
    @EnumSource(Hyperparameter.class)
    void every_hyperparameter_has_its_name(Hyperparameter hyperparameter) {
        assertThat(PauseOrder.parse(hyperparameter + " 1")).isEqualTo(new Change(hyperparameter, "1"));
    }

    @Test
    void a_value_may_hold_what_separates_elsewhere() {
        assertThat(PauseOrder.parse("schedule cosine:1000,50"))
                .isEqualTo(new Change(Hyperparameter.SCHEDULE, "cosine:1000,50"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lr | lr: expected a value, a finite number of 0 or more, got none",
                "hidden 16 | hidden: expected a hyperparameter, got part of the architecture, the data or the engine,"
                        + " which stay: the parameters fit no other; begin a new training with --hidden",
                "activation | activation: expected a hyperparameter, got part of the architecture, the data or the"
                        + " engine, which stay: the parameters fit no other; begin a new training with --activation",
                "frob | expected go, NAME VALUE, save [FILE], quit or help, got 'frob'",
                "quit now | expected go, NAME VALUE, save [FILE], quit or help, got 'quit now'",
                "= 3 | expected go, NAME VALUE, save [FILE], quit or help, got '= 3'",
                "0.01 lr | expected go, NAME VALUE, save [FILE], quit or help, got '0.01 lr'",
            })
    void what_cannot_be_done_is_refused_with_the_reason(String line, String reason) {
        assertThat(PauseOrder.parse(line)).isEqualTo(new Refused(reason));
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged application, stepped through by keys on a pseudo-terminal as a person would. */
@Timeout(120)
class StepTerminalIT {
    private static final Path LAUNCHER =
            Path.of(System.getProperty("twingrad.home")).resolve("bin/twingrad");
    private static final String BY_HAND = "step --example by-hand";

    /** The last words of the screen; whoever sees them may press a key. */
    private static final String DRAWN = "q quit";

    private static final String ENTER_SCREEN = "\033[?1049h";
    private static final String LEAVE_SCREEN = "\033[?1049l";

    @BeforeAll
    static void a_pseudo_terminal_can_be_had() throws IOException, InterruptedException {
        assumeThat(PseudoTerminal.isAvailable())
                .as("util-linux' script, which makes pseudo-terminals, is on this machine")
                .isTrue();
    }

    @Test
    void the_by_hand_example_gives_its_gradients_by_keys() throws Exception {
        try (var terminal = start(BY_HAND, Map.of())) {
            terminal.pressAfter(DRAWN, "\t");
            assertThat(terminal.awaitText(DRAWN)).contains("not yet").doesNotContain("2.54");
            terminal.pressAfter(DRAWN, "\033[C");
            assertThat(terminal.awaitText(DRAWN)).contains("= 2.54").doesNotContain("-2.54");
            terminal.pressAfter(DRAWN, "n");
            assertThat(terminal.awaitText(DRAWN)).contains("= -2.54").doesNotContain("-5.08");
            terminal.pressAfter(DRAWN, "  ");
            assertThat(terminal.awaitText("-5.08")).doesNotContain("Exception");
            terminal.pressAfter(DRAWN, "q");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    @Test
    void a_leaf_is_set_by_keys() throws Exception {
        try (var terminal = start(BY_HAND, Map.of())) {
            terminal.pressAfter(DRAWN, "f");
            terminal.pressAfter(DRAWN, "s");
            terminal.pressAfter("leaf = number: ", "w=0.7\r");
            assertThat(terminal.awaitText("Built anew with w = 0.7.")).contains("0.87");
            terminal.pressAfter(DRAWN, "q");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    @Test
    void the_quiz_judges_by_keys_and_says_the_score() throws Exception {
        try (var terminal = start(BY_HAND + " --quiz", Map.of())) {
            terminal.pressAfter(DRAWN, "\tn");
            terminal.pressAfter("your answer: ", "-2.54\r");
            terminal.pressAfter("The sign is wrong", "n");
            terminal.pressAfter("your answer: ", "2.54\r");
            terminal.pressAfter("Right: ", "\003");
            assertThat(terminal.awaitEnd()).isEqualTo(130);
            assertThat(terminal.shown()).contains(LEAVE_SCREEN).contains("quiz: 1 of 2 right");
        }
    }

    @Test
    void the_terminal_is_left_as_it_was() throws Exception {
        var shell = "before=$(stty -g); %s; status=$?; test \"$before\" = \"$(stty -g)\" && echo restored; exit $status"
                .formatted(LAUNCHER + " " + BY_HAND);
        try (var terminal = new PseudoTerminal(shell, 100, 30, environment(Map.of()))) {
            assertThat(terminal.awaitText(DRAWN)).contains(ENTER_SCREEN);
            terminal.pressAfter(DRAWN, "nn\003");
            assertThat(terminal.awaitEnd()).isEqualTo(130);
            assertThat(terminal.shown()).contains(LEAVE_SCREEN).contains("restored");
        }
    }

    @Test
    void the_end_of_input_ends_it() throws Exception {
        try (var terminal = start(BY_HAND, Map.of())) {
            terminal.pressAfter(DRAWN, "\004");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    @Test
    void no_color_is_shown_where_none_is_wanted() throws Exception {
        try (var terminal = start(BY_HAND, Map.of("NO_COLOR", "1"))) {
            assertThat(terminal.awaitText(DRAWN)).contains(ENTER_SCREEN).doesNotContainPattern("\033\\[[0-9;]*m");
        }
        try (var terminal = start(BY_HAND, Map.of())) {
            assertThat(terminal.awaitText(DRAWN)).containsPattern("\033\\[[0-9;]+m");
        }
    }

    @Test
    void a_dumb_terminal_gets_all_steps_printed() throws Exception {
        try (var terminal = start(BY_HAND, Map.of("TERM", "dumb"))) {
            assertThat(terminal.awaitEnd()).isZero();
            assertThat(terminal.shown()).contains("-5.08").doesNotContain("\033");
        }
    }

    private static PseudoTerminal start(String arguments, Map<String, String> environment) throws IOException {
        return new PseudoTerminal("exec " + LAUNCHER + " " + arguments, 100, 30, environment(environment));
    }

    private static Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"), "TERM", "xterm-256color"));
        environment.putAll(more);
        return environment;
    }
}

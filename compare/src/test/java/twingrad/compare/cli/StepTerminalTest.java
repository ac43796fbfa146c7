package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop on a terminal within the process; the real one is in {@link StepTerminalIT}. */
@Timeout(30)
class StepTerminalTest {
    private static final String ENTER = "\033[?1049h";
    private static final String LEAVE = "\033[?1049l";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private LineDisciplineTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", shown, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(100, 20));
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    @Test
    void it_draws_on_a_screen_of_its_own_and_leaves_the_terminal_as_it_was() throws IOException {
        var before = terminal.getAttributes();

        var session = loop(true, "\t\033[C\033[C", "q");

        assertThat(session.status()).hasValue(0);
        assertThat(session.walk().position()).isEqualTo(6);
        assertThat(shown())
                .startsWith(ENTER)
                .contains("∂L/∂z2: not computed yet -> -2.54")
                .contains(LEAVE);
        assertThat(terminal.getAttributes().toString()).isEqualTo(before.toString());
    }

    @Test
    void control_C_is_a_key_and_gives_130() throws IOException {
        assertThat(loop(true, "\003").status()).hasValue(130);
    }

    @Test
    void without_color_no_character_is_styled() throws IOException {
        loop(false, "nq");

        assertThat(shown()).contains("> z1").doesNotContainPattern("\033\\[[0-9;]*m");
    }

    @Test
    void with_color_some_are() throws IOException {
        loop(true, "nq");

        assertThat(shown()).contains("> z1").containsPattern("\033\\[[0-9;]+m");
    }

    @Test
    void an_exception_leaves_the_terminal_as_it_was_too() {
        var before = terminal.getAttributes();

        assertThatThrownBy(() -> {
                    terminal.reader().close();
                    loop(true, "q");
                })
                .isInstanceOf(IOException.class);

        assertThat(shown()).contains(LEAVE);
        assertThat(terminal.getAttributes().toString()).isEqualTo(before.toString());
    }

    @Test
    void the_screen_has_the_size_of_the_terminal_at_each_key() throws IOException {
        terminal.setSize(Size.of(40, 10));

        loop(true, "q");

        assertThat(shown()).contains("\033[10;1H").doesNotContain("\033[11;1H").doesNotContain("|");
    }

    @Test
    void a_terminal_that_does_not_tell_its_size_gets_80_by_24() throws IOException {
        terminal.setSize(Size.of(0, 0));

        loop(true, "q");

        assertThat(shown()).contains("\033[24;1H").doesNotContain("\033[25;1H");
    }

    private StepSession loop(boolean isColored, String... keys) throws IOException {
        var session = new StepSession(StepExamples.byHand(), false);
        try (var stepping = new StepTerminal(terminal, isColored)) {
            for (var key : keys) {
                terminal.processInputBytes(key.getBytes(StandardCharsets.UTF_8));
            }
            stepping.loop(session);
        }
        return session;
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}

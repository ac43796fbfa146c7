package twingrad.compare.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.ShutdownHooks;
import twingrad.compare.cli.StepKey.Kind;
import twingrad.compare.expression.Walk;

/** Steps through a walk by keys, on a screen of its own that leaves the terminal as it was, however it ends. */
final class StepTerminal implements AutoCloseable {
    /** The provider that asks the operating system through native calls; the same on every JDK. */
    private static final String PROVIDER = "jni";

    /** How often the size of the terminal is looked at while no key is pressed, in milliseconds. */
    private static final long LOOK = 250;

    private static final int COLORS = 8;

    /** For a terminal that does not tell its own. */
    private static final Size DEFAULT_SIZE = Size.of(80, 24);

    private final Terminal terminal;
    private final boolean isColored;
    private final Attributes before;

    /** Takes the terminal over until it is closed. */
    StepTerminal(Terminal terminal, boolean isColored) {
        this.terminal = terminal;
        this.isColored = isColored;
        before = terminal.enterRawMode();
        var attributes = terminal.getAttributes();
        attributes.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(attributes);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
    }

    /** Whether standard input and output are a terminal that can show a screen. */
    static boolean available() {
        var type = System.getenv("TERM");
        if (System.console() == null || "dumb".equals(type)) {
            return false;
        }
        try {
            var provider = TerminalProvider.load(PROVIDER);
            return provider.isSystemStream(SystemStream.Input) && provider.isSystemStream(SystemStream.Output);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Steps through the walk until the keys end it, on the terminal of the process.
     *
     * @return the exit status
     */
    static int run(Walk walk, boolean isQuiz) {
        var session = new StepSession(walk, isQuiz);
        var noColor = System.getenv("NO_COLOR");
        var taken = new AtomicReference<StepTerminal>();
        // Before JLine's own hook, which closes the terminal: they run in the order in which they were added.
        var atShutdown =
                ShutdownHooks.add(() -> Optional.ofNullable(taken.get()).ifPresent(StepTerminal::close));
        try (var terminal = TerminalBuilder.builder()
                .provider(PROVIDER)
                .encoding(StandardCharsets.UTF_8)
                .nativeSignals(false)
                .graphemeCluster(false)
                .dumb(false)
                .build()) {
            try (var stepping = new StepTerminal(terminal, noColor == null || noColor.isEmpty())) {
                taken.set(stepping);
                stepping.loop(session);
            }
            session.score().ifPresent(score -> terminal.writer().println("quiz: " + score));
            return session.status().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("terminal: expected one that can be read and written, got " + e, e);
        } finally {
            ShutdownHooks.remove(atShutdown);
        }
    }

    /** Draws and reads keys until the session is over. */
    void loop(StepSession session) throws IOException {
        var keys = new StepKeys(terminal.reader());
        draw(session);
        var drawn = size();
        while (session.status().isEmpty()) {
            var key = keys.next(LOOK);
            if (!key.is(Kind.NONE)) {
                session.press(key);
            }
            if (!key.is(Kind.NONE) || !drawn.equals(size())) {
                draw(session);
                drawn = size();
            }
        }
    }

    @Override
    public void close() {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
    }

    private void draw(StepSession session) {
        var size = size();
        var lines = StepScreen.lines(session, size.getColumns(), size.getRows());
        for (var row = 0; row < lines.size(); row++) {
            terminal.puts(Capability.cursor_address, row, 0);
            terminal.puts(Capability.clr_eol);
            terminal.writer()
                    .print(isColored ? colored(lines.get(row)) : lines.get(row).toString());
        }
        terminal.flush();
    }

    /** With the eight colors that every terminal has. */
    private static String colored(AttributedString line) {
        return line.toAnsi(COLORS, ForceMode.None);
    }

    private Size size() {
        var size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : DEFAULT_SIZE;
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process on a pseudo-terminal, which util-linux' {@code script} makes: keys go in, what would be seen comes out. */
final class PseudoTerminal implements AutoCloseable {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private final Process process;
    private final StringBuilder shown = new StringBuilder();

    /** Starts a shell command on a terminal of so many columns and rows. */
    PseudoTerminal(String command, int columns, int rows, Map<String, String> environment) throws IOException {
        var sized = "stty cols " + columns + " rows " + rows + "; " + command;
        var builder = new ProcessBuilder(List.of(SCRIPT.toString(), "-qec", sized, "/dev/null"));
        builder.redirectErrorStream(true);
        builder.environment().remove("NO_COLOR");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Whether this machine has the {@code script} that is needed: that of util-linux. */
    static boolean isAvailable() throws IOException, InterruptedException {
        if (!Files.isExecutable(SCRIPT)) {
            return false;
        }
        var version = new ProcessBuilder(SCRIPT.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        var text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return version.waitFor() == 0 && text.contains("util-linux");
    }

    /** Presses keys, once the text is to be seen. */
    void pressAfter(String text, String keys) throws IOException {
        awaitText(text);
        shown.setLength(0);
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Reads on until the text is to be seen, and gives what was shown since the last key. */
    String awaitText(String text) throws IOException {
        while (shown.indexOf(text) < 0) {
            var bytes = new byte[4096];
            var count = process.getInputStream().read(bytes);
            assertThat(count).as("output up to '%s'; so far%n%s", text, shown).isPositive();
            // ISO 8859-1 loses no byte where a character is cut in two; the numbers looked for are ASCII.
            shown.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
        }
        return shown.toString();
    }

    /** Reads to the end and gives the exit status. */
    int awaitEnd() throws IOException, InterruptedException {
        shown.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What was shown since the last key. */
    String shown() {
        return shown.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

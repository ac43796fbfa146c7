package twingrad.compare.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of the test's own Java with flags of its own, started in a folder and waited for.
 *
 * @param folder where it runs and writes what it says
 * @param minutes how long it may take
 * @param flags the JVM's
 */
public record Jvm(Path folder, long minutes, List<String> flags) {

    public static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /**
     * How it ended.
     *
     * @param status its exit status
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Outcome(int status, String out, String err) {}

    /** Runs a main class. */
    public Outcome run(String main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile(folder, "jvm", ".out");
            Path err = Files.createTempFile(folder, "jvm", ".err");
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                    throw new AssertionError("expected an end within " + minutes + " minutes of " + command);
                }
                return new Outcome(process.exitValue(), text(out), text(err));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whatever bytes it wrote. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}

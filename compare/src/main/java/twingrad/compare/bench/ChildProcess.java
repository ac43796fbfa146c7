package twingrad.compare.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs a main class: the same Java with the same flags and class path as this one. */
public final class ChildProcess {

    /**
     * How it ended.
     *
     * @param status its exit status
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Outcome(int status, String out, String err) {

        /** The last line of standard error: what went wrong, where something did. */
        public String complaint() {
            return err.lines().reduce((line, next) -> next).orElse("");
        }
    }

    private final Class<?> main;
    private final Duration limit;

    /** A child that runs this class's {@code main} and has so much time to do so. */
    public ChildProcess(Class<?> main, Duration limit) {
        this.main = main;
        this.limit = limit;
    }

    /**
     * Starts it and waits for its end.
     *
     * @throws IllegalStateException if it takes longer than it may; it is ended then
     */
    public Outcome run(List<String> arguments) {
        try {
            Path out = Files.createTempFile("twingrad-bench", ".out");
            Path err = Files.createTempFile("twingrad-bench", ".err");
            try {
                int status = run(arguments, out, err);
                return new Outcome(status, Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bench: expected to start another JVM, got " + e.getMessage(), e);
        }
    }

    private int run(List<String> arguments, Path out, Path err) throws IOException {
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("bench: expected a row to end within " + limit.toSeconds()
                        + " s, got one that was still running");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("bench: expected to wait for a row's end, got an interrupt", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}

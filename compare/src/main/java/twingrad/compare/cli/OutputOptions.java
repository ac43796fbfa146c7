package twingrad.compare.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.files.Json;
import twingrad.compare.files.Reason;
import twingrad.compare.files.WholeFile;
import twingrad.compare.report.Ink;

/** Where the words and the figures go. */
final class OutputOptions {

    private static final String STANDARD_OUTPUT = "-";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            converter = FileName.class,
            description = "Write every figure as JSON; with -, standard output holds the JSON alone and the words go to"
                    + " standard error.")
    private String json;

    /** Whether JSON was asked for. */
    boolean isGiven() {
        return json != null;
    }

    /** Where the words go: standard output, unless that is for the JSON alone. */
    PrintWriter text() {
        boolean taken = STANDARD_OUTPUT.equals(json);
        return taken ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    /** Whether the words are colored: on a terminal, unless NO_COLOR is set. */
    Ink ink() {
        return Colors.ink(STANDARD_OUTPUT.equals(json));
    }

    /** Whether the words go to a terminal, where somebody watches. */
    boolean isWatched() {
        return Colors.isTerminal(STANDARD_OUTPUT.equals(json));
    }

    /** Columns of the terminal that the words go to. */
    int columns() {
        return Colors.columns(STANDARD_OUTPUT.equals(json));
    }

    /** Makes the folder of the JSON file before any work is done, so that none is lost for the want of it. */
    void prepare() {
        if (json != null && !STANDARD_OUTPUT.equals(json)) {
            Path file = Path.of(json);
            if (Files.isDirectory(file)) {
                throw new ParameterException(
                        spec.commandLine(), "--json: expected a file or -, got the folder '" + json + "'");
            }
            prepare(file);
        }
    }

    /** Makes a file's folder where it is missing, and refuses at once what could not be written in the end. */
    static void prepare(Path file) {
        makeParent(file);
        WholeFile.require(file);
    }

    /** Writes the report where it was asked for. */
    void json(Object report) {
        if (STANDARD_OUTPUT.equals(json)) {
            PrintWriter writer = spec.commandLine().getOut();
            writer.print(Json.text(report));
            writer.flush();
        } else if (json != null) {
            Json.write(Path.of(json), report);
            text().println("wrote " + json);
        }
    }

    /** Makes the folder of a file where it is missing. */
    static void makeParent(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            make(folder);
        }
    }

    /** Makes a folder where it is missing. */
    static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a folder that can be made, got " + Reason.of(e), e);
        }
    }
}

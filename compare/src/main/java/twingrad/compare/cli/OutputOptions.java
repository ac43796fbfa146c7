package twingrad.compare.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.files.Json;

/** Where the results go. */
final class OutputOptions {

    private static final String STANDARD_OUTPUT = "-";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Write every figure as JSON; with -, standard output holds the JSON alone.")
    private String json;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the pictures; made where it is missing.")
    private Path out;

    /** Where the words go: standard output, unless that is for the JSON alone. */
    PrintWriter text() {
        boolean taken = STANDARD_OUTPUT.equals(json);
        return taken ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    /** Writes the report where it was asked for. */
    void json(Object report) {
        if (STANDARD_OUTPUT.equals(json)) {
            PrintWriter writer = spec.commandLine().getOut();
            writer.print(Json.text(report));
            writer.flush();
        } else if (json != null) {
            Json.write(Path.of(json), report);
        }
    }

    /** The folder that was asked for, made where it is missing. */
    Optional<Path> folder() {
        return Optional.ofNullable(out).map(OutputOptions::make);
    }

    /** The folder that was asked for, or a default one. */
    Path folder(String otherwise) {
        return folder().orElseGet(() -> make(Path.of(otherwise)));
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": expected a folder that can be made, got " + e, e);
        }
    }
}

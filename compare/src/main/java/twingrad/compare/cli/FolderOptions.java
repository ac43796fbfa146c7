package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the pictures go. */
final class FolderOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the pictures, of train for its checkpoints and curve.json, too; made where it is missing"
                            + " (default: train keeps and draws nothing, and goes on in its checkpoint's folder;"
                            + " compare, tour and check --sweep take twingrad-compare, twingrad-tour and"
                            + " twingrad-check in the working directory).")
    private Path out;

    /** The folder that was asked for, made where it is missing. */
    Optional<Path> folder() {
        return Optional.ofNullable(out).map(OutputOptions::make);
    }

    /** The folder that was asked for, or a default one. */
    Path folder(String otherwise) {
        return folder().orElseGet(() -> OutputOptions.make(Path.of(otherwise)));
    }
}

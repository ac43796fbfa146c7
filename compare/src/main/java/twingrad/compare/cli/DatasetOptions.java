package twingrad.compare.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataChoice.Kind;

/** How the samples of a dataset are generated or read. */
final class DatasetOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            description = "Noise of a generated set (default: circles and moons 0.05, spiral 0.2, blobs 0).")
    private Double noise;

    @Option(names = "--classes", paramLabel = "N", description = "Classes of spiral and blobs, 2 or more (default: 3).")
    private Integer classes;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Column of a table that holds the classes, by name or by number from 1 (default: the last).")
    private String label;

    @Option(
            names = "--drop",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns of a table to leave out, an id for example, by name or by number from 1.")
    private List<String> drop;

    @Option(
            names = "--header",
            negatable = true,
            description = "Whether a table's first line names its columns (default: if it holds no number).")
    private Boolean header;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "What separates a table's cells: a character or the word tab (default: the tab, semicolon or"
                    + " comma of its first line).")
    private String delimiter;

    @Option(
            names = "--standardize",
            negatable = true,
            description =
                    "Whether features are standardized by the training samples' mean and deviation (default: those"
                            + " of a table are).")
    private Boolean standardize;

    /** The choice with what was asked for; what its kind of dataset does not have is refused. */
    DataChoice applied(DataChoice choice) {
        if (choice.kind() != Kind.TABLE) {
            refuse(
                    "a table FILE.csv",
                    choice,
                    "--label",
                    label,
                    "--drop",
                    drop,
                    "--header",
                    header,
                    "--delimiter",
                    delimiter);
        }
        if (choice.kind() != Kind.NAMED) {
            refuse("a generated set", choice, "--noise", noise, "--classes", classes);
        }
        return choice.withGenerator(optional(noise), optional(classes))
                .withCsv(new CsvFormat(
                        Optional.ofNullable(header),
                        Optional.ofNullable(label),
                        Optional.ofNullable(delimiter).map(this::character),
                        Optional.ofNullable(drop).orElse(List.of())))
                .withStandardize(Optional.ofNullable(standardize).orElse(choice.standardize()));
    }

    /** Refuses the first of these options that was given; each name stands before its value. */
    private void refuse(String expected, DataChoice choice, Object... options) {
        for (int i = 0; i < options.length; i += 2) {
            if (options[i + 1] != null) {
                throw refusal(options[i] + ": expected " + expected + " with it, got " + choice.title());
            }
        }
    }

    private static OptionalDouble optional(Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private char character(String text) {
        if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1 || text.charAt(0) == '"' || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            throw refusal("--delimiter: expected one character or the word tab, got '" + text + "'");
        }
        return text.charAt(0);
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package twingrad.compare.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.training.CsvFormat;
import twingrad.compare.training.DataChoice;
import twingrad.compare.training.Samples;
import twingrad.datasets.Dataset;

/**
 * A table in a file of comma-separated values, in UTF-8: features and classes. A file that cannot be read or is no such
 * table is refused with an UncheckedIOException: file, line, column, what was expected and what came.
 */
public final class CsvFile {

    /** Classes that a note lists. */
    private static final int LISTED = 10;

    private CsvFile() {}

    /**
     * A table to predict from: as many features as a model takes, with or without a column of classes.
     *
     * @param rows (n x features)
     * @param classes the texts of the column of classes, one a row; empty if there is no such column
     */
    public record Inputs(double[][] rows, List<String> classes) {}

    /** Rows of so many features; one column more holds classes where the format says. */
    public static Inputs inputs(Path file, CsvFormat format, int features) {
        try (var records = new CsvRecords(file, format.delimiter())) {
            CsvTable table = CsvTable.read(records, format, OptionalInt.of(features));
            return new Inputs(table.rows(), table.classes().texts());
        }
    }

    /** All rows of the choice's file, or so many at random. */
    static Samples samples(DataChoice choice) {
        CsvFormat format = choice.csv();
        try (var records = new CsvRecords(Path.of(choice.name()), format.delimiter())) {
            CsvTable table = CsvTable.read(records, format, OptionalInt.empty());
            CsvClasses.Coded classes = table.classes().coded();
            Dataset all = Dataset.of(
                    choice.title(),
                    table.rows(),
                    classes.labels(),
                    classes.names().size());
            return new Samples(
                    taken(choice, all),
                    Optional.empty(),
                    classes.names(),
                    Optional.empty(),
                    List.of(described(records, table.columns(), all, classes.names())));
        }
    }

    private static Dataset taken(DataChoice choice, Dataset all) {
        int number = choice.samples().orElse(all.size());
        if (number < 1 || number > all.size()) {
            throw new IllegalArgumentException(
                    choice.title() + ": expected 1 to " + all.size() + " samples, got " + number);
        }
        return number == all.size()
                ? all
                : all.shuffled(choice.seeds().generator(Purpose.SPLIT, 1, 0)).slice(0, number);
    }

    private static String described(CsvRecords records, CsvColumns columns, Dataset all, List<String> names) {
        return all.size() + " rows, " + all.features() + " features, " + names.size() + " classes in "
                + columns.name(columns.label()) + ": "
                + names.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (names.size() > LISTED ? ", …" : "")
                + (columns.hasHeader() ? "; line 1 taken as header" : "; no header")
                + ", cells between " + CsvColumns.described(records.delimiter());
    }
}

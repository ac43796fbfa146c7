package twingrad.compare.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Samples;
import twingrad.datasets.Dataset;

/**
 * A table in a file of comma-separated values, in UTF-8: features and classes. A file that cannot be read or is no such
 * table is refused with an UncheckedIOException: file, line, column, what was expected and what came.
 */
public final class CsvFile {

    /** Classes that a note lists. */
    private static final int LISTED = 10;

    /** From so many rows on, one number more a row is no chance. */
    private static final int COUNTED = 10;

    private CsvFile() {}

    /**
     * A table to predict from: as many features as a model takes, with or without a column of classes.
     *
     * @param rows (n x features)
     * @param classes the texts of the column of classes, one a row; empty if there is no such column
     */
    public record Inputs(double[][] rows, List<String> classes) {}

    /**
     * Rows of so many features; one column more holds classes. Where the training's columns had names and these have
     * some, they are the same, in any order; else columns stand as those of the training did.
     *
     * @param format of the training's table; whether this one has a header is told from it
     * @param trained names of the training's features and of its class; or none
     */
    public static Inputs inputs(Path file, CsvFormat format, List<String> trained, int features) {
        try (var records = new CsvRecords(file, format.delimiter())) {
            CsvTable table = CsvTable.read(
                    records, first -> CsvColumns.ofInputs(records, first, format, trained, features), Optional.empty());
            return new Inputs(table.rows(), table.classes().texts());
        }
    }

    /** All rows of the choice's file, or so many at random. */
    static Samples samples(DataChoice choice) {
        CsvFormat format = choice.csv();
        try (var records = new CsvRecords(Path.of(choice.name()), format.delimiter())) {
            CsvTable table =
                    CsvTable.read(records, first -> CsvColumns.of(records, first, format), Optional.of(format));
            if (format.header().isEmpty() && !table.columns().hasHeader()) {
                table.classes().requireNoName();
            }
            CsvClasses.Coded classes = table.classes().coded();
            Dataset all = Dataset.of(
                    choice.title(),
                    table.rows(),
                    classes.labels(),
                    classes.names().size());
            var notes = new ArrayList<>(List.of(described(records, table.columns(), all, classes.names())));
            table.classes().doubt(classes.names().size()).ifPresent(notes::add);
            notes.addAll(rowNumbers(table));
            return new Samples(
                    taken(choice, all),
                    Optional.empty(),
                    classes.names(),
                    table.columns().inOrder(),
                    Optional.empty(),
                    notes);
        }
    }

    /** A note for each feature that only counts rows, from 1 or 0, which no other sample has a use for. */
    private static List<String> rowNumbers(CsvTable table) {
        double[][] rows = table.rows();
        CsvColumns columns = table.columns();
        return IntStream.range(0, columns.width())
                .filter(column -> column != columns.label() && !columns.isDropped(column))
                .filter(column -> counts(rows, columns.places().get(column)))
                .mapToObj(column -> columns.name(column) + " counts the rows: --drop "
                        + CsvChoice.typed(columns.names(), column) + " leaves it out")
                .toList();
    }

    private static boolean counts(double[][] rows, int feature) {
        double first = rows[0][feature];
        return rows.length >= COUNTED
                && (first == 0 || first == 1)
                && IntStream.range(0, rows.length).allMatch(row -> rows[row][feature] == first + row);
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
                + ", cells between " + CsvColumns.described(records.delimiter())
                + dropped(columns);
    }

    private static String dropped(CsvColumns columns) {
        String names = IntStream.range(0, columns.width())
                .filter(columns::isDropped)
                .mapToObj(columns::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; without " + names;
    }
}

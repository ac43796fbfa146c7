package twingrad.compare.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a table in a file of comma-separated values is to be read; what is left open is told from the file.
 *
 * @param header whether the first line names the columns; open: whether it holds no number
 * @param label the column of the classes, by its name or by its number, counted from 1; open: the last one
 * @param delimiter what separates cells; open: the tab, semicolon or comma of the first line
 * @param drop the columns to leave out, by their names or numbers
 */
public record CsvFormat(
        Optional<Boolean> header, Optional<String> label, Optional<Character> delimiter, List<String> drop) {

    /** All left open. */
    public static final CsvFormat DETECTED = new CsvFormat(Optional.empty(), Optional.empty(), Optional.empty());

    public CsvFormat {
        Objects.requireNonNull(header, "csv: expected a header or none, got null");
        Objects.requireNonNull(label, "csv: expected a label or none, got null");
        Objects.requireNonNull(delimiter, "csv: expected a delimiter or none, got null");
        drop = List.copyOf(drop);
    }

    /** All columns. */
    public CsvFormat(Optional<Boolean> header, Optional<String> label, Optional<Character> delimiter) {
        this(header, label, delimiter, List.of());
    }

    /** Without these columns. */
    public CsvFormat withoutColumns(List<String> columns) {
        return new CsvFormat(header, label, delimiter, columns);
    }
}

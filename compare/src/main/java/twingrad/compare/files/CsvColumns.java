package twingrad.compare.files;

import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.files.CsvRecords.Row;
import twingrad.compare.training.CsvFormat;

/**
 * The columns of a table: their number, their names if the first line holds them, and which one holds the classes.
 *
 * @param width how many there are, at least 2
 * @param names of all, or none
 * @param label the index of the classes, from 0; -1 for none
 */
record CsvColumns(int width, List<String> names, int label) {

    /** No column of classes. */
    private static final int NONE = -1;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    /** Names that an error lists. */
    private static final int SHOWN = 20;

    /**
     * As the first line shows them, and as the format says; if so many features are expected, there are as many columns
     * or one more for the classes.
     */
    static CsvColumns of(CsvRecords records, Row first, CsvFormat format, OptionalInt features) {
        int width = first.cells().size();
        if (features.isPresent() && width != features.getAsInt() && width != features.getAsInt() + 1) {
            throw records.refusal(
                    first.line(),
                    features.getAsInt() + " columns of features, and at most one of classes, got " + width + " between "
                            + described(records.delimiter()));
        }
        if (features.isEmpty() && width < 2) {
            throw records.refusal(
                    first.line(),
                    "2 columns or more, features and the class, got 1 between " + described(records.delimiter())
                            + "; --delimiter says what separates cells");
        }
        boolean hasLabel = features.isEmpty() || width > features.getAsInt();
        boolean isNamed = hasLabel
                && format.label()
                        .filter(name -> !DIGITS.matcher(name).matches())
                        .isPresent();
        int counted = format.label().flatMap(name -> number(name, width)).orElse(width - 1);
        boolean hasHeader = format.header().isPresent()
                ? format.header().get()
                : isNamed || hasHeader(records, first, hasLabel ? counted : NONE);
        List<String> names = hasHeader ? first.cells() : List.of();
        requireNames(records, first, names);
        return new CsvColumns(width, names, hasLabel ? label(records, first, names, format) : NONE);
    }

    boolean hasLabel() {
        return label != NONE;
    }

    int features() {
        return hasLabel() ? width - 1 : width;
    }

    boolean hasHeader() {
        return !names.isEmpty();
    }

    /** As people count: {@code column 2 (width)}. */
    String name(int column) {
        return "column " + (column + 1) + (hasHeader() ? " (" + names.get(column) + ")" : "");
    }

    /** Names of delimiters that are hard to see. */
    static String described(char delimiter) {
        return switch (delimiter) {
            case '\t' -> "tabs";
            case ',' -> "commas";
            case ';' -> "semicolons";
            case ' ' -> "spaces";
            default -> "'" + delimiter + "'";
        };
    }

    /** Whether a header is there: it has no number among its features, a row has nothing else. */
    private static boolean hasHeader(CsvRecords records, Row first, int label) {
        List<String> cells = first.cells();
        List<Integer> features = IntStream.range(0, cells.size())
                .filter(column -> column != label)
                .boxed()
                .toList();
        List<Integer> numbers = features.stream()
                .filter(column -> CsvNumber.of(cells.get(column)).isPresent())
                .toList();
        if (!numbers.isEmpty() && numbers.size() < features.size()) {
            int text = features.stream()
                    .filter(column -> !numbers.contains(column))
                    .findFirst()
                    .orElseThrow();
            throw records.refusal(
                    first.line(),
                    "names of columns or numbers, got '" + cells.get(text) + "' in column " + (text + 1)
                            + " and '" + cells.get(numbers.get(0)) + "' in column " + (numbers.get(0) + 1)
                            + "; --header or --no-header says which");
        }
        return numbers.isEmpty();
    }

    private static void requireNames(CsvRecords records, Row first, List<String> names) {
        var seen = new HashSet<String>();
        for (int column = 0; column < names.size(); column++) {
            String where = "line " + first.line() + ", column " + (column + 1);
            if (names.get(column).isEmpty()) {
                throw records.refusal(where + ": expected a name of the column, got an empty cell");
            }
            if (!seen.add(names.get(column))) {
                throw records.refusal(where + ": expected another name than that of column "
                        + (names.indexOf(names.get(column)) + 1) + ", got '" + names.get(column) + "' again");
            }
        }
    }

    private static int label(CsvRecords records, Row first, List<String> names, CsvFormat format) {
        int width = first.cells().size();
        if (format.label().isEmpty()) {
            return width - 1;
        }
        String wanted = format.label().get();
        if (names.contains(wanted)) {
            return names.indexOf(wanted);
        }
        return number(wanted, width).orElseThrow(() -> unknown(records, first, names, wanted));
    }

    private static UncheckedIOException unknown(CsvRecords records, Row first, List<String> names, String wanted) {
        int width = first.cells().size();
        String columns = names.isEmpty()
                ? "a number from 1 to " + width + ", since there is no header"
                : "one of " + names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                        + (width > SHOWN ? ", …" : "") + " or a number from 1 to " + width;
        return records.refusal(first.line(), "as --label " + columns + ", got '" + wanted + "'");
    }

    private static Optional<Integer> number(String text, int width) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text))
                .filter(number -> number >= 1 && number <= width)
                .map(n -> n - 1);
    }
}

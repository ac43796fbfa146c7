package twingrad.compare.files;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers in a table: decimal digits with a point, and no more than Java and every other language agree on. */
final class CsvNumber {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

    /** A word that is no way of writing that a number is missing. */
    private static final Pattern WORD = Pattern.compile("(?i)(?!(nan|na|null|none|inf|infinity)$)\\p{L}.*");

    private CsvNumber() {}

    /** The number, if the text is a finite one. */
    static OptionalDouble of(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** What came instead; a word may be a class. */
    static String got(String text) {
        if (text.isEmpty()) {
            return "an empty cell";
        }
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return "'" + text + "', write a point for the comma";
        }
        return "'" + text + "'" + (WORD.matcher(text).matches() ? CsvClasses.REMEDY : "");
    }
}

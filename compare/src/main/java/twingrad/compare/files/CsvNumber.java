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

    /** Whether it is a text like those of classes. */
    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** What came instead. */
    static String got(String text) {
        if (text.isEmpty()) {
            return "an empty cell";
        }
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return "'" + Excerpt.of(text) + "', write a point for the comma";
        }
        return "'" + Excerpt.of(text) + "'";
    }
}

package twingrad.compare.files;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers in a table: decimal digits with a point, and no more than Java and every other language agree on. */
final class CsvNumber {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** As {@code 3,14}, {@code 1.234,5} and {@code 1,234.5}. */
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?[\\d.]*,[\\d.,]*\\d([eE][+-]?\\d+)?");

    /** Ways of writing that a number is missing. */
    private static final Pattern MISSING = Pattern.compile("(?i)(nan|n/?a|null|none|[?.-])?");

    /** A word that does not stand for infinity. */
    private static final Pattern WORD = Pattern.compile("(?i)(?!inf(inity)?$)\\p{L}.*");

    private CsvNumber() {}

    /** The number, if the text is a finite one. */
    static OptionalDouble of(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** Whether it is a number with a comma, before its decimals or between thousands. */
    static boolean hasComma(String text) {
        return WITH_COMMA.matcher(text).matches();
    }

    /** Whether it is a text like those of classes, and no number that is missing or infinite. */
    static boolean isWord(String text) {
        return WORD.matcher(text).matches() && !MISSING.matcher(text).matches();
    }

    /** What came instead. */
    static String got(String text) {
        if (MISSING.matcher(text).matches()) {
            return (text.isEmpty() ? "an empty cell" : "'" + text + "'") + "; fill it in or leave the line out";
        }
        if (hasComma(text)) {
            return "'" + Excerpt.of(text) + "', write decimal points and no commas";
        }
        return "'" + Excerpt.of(text) + "'";
    }
}

package twingrad.compare.files;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.files.CsvRecords.Row;

/** The columns of a table that a person named: by a name of the header, or else by a number, counted from 1. */
record CsvChoice(CsvRecords records, Row first, CsvFormat format) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** What needs no quotes at a command line, and is one of several between commas. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

    /** Names that an error lists. */
    private static final int SHOWN = 20;

    /** Whether a column was named by what can only be a name, so that there must be a header. */
    boolean hasNames() {
        return format.label().filter(CsvChoice::isName).isPresent()
                || format.drop().stream().anyMatch(CsvChoice::isName);
    }

    /** The indices of the columns to leave out; one that is not there is refused, and so is the only one. */
    Set<Integer> dropped(List<String> names) {
        var dropped = new TreeSet<Integer>();
        format.drop().forEach(wanted -> dropped.add(column("--drop", wanted, names)));
        if (!dropped.isEmpty() && width() - dropped.size() < 2) {
            throw records.refusal(
                    first.line(),
                    "2 columns or more after --drop, features and the class, got " + (width() - dropped.size()));
        }
        return dropped;
    }

    /** Those to leave out that are said by their numbers. */
    Set<Integer> droppedByNumber() {
        return format.drop().stream()
                .flatMap(wanted -> number(wanted).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The index of the column of the classes, which is the last one that is not left out unless something is said. */
    int label(List<String> names, Set<Integer> dropped) {
        if (format.label().isEmpty()) {
            return last(dropped);
        }
        int label = column("--label", format.label().get(), names);
        if (dropped.contains(label)) {
            throw records.refusal(
                    first.line(),
                    "as --drop other columns than that of the classes, got '"
                            + format.label().get() + "'");
        }
        return label;
    }

    /** The label's likely index before it is known whether there are names. */
    int likelyLabel(Set<Integer> dropped) {
        return format.label().flatMap(this::number).orElseGet(() -> last(dropped));
    }

    /** The column with this number, if there is one. */
    Optional<Integer> number(String text) {
        return isName(text)
                ? Optional.empty()
                : Optional.of(Integer.parseInt(text) - 1).filter(column -> column >= 0 && column < width());
    }

    /** A column as it is typed after an option: its name, or its number where it has none or one that needs quotes. */
    static String typed(List<String> names, int column) {
        boolean isPlain = !names.isEmpty() && PLAIN.matcher(names.get(column)).matches();
        return isPlain ? names.get(column) : String.valueOf(column + 1);
    }

    /** Names, the first of many. */
    static String shown(List<String> names) {
        return names.stream().limit(SHOWN).map(Excerpt::of).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? ", …" : "");
    }

    private int column(String option, String wanted, List<String> names) {
        if (names.contains(wanted)) {
            return names.indexOf(wanted);
        }
        return number(wanted).orElseThrow(() -> unknown(option, wanted, names));
    }

    private UncheckedIOException unknown(String option, String wanted, List<String> names) {
        String columns = names.isEmpty()
                ? "a number from 1 to " + width() + ", since there is no header"
                : "one of " + shown(names) + " or a number from 1 to " + width();
        return records.refusal(first.line(), "as " + option + " " + columns + ", got '" + wanted + "'");
    }

    private int last(Set<Integer> dropped) {
        int last = width() - 1;
        while (last > 0 && dropped.contains(last)) {
            last--;
        }
        return last;
    }

    private int width() {
        return first.cells().size();
    }

    private static boolean isName(String text) {
        return !NUMBER.matcher(text).matches();
    }
}

package twingrad.compare.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.files.CsvRecords.Row;

/**
 * The columns of a table: their names if the first line holds them, and what each one holds.
 *
 * @param names of all, or none
 * @param places a column each: which feature it is, counted from 0; the classes, if they are there, come last;
 *     -1 for a column that is left out
 * @param label the index of the classes, from 0; -1 for none
 */
record CsvColumns(List<String> names, List<Integer> places, int label) {

    /** No column of classes. */
    private static final int NONE = -1;

    /** The place of a column that is left out. */
    private static final int DROPPED = -1;

    /** Those to train on, as the first line shows them, and as the format says. */
    static CsvColumns of(CsvRecords records, Row first, CsvFormat format) {
        int width = first.cells().size();
        if (width < 2) {
            throw records.refusal(
                    first.line(),
                    "2 columns or more, features and the class, got 1 between " + described(records.delimiter())
                            + delimiterRemedy(first.cells().get(0)));
        }
        var choice = new CsvChoice(records, first, format);
        Set<Integer> counted = choice.droppedByNumber();
        boolean hasHeader = format.header().isPresent()
                ? format.header().get()
                : choice.hasNames()
                        || hasHeader(
                                records,
                                first,
                                features(width, choice.likelyLabel(counted), counted),
                                "; --header or --no-header says which");
        List<String> names = hasHeader ? first.cells() : List.of();
        requireNames(records, first, names);
        Set<Integer> dropped = choice.dropped(names);
        return standing(width, names, choice.label(names, dropped), dropped);
    }

    private static String delimiterRemedy(String line) {
        boolean isSpaced = line.contains(" ") && !line.contains("  ");
        return isSpaced
                ? "; --delimiter \" \" makes it " + line.split(" ").length
                : "; --delimiter says what separates cells";
    }

    /**
     * Those to predict from: as many as there are features, or one more for the classes; those that the training left
     * out may be there or not.
     */
    static CsvColumns ofInputs(CsvRecords records, Row first, CsvFormat format, List<String> trained, int features) {
        List<String> cells = first.cells();
        if (!trained.isEmpty()) {
            boolean hasNumber =
                    cells.stream().anyMatch(cell -> CsvNumber.of(cell).isPresent());
            if (!hasNumber || Set.copyOf(cells).containsAll(trained.subList(0, features))) {
                return named(records, first, format, trained, features);
            }
        }
        var choice = new CsvChoice(records, first, format);
        Set<Integer> dropped = droppedByPlace(choice, features);
        requireWidth(records, first, format, cells.size() - dropped.size(), features);
        boolean hasLabel = cells.size() - dropped.size() > features;
        int label = hasLabel ? counted(choice, dropped) : NONE;
        boolean hasHeader = trained.isEmpty() && hasHeader(records, first, features(cells.size(), label, dropped), "");
        return standing(cells.size(), hasHeader ? cells : List.of(), label, dropped);
    }

    /** Without names a column is known by its number, if all columns of the training are there. */
    private static Set<Integer> droppedByPlace(CsvChoice choice, int features) {
        Set<Integer> dropped = choice.droppedByNumber();
        boolean isWhole = dropped.size() == choice.format().drop().size()
                && choice.first().cells().size() == features + 1 + dropped.size();
        return isWhole ? dropped : Set.of();
    }

    private static void requireWidth(CsvRecords records, Row first, CsvFormat format, int width, int features) {
        boolean isDropping = !format.drop().isEmpty();
        // Features and one more: the classes, or what the training left out? Only a header can tell.
        boolean isUnclear = isDropping && width == features + 1 && first.cells().size() == width;
        if (width != features && width != features + 1 || isUnclear) {
            throw records.refusal(
                    first.line(),
                    features + " columns of features, and at most one of classes, got " + width + " between "
                            + described(records.delimiter())
                            + (isDropping
                                    ? "; the training left out " + CsvChoice.shown(format.drop())
                                            + ": with the header of its table these are known"
                                    : ""));
        }
    }

    /** Where they stand is what they are. */
    private static CsvColumns standing(int width, List<String> names, int label, Set<Integer> dropped) {
        var places = new ArrayList<>(Collections.nCopies(width, DROPPED));
        int place = 0;
        for (int column : features(width, label, dropped)) {
            places.set(column, place++);
        }
        if (label != NONE) {
            places.set(label, place);
        }
        return new CsvColumns(names, List.copyOf(places), label);
    }

    private static List<Integer> features(int width, int label, Set<Integer> dropped) {
        return IntStream.range(0, width)
                .filter(column -> column != label && !dropped.contains(column))
                .boxed()
                .toList();
    }

    /** Their names are what they are: those of the training, in any order, and those that it left out. */
    private static CsvColumns named(
            CsvRecords records, Row first, CsvFormat format, List<String> trained, int features) {
        List<String> names = first.cells();
        requireNames(records, first, names);
        Set<Integer> counted = new CsvChoice(records, first, format).droppedByNumber();
        Map<String, Integer> all = places(trained);
        Set<String> left = Set.copyOf(format.drop());
        Set<Integer> dropped = IntStream.range(0, names.size())
                .filter(column -> !all.containsKey(names.get(column)))
                .filter(column -> counted.contains(column) || left.contains(names.get(column)))
                .boxed()
                .collect(Collectors.toSet());
        int kept = names.size() - dropped.size();
        if (kept != features && kept != features + 1) {
            throw records.refusal(
                    first.line(),
                    features + " columns of features, and at most one of classes, got " + kept + " between "
                            + described(records.delimiter()));
        }
        List<String> known = kept > features ? trained : trained.subList(0, features);
        Map<String, Integer> places = places(known);
        for (int column = 0; column < names.size(); column++) {
            if (!places.containsKey(names.get(column)) && !dropped.contains(column)) {
                throw records.refusal("line " + first.line() + ", column " + (column + 1)
                        + ": expected one of the columns of the training, " + CsvChoice.shown(known) + ", got '"
                        + Excerpt.of(names.get(column)) + "'");
            }
        }
        List<Integer> standing =
                names.stream().map(name -> places.getOrDefault(name, DROPPED)).toList();
        return new CsvColumns(names, standing, standing.indexOf(features));
    }

    /** Where each name stands; there may be as many as a line has room for, too many to look through for each. */
    private static Map<String, Integer> places(List<String> names) {
        var places = new HashMap<String, Integer>();
        for (int place = 0; place < names.size(); place++) {
            places.putIfAbsent(names.get(place), place);
        }
        return places;
    }

    /** The column of the classes by its number: that of the training, there by its place too. */
    private static int counted(CsvChoice choice, Set<Integer> dropped) {
        Optional<String> label = choice.format().label();
        if (label.isPresent() && choice.number(label.get()).isEmpty()) {
            throw choice.records()
                    .refusal(
                            choice.first().line(),
                            "a header, which says where the classes are, '" + label.get()
                                    + "' in the training, got none");
        }
        return choice.likelyLabel(dropped);
    }

    int width() {
        return places.size();
    }

    /** The names of the features in order, and last that of the classes; empty if there are none. */
    List<String> inOrder() {
        return IntStream.range(0, names.size())
                .filter(column -> places.get(column) != DROPPED)
                .boxed()
                .sorted(Comparator.comparing(places::get))
                .map(names::get)
                .toList();
    }

    boolean hasLabel() {
        return label != NONE;
    }

    int features() {
        int kept = (int) places.stream().filter(place -> place != DROPPED).count();
        return hasLabel() ? kept - 1 : kept;
    }

    boolean isDropped(int column) {
        return places.get(column) == DROPPED;
    }

    boolean hasHeader() {
        return !names.isEmpty();
    }

    /** As people count: {@code column 2 (width)}. */
    String name(int column) {
        return "column " + (column + 1) + (hasHeader() ? " (" + Excerpt.of(names.get(column)) + ")" : "");
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
    private static boolean hasHeader(CsvRecords records, Row first, List<Integer> features, String remedy) {
        List<String> cells = first.cells();
        features.stream()
                .filter(column -> CsvNumber.hasComma(cells.get(column)))
                .findFirst()
                .ifPresent(column -> {
                    throw records.refusal("line " + first.line() + ", column " + (column + 1)
                            + ": expected a name of the column or a finite number, got "
                            + CsvNumber.got(cells.get(column)));
                });
        List<Integer> numbers = features.stream()
                .filter(column -> CsvNumber.of(cells.get(column)).isPresent())
                .toList();
        if (!numbers.isEmpty() && numbers.size() < features.size()) {
            int text = features.stream()
                    .filter(column -> CsvNumber.of(cells.get(column)).isEmpty())
                    .findFirst()
                    .orElseThrow();
            throw records.refusal(
                    first.line(),
                    "names of columns or numbers, got '" + Excerpt.of(cells.get(text)) + "' in column " + (text + 1)
                            + " and '" + Excerpt.of(cells.get(numbers.get(0))) + "' in column " + (numbers.get(0) + 1)
                            + remedy);
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
                throw records.refusal(
                        where + ": expected another name than that of column " + (names.indexOf(names.get(column)) + 1)
                                + ", got '" + Excerpt.of(names.get(column)) + "' again");
            }
        }
    }
}

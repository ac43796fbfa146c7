package twingrad.compare.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The classes in a table's column, from the texts found there: whole numbers by their value, so that {@code 1} and
 * {@code 1.0} are one class, else texts in alphabetical order. A class's name is its text, so a table in another order
 * has the same classes.
 */
final class CsvClasses {

    /** Most different texts: beyond these a measurement was taken for the class. */
    static final int MOST = 1_000;

    /** Up to so many classes may be of any size. */
    private static final int FEW = 10;

    /** Samples that a class needs for one in each part of the usual split. */
    private static final int PARTS = 3;

    /** More classes than a few, of fewer rows each than so many, all numbers: that looks like a measurement. */
    private static final int SELDOM = 20;

    static final String REMEDY = "; --label says which column holds the classes";

    private final CsvRecords records;
    private final String column;
    private final Map<String, Integer> texts = new HashMap<>();
    private final List<String> inOrder = new ArrayList<>();
    private final List<Long> firstLines = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();

    /** Of a column of this name, none yet. */
    CsvClasses(CsvRecords records, String column) {
        this.records = records;
        this.column = column;
    }

    /** The class of the next row. */
    void add(String text, long line) {
        if (text.isEmpty()) {
            throw records.refusal("line " + line + ", " + column + ": expected a class, got an empty cell");
        }
        Integer known = texts.get(text);
        if (known == null) {
            known = inOrder.size();
            if (known == MOST) {
                throw records.refusal(
                        "line " + line + ", " + column + ": expected at most " + MOST + " classes, got more" + REMEDY);
            }
            texts.put(text, known);
            inOrder.add(text);
            firstLines.add(line);
        }
        rows.add(known);
    }

    /** Refuses a text in the first row alone where all others are numbers: a header of which no other cell tells. */
    void requireNoName() {
        boolean isOdd = inOrder.size() > 1
                && rows.lastIndexOf(0) == 0
                && !isNumber(inOrder.get(0))
                && inOrder.stream().skip(1).allMatch(CsvClasses::isNumber);
        if (isOdd) {
            throw records.refusal(
                    firstLines.get(0),
                    "a class as in the other rows, a number, got '" + Excerpt.of(inOrder.get(0)) + "' in " + column
                            + ", perhaps its name; --header or --no-header says which");
        }
    }

    /** Texts of classes as others are called: numbers by their value, where all of these are numbers. */
    static List<String> asNamed(List<String> texts, List<String> names) {
        if (!names.stream().allMatch(CsvClasses::isNumber)) {
            return texts;
        }
        var byValue = new HashMap<Double, String>();
        names.forEach(name -> byValue.put(value(name), name));
        return texts.stream()
                .map(text -> isNumber(text) ? byValue.getOrDefault(value(text), text) : text)
                .toList();
    }

    /** The texts of the rows, as they are. */
    List<String> texts() {
        return rows.stream().map(inOrder::get).toList();
    }

    /** Classes with their names, and the class of every row. */
    record Coded(List<String> names, int[] labels) {}

    /** The classes in order; a column that cannot be one of classes is refused. */
    Coded coded() {
        var codes = new int[inOrder.size()];
        List<String> names = areNumbers() ? byValue(codes) : byText(codes);
        if (names.size() < 2) {
            throw records.refusal(
                    column + ": expected 2 or more classes, got '" + Excerpt.of(names.get(0)) + "' alone" + REMEDY);
        }
        int[] labels = rows.stream().mapToInt(text -> codes[text]).toArray();
        requireRepeated(names.size(), labels);
        return new Coded(names, labels);
    }

    /** What is to be asked about a column whose numbers repeat so seldom that they may measure something. */
    Optional<String> doubt(int classes) {
        boolean isDoubtful = classes > FEW && rows.size() < SELDOM * classes && areNumbers();
        return isDoubtful
                ? Optional.of(classes + " classes in " + rows.size() + " rows: is " + column
                        + " a measurement? twingrad classifies; --label names another column")
                : Optional.empty();
    }

    private void requireRepeated(int classes, int[] labels) {
        var counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        long small = Arrays.stream(counts).filter(count -> count < PARTS).count();
        if (classes > FEW && 2 * small > classes) {
            throw records.refusal(column + ": expected classes of " + PARTS + " rows or more, got " + classes
                    + " classes in " + labels.length + " rows, " + small
                    + " of them smaller; is it a measurement? twingrad classifies; --label names another column");
        }
    }

    private boolean areNumbers() {
        return inOrder.stream().allMatch(CsvClasses::isNumber);
    }

    private static boolean isNumber(String text) {
        return CsvNumber.of(text).isPresent();
    }

    private static double value(String text) {
        return CsvNumber.of(text).orElseThrow() + 0.0; // -0 is 0
    }

    private List<String> byValue(int[] codes) {
        var values = new TreeMap<Double, List<Integer>>();
        for (int text = 0; text < codes.length; text++) {
            double value = value(inOrder.get(text));
            if (value != Math.rint(value)) {
                throw records.refusal("line " + firstLines.get(text) + ", " + column
                        + ": expected a class, a text or a whole number, got '" + Excerpt.of(inOrder.get(text)) + "'"
                        + REMEDY);
            }
            values.computeIfAbsent(value, none -> new ArrayList<>()).add(text);
        }
        var names = new ArrayList<String>();
        values.forEach((value, members) -> {
            members.forEach(text -> codes[text] = names.size());
            names.add(inOrder.get(members.get(0)));
        });
        return names;
    }

    private List<String> byText(int[] codes) {
        int[] sorted = IntStream.range(0, codes.length)
                .boxed()
                .sorted((a, b) -> inOrder.get(a).compareTo(inOrder.get(b)))
                .mapToInt(text -> text)
                .toArray();
        for (int code = 0; code < sorted.length; code++) {
            codes[sorted[code]] = code;
        }
        return Arrays.stream(sorted).mapToObj(inOrder::get).toList();
    }
}

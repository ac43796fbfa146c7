package twingrad.compare.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Up to so many classes may be as many as there are rows. */
    private static final int FEW = 10;

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
            throw records.refusal(column + ": expected 2 or more classes, got '" + names.get(0) + "' alone" + REMEDY);
        }
        if (names.size() > Math.max(FEW, rows.size() / 2)) {
            throw records.refusal(column + ": expected classes, at most half as many as rows, got " + names.size()
                    + " in " + rows.size() + " rows" + REMEDY);
        }
        return new Coded(names, rows.stream().mapToInt(text -> codes[text]).toArray());
    }

    private boolean areNumbers() {
        return inOrder.stream().allMatch(text -> CsvNumber.of(text).isPresent());
    }

    private List<String> byValue(int[] codes) {
        var values = new TreeMap<Double, List<Integer>>();
        for (int text = 0; text < codes.length; text++) {
            double value = CsvNumber.of(inOrder.get(text)).orElseThrow() + 0.0; // -0 is 0
            if (value != Math.rint(value)) {
                throw records.refusal("line " + firstLines.get(text) + ", " + column
                        + ": expected a class, a text or a whole number, got '" + inOrder.get(text) + "'" + REMEDY);
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

package twingrad.compare.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import twingrad.tensor.NdArray;
import twingrad.tensor.Shape;

/**
 * An array as a block of lines: a title, then its rows, aligned at the decimal points, numbers to 5 significant digits.
 * Of more than 8 rows or columns the first and last three are shown.
 */
record ArrayText(String title, List<String> rows) {

    /** Width of a page, which a row of blocks does not exceed unless one block does. */
    private static final int PAGE = 120;

    private static final MathContext DIGITS = new MathContext(5);
    private static final int LARGEST_PLAIN_EXPONENT = 5;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;
    private static final int MOST = 8;
    private static final int CORNER = 3;
    private static final String GAP = "  ";
    private static final String BETWEEN = "    ";

    /** The array under a title, to which its shape is added. */
    static ArrayText of(String title, NdArray array) {
        Shape shape = array.shape();
        int columns = shape.rank() == 0 ? 1 : shape.dim(shape.rank() - 1);
        int rows = columns == 0 ? 0 : shape.size() / columns;
        double[] numbers = array.toDoubles();
        var cells = new ArrayList<List<String>>();
        for (int row : corners(rows)) {
            cells.add(corners(columns).stream()
                    .map(column -> row < 0 || column < 0 ? "…" : number(numbers[row * columns + column]))
                    .toList());
        }
        return new ArrayText(shape.rank() == 0 ? title : title + " " + shape, aligned(cells));
    }

    /** Blocks side by side, as many as a page holds, then below; each line indented. */
    static List<String> page(List<ArrayText> blocks, String indent) {
        var lines = new ArrayList<String>();
        var row = new ArrayList<ArrayText>();
        int width = indent.length();
        for (ArrayText block : blocks) {
            if (!row.isEmpty() && width + block.width() > PAGE) {
                lines.addAll(sideBySide(row, indent));
                row.clear();
                width = indent.length();
            }
            row.add(block);
            width += block.width() + BETWEEN.length();
        }
        lines.addAll(sideBySide(row, indent));
        return lines;
    }

    /** The number to 5 significant digits. */
    static String number(double x) {
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return x == 0 ? "0" : Double.toString(x);
        }
        BigDecimal rounded = new BigDecimal(x).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** The rows alone, each indented. */
    List<String> rows(String indent) {
        return rows.stream().map(row -> indent + row).toList();
    }

    private int width() {
        return Math.max(
                title.length(), rows.stream().mapToInt(String::length).max().orElse(0));
    }

    private static List<String> sideBySide(List<ArrayText> blocks, String indent) {
        int height = blocks.stream().mapToInt(block -> block.rows.size()).max().orElse(-1);
        return IntStream.rangeClosed(0, height)
                .mapToObj(line -> {
                    var text = new StringBuilder(indent);
                    for (ArrayText block : blocks) {
                        String own = line == 0 ? block.title : line > block.rows.size() ? "" : block.rows.get(line - 1);
                        text.append(own)
                                .append(" ".repeat(block.width() - own.length()))
                                .append(BETWEEN);
                    }
                    return text.toString().stripTrailing();
                })
                .toList();
    }

    /** All places of a few, the first and last of many, with -1 for those between. */
    private static List<Integer> corners(int size) {
        if (size <= MOST) {
            return IntStream.range(0, size).boxed().toList();
        }
        return IntStream.rangeClosed(0, 2 * CORNER)
                .mapToObj(i -> i < CORNER ? i : i == CORNER ? -1 : size - 2 * CORNER - 1 + i)
                .toList();
    }

    private static List<String> aligned(List<List<String>> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        int columns = cells.get(0).size();
        int[] before = IntStream.range(0, columns)
                .map(column -> widest(cells, column, true))
                .toArray();
        int[] after = IntStream.range(0, columns)
                .map(column -> widest(cells, column, false))
                .toArray();
        return cells.stream()
                .map(row -> {
                    var line = new StringBuilder();
                    for (int column = 0; column < columns; column++) {
                        String cell = row.get(column);
                        line.append(column == 0 ? "" : GAP)
                                .append(" ".repeat(before[column] - point(cell)))
                                .append(cell)
                                .append(" ".repeat(after[column] - (cell.length() - point(cell))));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }

    private static int widest(List<List<String>> cells, int column, boolean before) {
        return cells.stream()
                .map(row -> row.get(column))
                .mapToInt(cell -> before ? point(cell) : cell.length() - point(cell))
                .max()
                .orElse(0);
    }

    private static int point(String cell) {
        int point = cell.indexOf('.');
        return point < 0 ? cell.length() : point;
    }
}

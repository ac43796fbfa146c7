package twingrad.compare.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.files.CsvRecords.Row;

/**
 * A table: rows of features, all finite numbers such as {@code -1.5e3}, with a class each or without. Every row has as
 * many cells as the first, and none is empty; anything else is refused with its line and column. Nothing is passed over
 * but empty lines at the end.
 */
final class CsvTable {

    /** Most features times rows: 400 MB, and as much again while they are put together. */
    static final int MOST_NUMBERS = 50_000_000;

    /** What a row takes beside its features, in numbers. */
    private static final int ROW = 8;

    /** What a line takes while it is read, as text, in rows of its numbers. */
    private static final int LINE = 6;

    /** Numbers are gathered, put together, split and standardized. */
    private static final int COPIES = 4;

    private final CsvRecords records;
    private final CsvColumns columns;
    private final Optional<CsvFormat> asked;
    private final CsvClasses classes;
    private final List<double[]> rows = new ArrayList<>();

    private CsvTable(CsvRecords records, CsvColumns columns, Optional<CsvFormat> asked) {
        this.records = records;
        this.columns = columns;
        this.asked = asked;
        classes = new CsvClasses(records, columns.hasLabel() ? columns.name(columns.label()) : "");
    }

    /**
     * The whole table of a file, whose first line tells the columns.
     *
     * @param asked what a person can still change about how it is read
     */
    static CsvTable read(CsvRecords records, Function<Row, CsvColumns> told, Optional<CsvFormat> asked) {
        Row first = records.next().orElseThrow(() -> records.refusal("expected a table, got an empty file"));
        if (first.isBlank()) {
            throw records.refusal(first.line(), "cells, got an empty line");
        }
        CsvColumns columns = told.apply(first);
        var table = new CsvTable(records, columns, asked);
        if (!columns.hasHeader()) {
            table.add(first);
        }
        table.addAll();
        if (table.rows.isEmpty()) {
            throw records.refusal("expected rows of numbers below the header, got none");
        }
        return table;
    }

    CsvColumns columns() {
        return columns;
    }

    /** (n x features). */
    double[][] rows() {
        return rows.toArray(double[][]::new);
    }

    /** Of every row, if there is a column of classes. */
    CsvClasses classes() {
        return classes;
    }

    private void addAll() {
        Optional<Row> next = records.next();
        while (next.isPresent()) {
            if (next.get().isBlank()) {
                requireEnd(next.get());
                return;
            }
            add(next.get());
            next = records.next();
        }
    }

    /** After an empty line nothing but empty lines may come. */
    private void requireEnd(Row blank) {
        Optional<Row> next = records.next();
        while (next.isPresent()) {
            if (!next.get().isBlank()) {
                throw records.refusal(blank.line(), columns.width() + " cells, got an empty line");
            }
            next = records.next();
        }
    }

    private void add(Row row) {
        if (row.cells().size() != columns.width()) {
            throw records.refusal(
                    row.line(),
                    columns.width() + " cells as in line 1, got " + row.cells().size());
        }
        requireRoom(row.line());
        var features = new double[columns.features()];
        for (int column = 0; column < columns.width(); column++) {
            if (column == columns.label()) {
                classes.add(row.cells().get(column), row.line());
            } else if (!columns.isDropped(column)) {
                features[columns.places().get(column)] = number(row, column);
            }
        }
        rows.add(features);
    }

    private void requireRoom(long line) {
        long count = rows.size() + 1L;
        if (count * columns.features() > MOST_NUMBERS) {
            throw records.refusal(line, "at most " + MOST_NUMBERS + " numbers, got more; take fewer rows");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if ((count + LINE) * (columns.features() + ROW) > heap / (COPIES * Double.BYTES)) {
            throw records.refusal(
                    line,
                    "rows of " + columns.features() + " numbers for a heap of " + (heap >> 20)
                            + " MB, got more; take fewer rows, or give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
        }
    }

    private double number(Row row, int column) {
        String cell = row.cells().get(column);
        return CsvNumber.of(cell)
                .orElseThrow(() -> records.refusal("line " + row.line() + ", " + columns.name(column)
                        + ": expected a finite number, got " + CsvNumber.got(cell)
                        + asked.map(format -> remedy(format, row, column)).orElse("")));
    }

    /** A broken cell is to be mended in the file, a line of names or a column of words to be left out. */
    private String remedy(CsvFormat format, Row row, int column) {
        if (!rows.isEmpty() || !CsvNumber.isWord(row.cells().get(column))) {
            return "";
        }
        if (hasNumberBelow(column)) {
            boolean isFirst = !columns.hasHeader() && format.header().isPresent();
            return isFirst ? "; without --no-header line 1 names the columns" : "";
        }
        String typed = CsvChoice.typed(columns.names(), column);
        return "; features are numbers: leave it out with --drop " + typed
                + (format.label().isEmpty() ? ", or if it holds the classes name it with --label " + typed : "");
    }

    private boolean hasNumberBelow(int column) {
        Optional<Row> next = records.next();
        while (next.isPresent()) {
            List<String> cells = next.get().cells();
            if (column < cells.size() && CsvNumber.of(cells.get(column)).isPresent()) {
                return true;
            }
            next = records.next();
        }
        return false;
    }
}

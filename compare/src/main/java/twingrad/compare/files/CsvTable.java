package twingrad.compare.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import twingrad.compare.files.CsvRecords.Row;
import twingrad.compare.training.CsvFormat;

/**
 * A table: rows of features, all finite numbers such as {@code -1.5e3}, with a class each or without. Every row has as
 * many cells as the first, and none is empty; anything else is refused with its line and column. Nothing is passed over
 * but empty lines at the end.
 */
final class CsvTable {

    /** Most features times rows: 400 MB, and as much again while they are put together. */
    static final int MOST_NUMBERS = 50_000_000;

    private final CsvRecords records;
    private final CsvColumns columns;
    private final CsvClasses classes;
    private final List<double[]> rows = new ArrayList<>();

    private CsvTable(CsvRecords records, CsvColumns columns) {
        this.records = records;
        this.columns = columns;
        classes = new CsvClasses(records, columns.hasLabel() ? columns.name(columns.label()) : "");
    }

    /** The whole table of a file; if so many features are expected, the column of classes may be missing. */
    static CsvTable read(CsvRecords records, CsvFormat format, OptionalInt features) {
        Row first = records.next().orElseThrow(() -> records.refusal("expected a table, got an empty file"));
        if (first.isBlank()) {
            throw records.refusal(first.line(), "cells, got an empty line");
        }
        CsvColumns columns = CsvColumns.of(records, first, format, features);
        var table = new CsvTable(records, columns);
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
        if ((rows.size() + 1L) * columns.features() > MOST_NUMBERS) {
            throw records.refusal(row.line(), "at most " + MOST_NUMBERS + " numbers, got more; take fewer rows");
        }
        var features = new double[columns.features()];
        int next = 0;
        for (int column = 0; column < columns.width(); column++) {
            if (column == columns.label()) {
                classes.add(row.cells().get(column), row.line());
            } else {
                features[next++] = number(row, column);
            }
        }
        rows.add(features);
    }

    private double number(Row row, int column) {
        String cell = row.cells().get(column);
        return CsvNumber.of(cell)
                .orElseThrow(() -> records.refusal("line " + row.line() + ", " + columns.name(column)
                        + ": expected a finite number, got " + CsvNumber.got(cell)));
    }
}

package twingrad.compare.files;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a file of comma-separated values, in UTF-8 with or without a byte order mark, read one by one. A cell
 * may stand in double quotes, which are doubled inside; spaces around it do not count. A record beyond a million
 * characters is refused before it is read whole, so that no file, however large, takes more memory than its numbers.
 */
final class CsvRecords implements AutoCloseable {

    /** Most characters of a record; images of 28x28 pixels have about 4,000. */
    static final int MOST_CHARACTERS = 1 << 20;

    /** How far into the first line what separates cells is looked for, in characters. */
    private static final int LOOK_AHEAD = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What a decoder puts for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** What separates cells: the first of these that the first line has outside quotes. */
    private static final List<Character> DELIMITERS = List.of('\t', ';', ',');

    /** Cells with the line where they begin, counted from 1. */
    record Row(long line, List<String> cells) {
        /** Nothing but an end of line. */
        boolean isBlank() {
            return cells.size() == 1 && cells.get(0).isEmpty();
        }
    }

    private final Path file;
    private final Bounded text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final char delimiter;

    /** Opens a file. */
    CsvRecords(Path file, Optional<Character> delimiter) {
        this(file, opened(file), delimiter);
    }

    /** Reads from a stream, which is closed with this; the file is only named. */
    CsvRecords(Path file, InputStream in, Optional<Character> delimiter) {
        this.file = file;
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            skipMark(reader);
            this.delimiter = delimiter.isPresent() ? delimiter.get() : delimiter(reader);
            text = new Bounded(reader);
            parser = CSVParser.builder()
                    .setReader(text)
                    .setFormat(CSVFormat.DEFAULT
                            .builder()
                            .setDelimiter(this.delimiter)
                            .setIgnoreEmptyLines(false)
                            .setIgnoreSurroundingSpaces(true)
                            .get())
                    .get();
            records = parser.iterator();
        } catch (IOException e) {
            throw unreadable(file, closed(reader, e));
        }
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static IOException closed(Reader reader, IOException failure) {
        try {
            reader.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** What separates cells. */
    char delimiter() {
        return delimiter;
    }

    /** The next record, unless the file ends. */
    Optional<Row> next() {
        long line = parser.getCurrentLineNumber() + 1;
        text.begin();
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            var row = new Row(line, List.of(records.next().values()));
            requireUtf8(row);
            return Optional.of(row);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof MalformedFileException) {
                throw e;
            }
            if (text.isExceeded) {
                throw refusal(line, "a record of at most " + MOST_CHARACTERS + " characters, got more");
            }
            if (e.getCause() instanceof CSVException) {
                throw refusal(line, "cells whose quotes are closed and stand around the whole cell, got others");
            }
            throw unreadable(file, e.getCause());
        }
    }

    /** An error of a line. */
    UncheckedIOException refusal(long line, String expected) {
        return refusal("line " + line + ": expected " + expected);
    }

    /** An error that names the file. */
    UncheckedIOException refusal(String message) {
        return new UncheckedIOException(file + ": " + message, new MalformedFileException(message));
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void requireUtf8(Row row) {
        for (int column = 0; column < row.cells.size(); column++) {
            if (row.cells.get(column).indexOf(REPLACEMENT) >= 0) {
                throw refusal("line " + row.line + ", column " + (column + 1)
                        + ": expected UTF-8, got other bytes; save the file as UTF-8");
            }
        }
    }

    private static UncheckedIOException unreadable(Path file, IOException e) {
        return new UncheckedIOException(file + ": expected a readable file, got " + Reason.of(e), e);
    }

    private static void skipMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    /** Looks at the first line. */
    private static char delimiter(Reader reader) throws IOException {
        reader.mark(LOOK_AHEAD);
        var line = new StringBuilder();
        boolean isQuoted = false;
        int next = reader.read();
        for (int read = 1; next >= 0 && read < LOOK_AHEAD && (isQuoted || next != '\n' && next != '\r'); read++) {
            isQuoted ^= next == '"';
            if (!isQuoted) {
                line.append((char) next);
            }
            next = reader.read();
        }
        reader.reset();
        return DELIMITERS.stream()
                .filter(candidate -> line.indexOf(candidate.toString()) >= 0)
                .findFirst()
                .orElse(',');
    }

    /** Text that is given in pieces of bounded length. */
    private static final class Bounded extends FilterReader {
        private long left;
        private boolean isExceeded;

        Bounded(Reader in) {
            super(in);
        }

        /** From here on a new piece. */
        void begin() {
            left = MOST_CHARACTERS;
        }

        @Override
        public int read() throws IOException {
            int character = super.read();
            count(1);
            return character;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            count(count);
            return count;
        }

        private void count(int characters) throws IOException {
            left -= characters;
            if (left < 0) {
                isExceeded = true;
                throw new IOException("a record of more than " + MOST_CHARACTERS + " characters");
            }
        }
    }
}

package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static twingrad.compare.files.CsvTables.read;
import static twingrad.compare.files.CsvTables.rows;
import static twingrad.compare.files.CsvTables.unfolded;
import static twingrad.compare.files.CsvTables.write;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.data.CsvFormat;

class MalformedCsvFileTest {

    @TempDir
    Path folder;

    @Test
    void a_first_row_of_texts_can_be_said_to_be_none() {
        assertRefused(
                "a,x\n1,y\n",
                new CsvFormat(Optional.of(false), Optional.empty(), Optional.empty()),
                "line 1, column 1: expected a finite number, got 'a'; without --no-header line 1 names the columns");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "empty file        | '' | expected a table, got an empty file",
                "one empty line    | ¶ | 'line 1: expected cells, got an empty line'",
                "header alone      | a,b,c¶ | 'expected rows of numbers below the header, got none'",
                "one column        | a b¶1 x¶ | 'line 1: expected 2 columns or more, features and the class, got 1"
                        + " between commas; --delimiter \" \" makes it 2'",
                "bars              | a/b¶1/x¶ | 'line 1: expected 2 columns or more, features and the class, got 1"
                        + " between commas; --delimiter says what separates cells'",
                "short row         | a,b,c¶1,2,x¶3,y¶ | 'line 3: expected 3 cells as in line 1, got 2'",
                "long row          | 1,2,x¶3,4,5,y¶ | 'line 2: expected 3 cells as in line 1, got 4'",
                "after a long cell | 'a,\"b¶b\",c¶1,2,x¶3,y¶' | 'line 4: expected 3 cells as in line 1, got 2'",
                "empty line inside | a,b¶1,x¶¶2,y¶ | 'line 3: expected 2 cells, got an empty line'",
                "empty cell        | a,b,c¶1,2,x¶,4,y¶ | 'line 3, column 1 (a): expected a finite number, got an"
                        + " empty cell; fill it in or leave the line out'",
                "empty class       | a,b¶1,x¶2,¶ | 'line 3, column 2 (b): expected a class, got an empty cell'",
                "no number         | a,b,c¶1,2,x¶3,four,y¶ | 'line 3, column 2 (b): expected a finite number, got"
                        + " ''four'''",
                "a column of words | a,b,c¶1,red,x¶3,blue,y¶ | 'line 2, column 2 (b): expected a finite number, got"
                        + " ''red''; features are numbers: leave it out with --drop b, or if it holds the classes name"
                        + " it with --label b'",
                "a name of two     | a,b c,d¶1,red,x¶3,blue,y¶ | 'line 2, column 2 (b c): expected a finite number, got"
                        + " ''red''; features are numbers: leave it out with --drop 2, or if it holds the classes name"
                        + " it with --label 2'",
                "a missing value   | a,b¶1,x¶?,y¶ | 'line 3, column 1 (a): expected a finite number, got ''?'';"
                        + " fill it in or leave the line out'",
                "not a number      | a,b¶1,x¶NaN,y¶ | 'line 3, column 1 (a): expected a finite number, got ''NaN'';"
                        + " fill it in or leave the line out'",
                "all missing       | a,b,c¶1,N/A,x¶3,N/A,y¶ | 'line 2, column 2 (b): expected a finite number, got"
                        + " ''N/A''; fill it in or leave the line out'",
                "infinity          | a,b¶1,x¶-Infinity,y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''-Infinity'''",
                "beyond doubles    | a,b¶1,x¶1e999,y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''1e999'''",
                "Java's spelling   | a,b¶1,x¶1d,y¶ | 'line 3, column 1 (a): expected a finite number, got ''1d'''",
                "hexadecimal       | a,b¶1,x¶0x1p3,y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''0x1p3'''",
                "a decimal comma   | a;b¶1;x¶2,5;y¶ | 'line 3, column 1 (a): expected a finite number, got ''2,5'',"
                        + " write decimal points and no commas'",
                "thousands         | a;b¶1;x¶1.234,5;y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''1.234,5'', write decimal points and no commas'",
                "commas, no header | '3,1;2;x¶1;2;y¶' | 'line 1, column 1: expected a name of the column or a finite"
                        + " number, got ''3,1'', write decimal points and no commas'",
                "commas everywhere | '3,1;2,5;x¶1,5;2,5;y¶' | 'line 1, column 1: expected a name of the column or a"
                        + " finite number, got ''3,1'', write decimal points and no commas'",
                "no header, text   | 1,2,x¶3,b,y¶ | 'line 2, column 2: expected a finite number, got" + " ''b'''",
                "half a header     | 1,b,x¶3,4,y¶ | 'line 1: expected names of columns or numbers, got ''b'' in"
                        + " column 2 and ''1'' in column 1; --header or --no-header says which'",
                "a name twice      | a,b,a,c¶1,2,3,x¶ | 'line 1, column 3: expected another name than that of column"
                        + " 1, got ''a'' again'",
                "a name missing    | ',b,c¶1,2,x¶' | 'line 1, column 1: expected a name of the column, got an empty"
                        + " cell'",
                "one class         | a,b¶1,x¶2,x¶ | 'column 2 (b): expected 2 or more classes, got ''x'' alone;"
                        + " --label says which column holds the classes'",
                "a measurement     | a,b¶1,5¶2,5.5¶ | 'line 3, column 2 (b): expected a class, a text or a whole"
                        + " number, got ''5.5''; --label says which column holds the classes'",
                "an open quote     | 'a,b¶1,\"x¶2,y¶' | 'line 2: expected cells whose quotes are closed and stand"
                        + " around the whole cell, got others'",
                "half a quote      | 'a,b¶1,\"x\"y¶' | 'line 2: expected cells whose quotes are closed and stand"
                        + " around the whole cell, got others'",
            })
    void malformed_tables_are_refused_with_their_place(String name, String text, String message) {
        assertRefused(unfolded(text), CsvFormat.DETECTED, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no such name    | d |       | 'line 1: expected as --label one of a, b, c or a number from 1 to 3,"
                        + " got ''d'''",
                "no such number  | 4 |       | 'line 1: expected as --label one of a, b, c or a number from 1 to 3,"
                        + " got ''4'''",
                "no such place   | 0 |       | 'line 1: expected as --label one of a, b, c or a number from 1 to 3,"
                        + " got ''0'''",
                "without header  | c | false | 'line 1: expected as --label a number from 1 to 3, since there is no"
                        + " header, got ''c'''",
            })
    void a_column_of_classes_that_is_not_there_is_refused(String name, String label, Boolean header, String message) {
        assertRefused(
                "a,b,c\n1,2,x\n3,4,y\n",
                new CsvFormat(Optional.ofNullable(header), Optional.of(label), Optional.empty()),
                message);
    }

    @Test
    void a_whole_number_that_hardly_repeats_is_no_class() {
        String text = rows(30, i -> i + "," + i % 16);

        assertRefused(
                text,
                CsvFormat.DETECTED,
                "column 2: expected classes of 3 rows or more, got 16 classes in 30 rows, 16 of them smaller; is it a"
                        + " measurement? twingrad classifies; --label names another column");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown    | d   |   | 'line 1: expected as --drop one of a, b, c or a number from 1 to 3, got ''d'''",
                "no place   | 4   |   | 'line 1: expected as --drop one of a, b, c or a number from 1 to 3, got ''4'''",
                "the label  | c   | c | 'line 1: expected as --drop other columns than that of the classes, got ''c'''",
                "all but 1  | a,b |   | 'line 1: expected 2 columns or more after --drop, features and the class, got"
                        + " 1'",
            })
    void columns_that_cannot_be_left_out_are_refused(String name, String drop, String label, String message) {
        assertRefused(
                "a,b,c\n1,2,x\n3,4,y\n",
                new CsvFormat(Optional.empty(), Optional.ofNullable(label), Optional.empty(), List.of(drop.split(","))),
                message);
    }

    @Test
    void a_thousand_classes_are_the_most() {
        String text = rows(2_100, i -> "1,c" + i % 1_050);

        assertRefused(
                text,
                CsvFormat.DETECTED,
                "line 1001, column 2: expected at most 1000 classes, got more; --label says which column holds the"
                        + " classes");
    }

    @Test
    void other_bytes_than_utf_8_are_refused_with_their_place() {
        Path file = write(folder, "a,b\n1,Käse\n2,y\n".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(file, "line 2, column 2: expected UTF-8, got other bytes; save the file as UTF-8");
    }

    @Test
    void a_record_without_an_end_is_not_read_to_its_end() {
        Path file = write(
                folder, ("a,b\n1," + "x".repeat(3 * CsvRecords.MOST_CHARACTERS)).getBytes(StandardCharsets.UTF_8));

        assertRefused(file, "line 2: expected a record of at most 1048576 characters, got more");
    }

    @Test
    void a_file_that_is_not_there_is_said() {
        Path file = folder.resolve("none.csv");

        assertRefused(file, "expected a readable file, got none; check its name and folder");
    }

    /** A disk that fails is not a table that is wrong. */
    @ParameterizedTest(name = "after {0} bytes")
    @ValueSource(ints = {0, 3, 9, 20_000})
    void a_file_that_cannot_be_read_on_is_said_and_closed(int whole) {
        var in = new FailingStream("1,2\n".repeat(whole).substring(0, whole));
        Path file = folder.resolve("table.csv");

        assertThat(catchThrowable(() -> {
                    try (var records = new CsvRecords(file, in, Optional.empty())) {
                        while (records.next().isPresent()) {}
                    }
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected a readable file, got Input/output error")
                .hasCauseExactlyInstanceOf(IOException.class);
        assertThat(in.isClosed).isTrue();
    }

    /** Fails where its text ends. */
    private static final class FailingStream extends InputStream {
        private final InputStream text;
        private boolean isClosed;

        FailingStream(String text) {
            this.text = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            int next = text.read();
            if (next < 0) {
                throw new IOException("Input/output error");
            }
            return next;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    /** As pandas writes a table that has no names but one. */
    @Test
    void a_name_among_numbers_is_asked_about() {
        String text = "0,1,target\n5,6,0\n7,8,1\n5,8,0\n";

        assertRefused(
                text,
                CsvFormat.DETECTED,
                "line 1: expected a class as in the other rows, a number, got 'target' in column 3, perhaps its name;"
                        + " --header or --no-header says which");
        assertThat(read(folder, text, new CsvFormat(Optional.of(true), Optional.empty(), Optional.empty()))
                        .classNames())
                .containsExactly("0", "1");
        assertThat(read(folder, text, new CsvFormat(Optional.of(false), Optional.empty(), Optional.empty()))
                        .classNames())
                .containsExactly("0", "1", "target");
        assertThat(read(folder, "0,1,x\n5,6,0\n7,8,x\n").classNames()).containsExactly("0", "x");
    }

    private void assertRefused(String text, CsvFormat format, String message) {
        Path file = write(folder, text);
        assertThat(catchThrowable(() -> read(file, format)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": " + message);
    }

    private static void assertRefused(Path file, String message) {
        assertThat(catchThrowable(() -> read(file, CsvFormat.DETECTED)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": " + message);
    }
}

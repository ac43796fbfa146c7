package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.data.CsvFormat;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Samples;
import twingrad.datasets.Dataset;

class CsvFileTest {

    private static final String IRISES = """
            sepal_length,sepal_width,species
            5.1,3.5,setosa
            7.0,3.2,versicolor
            4.9,-3e-1,setosa
            6.3,.25,virginica
            """;

    @TempDir
    Path folder;

    @Test
    void a_table_with_a_header_is_features_and_classes_in_alphabetical_order() {
        Samples irises = read(IRISES);

        assertThat(irises.samples()).hasToString("table: 4 samples, 2 features, 3 classes");
        assertThat(irises.classNames()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(labels(irises)).containsExactly(0, 1, 0, 2);
        assertThat(row(irises, 2)).containsExactly(4.9, -0.3);
        assertThat(row(irises, 3)).containsExactly(6.3, 0.25);
        assertThat(irises.test()).isEmpty();
        assertThat(irises.imageSize()).isEmpty();
        assertThat(irises.notes())
                .containsExactly("4 rows, 2 features, 3 classes in column 3 (species): setosa, versicolor, virginica;"
                        + " line 1 taken as header, cells between commas");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "semicolons                | a;b;c¶1;2;x¶3;4;y¶ | semicolons",
                "tabs                      | a→b→c¶1→2→x¶3→4→y¶ | tabs",
                "commas within semicolons  | 'a;b;\"c,d\"¶1;2;x¶3;4;y¶' | semicolons",
                "a quoted semicolon        | '\"a;b\",b,c¶1,2,x¶3,4,y¶' | commas",
                "a line end within quotes  | '\"a¶b\",b,c¶1,2,x¶3,4,y¶' | commas",
                "Windows line ends         | 'a,b,c§¶1,2,x§¶3,4,y§¶' | commas",
                "no line end at the end    | 'a,b,c¶1,2,x¶3,4,y' | commas",
                "empty lines at the end    | 'a,b,c¶1,2,x¶3,4,y¶¶¶' | commas",
                "quotes and spaces         | 'a,b,c¶ 1 , \"2\" , \"x\"¶3,4, y ¶' | commas",
                "a byte order mark         | '♦a,b,c¶1,2,x¶3,4,y¶' | commas",
            })
    void tables_are_written_in_many_ways(String name, String text, String delimiter) {
        Samples table = read(unfolded(text));

        assertThat(table.classNames()).containsExactly("x", "y");
        assertThat(row(table, 0)).containsExactly(1, 2);
        assertThat(row(table, 1)).containsExactly(3, 4);
        assertThat(table.notes().get(0)).endsWith("line 1 taken as header, cells between " + delimiter);
    }

    @Test
    void without_a_header_the_first_line_is_a_row() {
        Samples table = read("1,2,x\n3,4,y\n");

        assertThat(table.samples().size()).isEqualTo(2);
        assertThat(table.notes().get(0)).contains("in column 3: x, y; no header,");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "by name           | kind | true  | kind,b¶x,1¶y,2¶ | 1",
                "by number         | 1    |       | kind,b¶x,1¶y,2¶ | 1",
                "by number, bare   | 1    |       | x,1¶y,2¶ | 1",
                "in the middle     | 2    |       | 1,x,7¶2,y,8¶ | 1 7",
                "a name of digits  | 2    | true  | 2,1¶x,1¶y,2¶ | 1",
            })
    void the_column_of_classes_can_be_chosen(String name, String label, Boolean header, String text, String features) {
        Samples table =
                read(unfolded(text), new CsvFormat(Optional.ofNullable(header), Optional.of(label), Optional.empty()));

        assertThat(table.classNames()).containsExactly("x", "y");
        assertThat(row(table, 0))
                .containsExactly(Arrays.stream(features.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    @Test
    void a_header_of_numbers_must_be_said() {
        Samples table =
                read("2019,2020\n1,0\n2,1\n", new CsvFormat(Optional.of(true), Optional.empty(), Optional.empty()));

        assertThat(table.samples().size()).isEqualTo(2);
        assertThat(table.notes().get(0)).contains("in column 2 (2020): 0, 1; line 1 taken as header");
    }

    @Test
    void a_first_row_of_texts_can_be_said_to_be_none() {
        assertRefused(
                "a,x\n1,y\n",
                new CsvFormat(Optional.of(false), Optional.empty(), Optional.empty()),
                "line 1, column 1: expected a finite number, got 'a'; without --no-header line 1 names the columns");
    }

    @Test
    void any_character_can_separate_cells() {
        Samples table = read("1|2|x\n3|4|y\n", new CsvFormat(Optional.empty(), Optional.empty(), Optional.of('|')));

        assertThat(row(table, 1)).containsExactly(3, 4);
        assertThat(table.notes().get(0)).endsWith("cells between '|'");
    }

    @Test
    void classes_that_are_whole_numbers_come_in_their_order_and_by_their_value() {
        Samples table = read("1,10\n2,9\n3,-1\n4,9.0\n5,1e1\n");

        assertThat(table.classNames()).containsExactly("-1", "9", "10");
        assertThat(labels(table)).containsExactly(2, 1, 0, 1, 2);
    }

    @Test
    void numbers_stay_as_precise_as_they_are_written() {
        assertThat(row(read("0.1,a\n123456789.123456789,b\n"), 1)).containsExactly(123456789.123456789);
    }

    @Test
    void so_many_rows_are_drawn_at_random_by_the_seed() {
        String text =
                IntStream.range(0, 100).mapToObj(i -> i + "," + i % 2 + "\n").collect(Collectors.joining());
        Path file = write(text.getBytes(StandardCharsets.UTF_8));
        DataChoice ten = DataChoice.of(file.toString(), 3).withSamples(10);

        List<Double> drawn = firstFeature(DataReader.samples(ten));

        assertThat(drawn)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .isNotEqualTo(
                        firstFeature(DataReader.samples(ten.withSamples(100))).subList(0, 10));
        assertThat(firstFeature(DataReader.samples(ten))).isEqualTo(drawn);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataReader.samples(ten.withSamples(101)))
                .withMessage("table: expected 1 to 100 samples, got 101");
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
                        + " empty cell'",
                "empty class       | a,b¶1,x¶2,¶ | 'line 3, column 2 (b): expected a class, got an empty cell'",
                "no number         | a,b,c¶1,2,x¶3,four,y¶ | 'line 3, column 2 (b): expected a finite number, got"
                        + " ''four'''",
                "a column of words | a,b,c¶1,red,x¶3,blue,y¶ | 'line 2, column 2 (b): expected a finite number, got"
                        + " ''red''; features are numbers: leave it out with --drop b, or if it holds the classes name"
                        + " it with --label b'",
                "a name of two     | a,b c,d¶1,red,x¶3,blue,y¶ | 'line 2, column 2 (b c): expected a finite number, got"
                        + " ''red''; features are numbers: leave it out with --drop 2, or if it holds the classes name"
                        + " it with --label 2'",
                "a missing value   | a,b¶1,x¶?,y¶ | 'line 3, column 1 (a): expected a finite number, got ''?'''",
                "not a number      | a,b¶1,x¶NaN,y¶ | 'line 3, column 1 (a): expected a finite number, got ''NaN'''",
                "infinity          | a,b¶1,x¶-Infinity,y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''-Infinity'''",
                "beyond doubles    | a,b¶1,x¶1e999,y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''1e999'''",
                "Java's spelling   | a,b¶1,x¶1d,y¶ | 'line 3, column 1 (a): expected a finite number, got ''1d'''",
                "hexadecimal       | a,b¶1,x¶0x1p3,y¶ | 'line 3, column 1 (a): expected a finite number, got"
                        + " ''0x1p3'''",
                "a decimal comma   | a;b¶1;x¶2,5;y¶ | 'line 3, column 1 (a): expected a finite number, got ''2,5'',"
                        + " write a point for the comma'",
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
        String text =
                IntStream.range(0, 30).mapToObj(i -> i + "," + i % 16 + "\n").collect(Collectors.joining());

        assertRefused(
                text,
                CsvFormat.DETECTED,
                "column 2: expected classes of 3 rows or more, got 16 classes in 30 rows, 16 of them smaller; is it a"
                        + " measurement? twingrad classifies; --label names another column");
    }

    @Test
    void a_whole_number_that_seldom_repeats_is_doubted() {
        Samples ages = read(rows(80, i -> "0.5," + i % 11));
        Samples digits = read(rows(300, i -> "0.5," + i % 11));

        assertThat(ages.notes())
                .contains("11 classes in 80 rows: is column 2 a measurement? twingrad classifies; --label names"
                        + " another column");
        assertThat(digits.notes()).hasSize(1);
    }

    @Test
    void a_feature_that_counts_rows_is_said() {
        Samples counted = read("id,x,kind\n" + rows(10, i -> (i + 1) + ",2," + i % 2));
        Samples measured = read("id,x,kind\n" + rows(10, i -> (i == 4 ? 7 : i + 1) + ",2," + i % 2));

        assertThat(counted.notes()).contains("column 1 (id) counts the rows: --drop id leaves it out");
        assertThat(measured.notes()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "by name     | id,color | id,a,color,b,kind¶1,5,red,6,x¶2,7,blue,8,y¶ | 5 6",
                "by number   | 1,3      | id,a,color,b,kind¶1,5,red,6,x¶2,7,blue,8,y¶ | 5 6",
                "no header   | 2        | 5,red,6,x¶7,blue,8,y¶ | 5 6",
                "the last    | note     | a,b,kind,note¶5,6,x,one¶7,8,y,two¶ | 5 6",
                "empty cells | 2        | a,gone,b,kind¶5,,6,x¶7,,8,y¶ | 5 6",
            })
    void columns_are_left_out(String name, String drop, String text, String features) {
        Samples table = read(unfolded(text), CsvFormat.DETECTED.withoutColumns(List.of(drop.split(","))));

        assertThat(row(table, 0))
                .containsExactly(Arrays.stream(features.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
        assertThat(table.classNames()).containsExactly("x", "y");
        assertThat(table.notes().get(0)).contains("; without column ");
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the whole table       | id   | b,id,kind,a¶4,1,x,3¶",
                "without what is gone  | id   | b,kind,a¶4,x,3¶",
                "without classes       | id   | id,a,b¶1,3,4¶",
                "features alone        | id   | a,b¶3,4¶",
                "by number             | 1    | id,a,b,kind¶1,3,4,x¶",
                "by number, bare       | 1    | 1,3,4,x¶",
                "features alone, bare  | id   | 3,4¶",
            })
    void what_the_training_left_out_is_left_out_of_a_prediction(String name, String drop, String text) {
        Path file = write(unfolded(text).getBytes(StandardCharsets.UTF_8));

        CsvFile.Inputs inputs =
                CsvFile.inputs(file, CsvFormat.DETECTED.withoutColumns(List.of(drop)), List.of("a", "b", "kind"), 2);

        assertThat(inputs.rows()).isDeepEqualTo(new double[][] {{3, 4}});
    }

    @Test
    void bare_columns_of_which_one_may_have_been_left_out_are_refused() {
        Path file = write("1,3,4\n".getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowable(() -> CsvFile.inputs(
                        file, CsvFormat.DETECTED.withoutColumns(List.of("id")), List.of("a", "b", "kind"), 2)))
                .hasMessage(file + ": line 1: expected 2 columns of features, and at most one of classes, got 3 between"
                        + " commas; the training left out id: with the header of its table these are known");
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
    }

    @Test
    void a_thousand_classes_are_the_most() {
        String text = IntStream.range(0, 2_100)
                .mapToObj(i -> "1,c" + i % 1_050 + "\n")
                .collect(Collectors.joining());

        assertRefused(
                text,
                CsvFormat.DETECTED,
                "line 1001, column 2: expected at most 1000 classes, got more; --label says which column holds the"
                        + " classes");
    }

    @Test
    void other_bytes_than_utf_8_are_refused_with_their_place() {
        Path file = write("a,b\n1,Käse\n2,y\n".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(file, "line 2, column 2: expected UTF-8, got other bytes; save the file as UTF-8");
    }

    @Test
    void a_record_without_an_end_is_not_read_to_its_end() {
        Path file = write(("a,b\n1," + "x".repeat(3 * CsvRecords.MOST_CHARACTERS)).getBytes(StandardCharsets.UTF_8));

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

    @Test
    void a_table_to_predict_from_may_have_classes_or_not() {
        Path with = write("a,b,kind\n1,2,x\n3,4,x\n".getBytes(StandardCharsets.UTF_8));
        CsvFile.Inputs known = inputs(with, 2);
        Path without = write("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        CsvFile.Inputs unknown = inputs(without, 2);

        assertThat(known.rows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(known.classes()).containsExactly("x", "x");
        assertThat(unknown.rows()).isDeepEqualTo(known.rows());
        assertThat(unknown.classes()).isEmpty();
        Path file = without;
        assertThat(catchThrowable(() -> inputs(file, 4)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": line 1: expected 4 columns of features, and at most one of classes, got 2 between"
                        + " commas");
    }

    private static CsvFile.Inputs inputs(Path file, int features) {
        return CsvFile.inputs(file, CsvFormat.DETECTED, List.of(), features);
    }

    /** Trained on {@code length,width,kind}, the kind told by the label as given. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "the same columns          | kind | length,width,kind¶1,2,x¶3,4,y¶ | x y",
                "the same in another order | kind | kind,width,length¶x,2,1¶y,4,3¶ | x y",
                "features alone            | kind | width,length¶2,1¶4,3¶          | ''",
                "no header, no classes     | kind | 1,2¶3,4¶                       | ''",
                "no header, classes last   |      | 1,2,x¶3,4,y¶                   | x y",
                "no header, classes first  | 1    | x,1,2¶y,3,4¶                   | x y",
            })
    void a_table_to_predict_from_is_known_by_its_names(String name, String label, String text, String classes) {
        CsvFile.Inputs inputs = trained(unfolded(text), label);

        assertThat(inputs.rows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(String.join(" ", inputs.classes())).isEqualTo(classes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a column before    | kind | id,length,width¶7,1,2¶ | 'line 1, column 1: expected one of the columns of"
                        + " the training, length, width, kind, got ''id'''",
                "a column behind    | kind | length,width,mass¶1,2,7¶ | 'line 1, column 3: expected one of the columns"
                        + " of the training, length, width, kind, got ''mass'''",
                "another feature    | kind | length,mass¶1,7¶ | 'line 1, column 2: expected one of the columns of the"
                        + " training, length, width, got ''mass'''",
                "no feature         | kind | length,kind¶1,x¶ | 'line 1, column 2: expected one of the columns of the"
                        + " training, length, width, got ''kind'''",
                "a feature twice    | kind | length,length¶1,2¶ | 'line 1, column 2: expected another name than that of"
                        + " column 1, got ''length'' again'",
                "classes by no name | kind | 1,2,x¶ | 'line 1: expected a header, which says where the classes are,"
                        + " ''kind'' in the training, got none'",
            })
    void a_table_of_other_columns_is_not_predicted_from(String name, String label, String text, String message) {
        assertThat(catchThrowable(() -> trained(unfolded(text), label)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder.resolve("table.csv") + ": " + message);
    }

    private CsvFile.Inputs trained(String text, String label) {
        var format = new CsvFormat(Optional.of(true), Optional.ofNullable(label), Optional.empty());
        return CsvFile.inputs(
                write(text.getBytes(StandardCharsets.UTF_8)), format, List.of("length", "width", "kind"), 2);
    }

    @Test
    void a_header_of_numbers_is_known_again() {
        Path file = write("2020,2019\n1,2\n".getBytes(StandardCharsets.UTF_8));

        CsvFile.Inputs inputs = CsvFile.inputs(file, CsvFormat.DETECTED, List.of("2019", "2020", "kind"), 2);

        assertThat(inputs.rows()).isDeepEqualTo(new double[][] {{2, 1}});
    }

    @Test
    void names_stand_in_the_order_of_the_features_with_the_class_last() {
        Samples table = read(
                "kind,length,width\nx,1,2\ny,3,4\n",
                new CsvFormat(Optional.empty(), Optional.of("kind"), Optional.empty()));

        assertThat(table.columnNames()).containsExactly("length", "width", "kind");
        assertThat(read("1,2,x\n3,4,y\n").columnNames()).isEmpty();
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
        assertThat(read(text, new CsvFormat(Optional.of(true), Optional.empty(), Optional.empty()))
                        .classNames())
                .containsExactly("0", "1");
        assertThat(read(text, new CsvFormat(Optional.of(false), Optional.empty(), Optional.empty()))
                        .classNames())
                .containsExactly("0", "1", "target");
        assertThat(read("0,1,x\n5,6,0\n7,8,x\n").classNames()).containsExactly("0", "x");
    }

    @Test
    void classes_are_called_as_the_model_calls_them() {
        assertThat(CsvClasses.asNamed(List.of("1.0", "1", "-0", "2", "x"), List.of("0", "1")))
                .containsExactly("1", "1", "0", "2", "x");
        assertThat(CsvClasses.asNamed(List.of("1.0", "1"), List.of("1", "x"))).containsExactly("1.0", "1");
    }

    private void assertRefused(String text, CsvFormat format, String message) {
        Path file = write(text.getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowable(() -> read(file, format)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": " + message);
    }

    private static void assertRefused(Path file, String message) {
        assertThat(catchThrowable(() -> read(file, CsvFormat.DETECTED)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": " + message);
    }

    private Samples read(String text) {
        return read(text, CsvFormat.DETECTED);
    }

    private Samples read(String text, CsvFormat format) {
        return read(write(text.getBytes(StandardCharsets.UTF_8)), format);
    }

    private static Samples read(Path file, CsvFormat format) {
        return DataReader.samples(DataChoice.of(file.toString(), 1).withCsv(format));
    }

    private Path write(byte[] content) {
        try {
            return Files.write(folder.resolve("table.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Characters that a row of a test's table cannot hold. */
    private static String unfolded(String text) {
        return text.replace('¶', '\n').replace('→', '\t').replace('§', '\r').replace('♦', '\uFEFF');
    }

    private static double[] row(Samples samples, int row) {
        Dataset data = samples.samples();
        var inputs = new double[data.features()];
        data.copyInputs(row, inputs, 0);
        return inputs;
    }

    private static List<Double> firstFeature(Samples samples) {
        return IntStream.range(0, samples.samples().size())
                .mapToObj(row -> row(samples, row)[0])
                .toList();
    }

    private static int[] labels(Samples samples) {
        return IntStream.range(0, samples.samples().size())
                .map(samples.samples()::label)
                .toArray();
    }
}

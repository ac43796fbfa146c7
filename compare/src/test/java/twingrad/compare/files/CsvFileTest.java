package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static twingrad.compare.files.CsvTables.read;
import static twingrad.compare.files.CsvTables.rows;
import static twingrad.compare.files.CsvTables.unfolded;
import static twingrad.compare.files.CsvTables.write;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Samples irises = read(folder, IRISES);

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
        Samples table = read(folder, unfolded(text));

        assertThat(table.classNames()).containsExactly("x", "y");
        assertThat(row(table, 0)).containsExactly(1, 2);
        assertThat(row(table, 1)).containsExactly(3, 4);
        assertThat(table.notes().get(0)).endsWith("line 1 taken as header, cells between " + delimiter);
    }

    @Test
    void without_a_header_the_first_line_is_a_row() {
        Samples table = read(folder, "1,2,x\n3,4,y\n");

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
        Samples table = read(
                folder,
                unfolded(text),
                new CsvFormat(Optional.ofNullable(header), Optional.of(label), Optional.empty()));

        assertThat(table.classNames()).containsExactly("x", "y");
        assertThat(row(table, 0))
                .containsExactly(Arrays.stream(features.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    @Test
    void a_header_of_numbers_must_be_said() {
        Samples table = read(
                folder, "2019,2020\n1,0\n2,1\n", new CsvFormat(Optional.of(true), Optional.empty(), Optional.empty()));

        assertThat(table.samples().size()).isEqualTo(2);
        assertThat(table.notes().get(0)).contains("in column 2 (2020): 0, 1; line 1 taken as header");
    }

    @Test
    void any_character_can_separate_cells() {
        Samples table =
                read(folder, "1|2|x\n3|4|y\n", new CsvFormat(Optional.empty(), Optional.empty(), Optional.of('|')));

        assertThat(row(table, 1)).containsExactly(3, 4);
        assertThat(table.notes().get(0)).endsWith("cells between '|'");
    }

    @Test
    void classes_that_are_whole_numbers_come_in_their_order_and_by_their_value() {
        Samples table = read(folder, "1,10\n2,9\n3,-1\n4,9.0\n5,1e1\n");

        assertThat(table.classNames()).containsExactly("-1", "9", "10");
        assertThat(labels(table)).containsExactly(2, 1, 0, 1, 2);
    }

    @Test
    void numbers_stay_as_precise_as_they_are_written() {
        assertThat(row(read(folder, "0.1,a\n123456789.123456789,b\n"), 1)).containsExactly(123456789.123456789);
    }

    @Test
    void so_many_rows_are_drawn_at_random_by_the_seed() {
        String text = rows(100, i -> i + "," + i % 2);
        Path file = write(folder, text);
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

    @Test
    void a_whole_number_that_seldom_repeats_is_doubted() {
        Samples ages = read(folder, rows(80, i -> "0.5," + i % 11));
        Samples digits = read(folder, rows(300, i -> "0.5," + i % 11));

        assertThat(ages.notes())
                .contains("11 classes in 80 rows: is column 2 a measurement? twingrad classifies; --label names"
                        + " another column");
        assertThat(digits.notes()).hasSize(1);
    }

    @Test
    void a_feature_that_counts_rows_is_said() {
        Samples counted = read(folder, "id,x,kind\n" + rows(10, i -> (i + 1) + ",2," + i % 2));
        Samples measured = read(folder, "id,x,kind\n" + rows(10, i -> (i == 4 ? 7 : i + 1) + ",2," + i % 2));

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
        Samples table = read(folder, unfolded(text), CsvFormat.DETECTED.withoutColumns(List.of(drop.split(","))));

        assertThat(row(table, 0))
                .containsExactly(Arrays.stream(features.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
        assertThat(table.classNames()).containsExactly("x", "y");
        assertThat(table.notes().get(0)).contains("; without column ");
    }

    @Test
    void names_stand_in_the_order_of_the_features_with_the_class_last() {
        Samples table = read(
                folder,
                "kind,length,width\nx,1,2\ny,3,4\n",
                new CsvFormat(Optional.empty(), Optional.of("kind"), Optional.empty()));

        assertThat(table.columnNames()).containsExactly("length", "width", "kind");
        assertThat(read(folder, "1,2,x\n3,4,y\n").columnNames()).isEmpty();
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

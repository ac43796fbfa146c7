package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static twingrad.compare.files.CsvTables.unfolded;
import static twingrad.compare.files.CsvTables.write;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.data.CsvFormat;

/** Tables that a model predicts from. */
class CsvInputsTest {

    @TempDir
    Path folder;

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
        Path file = write(folder, unfolded(text));

        CsvFile.Inputs inputs =
                CsvFile.inputs(file, CsvFormat.DETECTED.withoutColumns(List.of(drop)), List.of("a", "b", "kind"), 2);

        assertThat(inputs.rows()).isDeepEqualTo(new double[][] {{3, 4}});
    }

    @Test
    void bare_columns_of_which_one_may_have_been_left_out_are_refused() {
        Path file = write(folder, "1,3,4\n");

        assertThat(catchThrowable(() -> CsvFile.inputs(
                        file, CsvFormat.DETECTED.withoutColumns(List.of("id")), List.of("a", "b", "kind"), 2)))
                .hasMessage(file + ": line 1: expected 2 columns of features, and at most one of classes, got 3 between"
                        + " commas; the training left out id: with the header of its table these are known");
    }

    @Test
    void a_table_to_predict_from_may_have_classes_or_not() {
        Path with = write(folder, "a,b,kind\n1,2,x\n3,4,x\n");
        CsvFile.Inputs known = inputs(with, 2);
        Path without = write(folder, "1,2\n3,4\n");
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
        return CsvFile.inputs(write(folder, text), format, List.of("length", "width", "kind"), 2);
    }

    @Test
    void a_header_of_numbers_is_known_again() {
        Path file = write(folder, "2020,2019\n1,2\n");

        CsvFile.Inputs inputs = CsvFile.inputs(file, CsvFormat.DETECTED, List.of("2019", "2020", "kind"), 2);

        assertThat(inputs.rows()).isDeepEqualTo(new double[][] {{2, 1}});
    }

    @Test
    void classes_are_called_as_the_model_calls_them() {
        assertThat(CsvClasses.asNamed(List.of("1.0", "1", "-0", "2", "x"), List.of("0", "1")))
                .containsExactly("1", "1", "0", "2", "x");
        assertThat(CsvClasses.asNamed(List.of("1.0", "1"), List.of("1", "x"))).containsExactly("1.0", "1");
    }
}

package twingrad.compare.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.data.DataChoice.Kind;

class DataChoiceTest {

    @TempDir
    Path folder;

    @Test
    void a_name_is_a_set_of_twingrad_s_else_a_folder_else_a_table() {
        DataChoice images = DataChoice.of(folder.toString(), 1);
        DataChoice table = DataChoice.of("some/iris.2024.csv", 1);

        assertThat(DataChoice.of("Spiral", 1).source()).contains(DataSource.SPIRAL);
        assertThat(DataChoice.of("Spiral", 1).title()).isEqualTo("spiral");
        assertThat(images.kind()).isEqualTo(Kind.IMAGES);
        assertThat(images.title()).isEqualTo(folder.getFileName().toString());
        assertThat(table.kind()).isEqualTo(Kind.TABLE);
        assertThat(table.title()).isEqualTo("iris.2024");
        assertThat(Path.of(table.name())).isAbsolute();
    }

    @Test
    void tables_are_standardized_by_default_and_what_has_one_unit_is_not() {
        assertThat(DataChoice.of("iris.csv", 1).standardize()).isTrue();
        assertThat(DataChoice.of("mnist", 1).standardize()).isFalse();
        assertThat(DataChoice.of("moons", 1).standardize()).isFalse();
        assertThat(DataChoice.images("digits", 1).standardize()).isFalse();
    }

    @Test
    void images_are_mnist_and_folders() {
        assertThat(DataChoice.of("mnist", 1).isImages()).isTrue();
        assertThat(DataChoice.images("digits", 1).isImages()).isTrue();
        assertThat(DataChoice.of("spiral", 1).isImages()).isFalse();
        assertThat(DataChoice.of("iris.csv", 1).isImages()).isFalse();
    }

    @Test
    void a_map_makes_the_same_choice() {
        DataChoice plain = DataChoice.of("xor", -5);
        DataChoice full = new DataChoice(
                Kind.TABLE,
                "/data/iris.csv",
                OptionalInt.of(30),
                OptionalDouble.of(0.1),
                OptionalInt.of(4),
                new CsvFormat(Optional.of(false), Optional.of("4"), Optional.of('\t'), List.of("1", "a,b")),
                List.of(0.7, 0.2, 0.1),
                true,
                Long.MAX_VALUE);

        assertThat(plain.toMap())
                .containsExactlyEntriesOf(
                        ordered("kind", "named", "name", "xor", "standardize", "false", "seed", "-5"));
        assertThat(DataChoice.of(plain.toMap())).isEqualTo(plain);
        assertThat(full.toMap())
                .containsExactlyEntriesOf(ordered(
                        "kind",
                        "table",
                        "name",
                        "/data/iris.csv",
                        "samples",
                        "30",
                        "noise",
                        "0.1",
                        "classes",
                        "4",
                        "header",
                        "false",
                        "label",
                        "4",
                        "delimiter",
                        "\t",
                        "drop-1",
                        "1",
                        "drop-2",
                        "a,b",
                        "split",
                        "0.7,0.2,0.1",
                        "standardize",
                        "true",
                        "seed",
                        "9223372036854775807"));
        assertThat(DataChoice.of(full.toMap())).isEqualTo(full);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind        | tables  | data: expected another 'kind', got 'tables'",
                "kind        |         | data: expected an entry 'kind', got none",
                "name        | mars    | data: expected one of xor, circles, moons, spiral, blobs, mnist, got 'mars'",
                "samples     | few     | data: expected another 'samples', got 'few'",
                "header      | yes     | data: expected another 'header', got 'yes'",
                "delimiter   | tab     | data: expected another 'delimiter', got 'tab'",
                "split       | 0.5,x   | data: expected another 'split', got '0.5,x'",
                "seed        |         | data: expected an entry 'seed', got none",
                "standardize | TRUE    | data: expected another 'standardize', got 'TRUE'",
                "colour      | red     | data: expected entries [classes, delimiter, header, kind, label, name,"
                        + " noise, samples, seed, split, standardize], got 'colour'",
            })
    void a_spoiled_map_is_refused(String key, String value, String message) {
        Map<String, String> map = new LinkedHashMap<>(DataChoice.of("xor", 1).toMap());
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataChoice.of(map))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"1", "'0.5,0.4'", "'0.5,0.5,0.5'", "'1.5,-0.5'", "'0,1'", "'0.25,0.25,0.25,0.25'", "'NaN,1'"})
    void no_split_is_refused(String fractions) {
        List<Double> split =
                List.of(fractions.split(",")).stream().map(Double::valueOf).toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataChoice.of("moons", 1).withSplit(split))
                .withMessageStartingWith("split: expected 2 or 3 fractions of 0 or more that sum to 1, the first above"
                        + " 0, as in 0.8,0.1,0.1, got " + split.get(0));
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataChoice.Kind;

/** Every command on a table and on a folder of images, and what the options of datasets say. */
class DataOptionsTest {

    /** Three kinds of iris, ten of each, as like the real ones as a formula makes them. */
    private static final String IRISES = "sepal,petal,kind\n"
            + IntStream.range(0, 30)
                    .mapToObj(i -> (4.5 + i / 10 + 0.05 * (i * 7 % 10)) + "," + (1 + 2 * (i / 10) + 0.1 * (i % 7)) + ","
                            + new String[] {"setosa", "versicolor", "virginica"}[i / 10])
                    .collect(Collectors.joining("\n"))
            + "\n";

    @TempDir
    Path place;

    private Path table;
    private Path images;

    @BeforeEach
    void write() throws IOException {
        table = Files.writeString(place.resolve("iris.csv"), IRISES);
        images = Files.createDirectory(place.resolve("tiny"));
        idx("train", 30);
        idx("t10k", 9);
    }

    @Test
    void a_table_is_trained_on_with_its_usual_split_and_standardized() {
        var run = run("train FILE --epochs 5");

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out().lines().limit(3))
                .containsExactly(
                        "iris: 30 rows, 2 features, 3 classes in column 3 (kind): setosa, versicolor, virginica; line 1"
                                + " taken as header, cells between commas",
                        "iris: split by class, 0.8,0.1,0.1 unless --split says otherwise: 24 to train, 3 to develop, 3"
                                + " to test",
                        "iris: features standardized by the mean and deviation of the 24 training samples");
        assertThat(run.out()).contains("2-16-3 relu, softmax-cross-entropy");
    }

    @Test
    void a_folder_is_trained_on_as_mnist_is() {
        JsonNode own = run("train FOLDER --epochs 1 --hidden 5 --json -").json();
        JsonNode beside =
                run("train mnist --data FOLDER --epochs 1 --hidden 5 --json -").json();
        JsonNode option =
                run("train --data FOLDER --epochs 1 --hidden 5 --json -").json();

        assertThat(own.path("dataset").asText()).isEqualTo("tiny");
        assertThat(own.path("network").asText()).startsWith("12-5-3 relu");
        assertThat(own.path("trainLosses"))
                .isNotEmpty()
                .isEqualTo(beside.path("trainLosses"))
                .isEqualTo(option.path("trainLosses"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train FILE --epochs 2 --engine scalar --hidden 3",
                "train FOLDER --epochs 1 --engine scalar --hidden 3 --samples 9",
                "compare FILE --epochs 2 --hidden 3 --out OUT",
                "compare FOLDER --epochs 1 --hidden 3 --out OUT",
                "check FILE --hidden 3",
                "check FOLDER --hidden 3",
                "step --network --data FILE --hidden 2 --plain",
                "step --network --data FOLDER --hidden 2 --plain",
                "step --network --tensor --data FILE --hidden 2 --plain",
                "graph --network --data FILE --hidden 2 --dot -",
                "verify --template --data FILE",
                "verify --template --data FOLDER --hidden 2",
            })
    void every_command_takes_tables_and_folders(String command) {
        var run = run(command);

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "compare", "check", "verify --template --data", "step --network --plain --data"})
    void bad_data_is_told_by_file_line_and_column_and_ends_with_3(String command) throws IOException {
        Files.writeString(table, "sepal,petal,kind\n4.5,1.0,setosa\n5.5,three,versicolor\n");

        var run = run(command + " FILE");

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err())
                .isEqualToNormalizingNewlines("twingrad " + command.split(" ")[0] + ": " + table
                        + ": line 3, column 2 (petal): expected a finite number, got 'three'\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "train FILE --samples 31 | iris: expected 1 to 30 samples, got 31",
                "train FOLDER --samples 31 | tiny: expected 1 to 30 samples, got 31",
                "train mnist --samples 70000 | mnist: expected 1 to 60000 samples, got 70000",
                "compare spiral --samples 10 | spiral: expected a multiple of 3 samples, got 10",
                "train circles --classes 3 | circles: expected 2 classes, as many as there are, got 3",
                "train xor --noise 0.1 | xor: expected no noise, got 0.1",
                "train FILE --split 0.5,0.5,0 | split: expected a share above 0 of iris to test on, which has no test"
                        + " set of its own, got 0",
            })
    void what_the_samples_do_not_have_is_refused(String command, String message) {
        var run = run(command + " --epochs 1");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).endsWith(message + System.lineSeparator());
    }

    @Test
    void the_data_of_a_generator_can_be_shaped() {
        var run =
                run("train spiral --classes 5 --noise 0.05 --samples 100 --split 0.8,0.2 --no-standardize --epochs 1");

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .startsWith("spiral: split by class: 80 to train, 20 to develop")
                .contains("2-8-5 relu");
    }

    @Test
    void a_column_is_dropped_in_training_and_again_in_a_prediction() throws IOException {
        Path counted = place.resolve("counted.csv");
        List<String> lines = IRISES.lines().toList();
        Files.write(
                counted,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> (i == 0 ? "id" : String.valueOf(i)) + "," + lines.get(i))
                        .toList());
        String plain =
                run("train FILE --epochs 5 --out " + place.resolve("plain")).out();
        String model = place.resolve("model").toString();

        var dropped = run("train " + counted + " --drop id --epochs 5 --out " + model);

        assertThat(dropped.status()).as(dropped.err()).isEqualTo(ExitStatus.DONE);
        assertThat(dropped.out()).contains("; without column 1 (id)").contains("2-16-3 relu");
        assertThat(plain).doesNotContain("without column");
        for (Path asked : List.of(counted, table)) {
            assertThat(run("predict " + model + " " + asked).out()).contains(" of 30 as the table says");
        }
        var resumed = run("train --resume " + model + " --epochs 6");
        assertThat(resumed.status()).as(resumed.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run("train xor --drop 1").err()).contains("--drop: expected a table FILE.csv with it, got xor");
    }

    @Test
    void what_is_stepped_through_or_checked_is_told() {
        assertThat(run("step --network --data FILE --hidden 2 --sample 11 --plain")
                        .out()
                        .lines()
                        .limit(2))
                .last()
                .isEqualTo("iris: sample 11, row 12 of 30, class versicolor; features standardized by the mean and"
                        + " deviation of all rows");
        assertThat(run("check FILE").out())
                .contains("iris: features standardized by the mean and deviation of these samples");
        assertThat(run("step --network --hidden 2 --plain").out()).doesNotContain("xor: ");
    }

    @Test
    void a_table_can_be_described() throws IOException {
        Files.writeString(table, "x;1;2\ny;3;4\nx;5;6\ny;7;8\nx;5;6\ny;7;8\n");

        var run = run("train FILE --label 1 --no-header --delimiter ; --no-standardize --split 0.5,0.5 --epochs 1");

        assertThat(run.out().lines().limit(2))
                .containsExactly(
                        "iris: 6 rows, 2 features, 2 classes in column 1: x, y; no header, cells between semicolons",
                        "iris: split by class: 3 to train, 3 to test");
    }

    @Test
    void a_missing_table_is_bad_data_and_an_unknown_name_wrong_usage() {
        var missing = run("train nowhere.csv");
        var unknown = run("train nowhere");

        assertThat(missing.status()).isEqualTo(ExitStatus.DATA);
        assertThat(missing.err())
                .contains("nowhere.csv: expected a readable file, got none; check its name and folder");
        assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void lenet_refuses_images_of_another_size() {
        var run = run("train FOLDER --network lenet --epochs 1");

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("--network lenet: expected images of 28x28 pixels, got 4x3 in tiny");
    }

    @Test
    void mnist_is_what_the_environment_says_unless_a_folder_is_named() {
        var set = Map.of(DataOptions.FOLDER, images.toString());

        assertThat(DataOptions.chosen("mnist", 1, set)).contains(DataChoice.images(images.toString(), 1));
        assertThat(DataOptions.chosen("MNIST", 1, Map.of())).contains(DataChoice.of("mnist", 1));
        assertThat(DataOptions.chosen("mnist", 1, Map.of(DataOptions.FOLDER, "")))
                .contains(DataChoice.of("mnist", 1));
        assertThat(DataOptions.chosen("spiral", 1, set)).contains(DataChoice.of("spiral", 1));
        assertThat(DataOptions.chosen(images.toString(), 1, set).orElseThrow().kind())
                .isEqualTo(Kind.IMAGES);
        assertThat(DataOptions.chosen("mars", 1, set)).isEmpty();
    }

    @Test
    void a_folder_without_images_is_bad_data() {
        var run = run("train mnist --data OUT");

        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err())
                .isEqualToNormalizingNewlines("twingrad train: " + place.resolve("out")
                        + ": expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, got no such folder\n");
    }

    private CommandLineRun run(String command) {
        return CommandLineRun.of(command.replace("FILE", table.toString())
                .replace("FOLDER", images.toString())
                .replace("OUT", place.resolve("out").toString())
                .split(" "));
    }

    /** Images of 4 x 3 pixels of three classes, each with a line of its own lit. */
    private void idx(String prefix, int samples) throws IOException {
        var pixels = new ByteArrayOutputStream();
        var labels = new ByteArrayOutputStream();
        pixels.write(ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(samples)
                .putInt(4)
                .putInt(3)
                .array());
        labels.write(ByteBuffer.allocate(8).putInt(0x801).putInt(samples).array());
        for (int i = 0; i < samples; i++) {
            byte[] image = new byte[12];
            image[3 * (i % 3)] = (byte) (100 + i);
            image[3 * (i % 3) + 2] = (byte) 200;
            pixels.write(image);
            labels.write(i % 3);
        }
        Files.write(images.resolve(prefix + "-images-idx3-ubyte"), pixels.toByteArray());
        Files.write(images.resolve(prefix + "-labels-idx1-ubyte"), labels.toByteArray());
    }
}

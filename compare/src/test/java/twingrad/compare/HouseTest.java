package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the house that the compiler does not know, held against the sources of all modules. */
class HouseTest {

    private static final List<String> MODULES = List.of("datasets", "scalar", "tensor", "compare");

    /** What differs between JDKs. */
    private static final Pattern INEXACT = Pattern.compile(
            "\\bMath\\s*(\\.|::)\\s*(exp|log|log10|log1p|expm1|sin|cos|tan|tanh|sinh|cosh|asin|acos|atan|atan2|pow|cbrt"
                    + "|hypot)\\b|import\\s+static\\s+java\\.lang\\.Math\\b");

    /** The rooms of compare: each sees itself and those before it. */
    private static final List<String> ROOMS =
            List.of("", "expression", "data", "training", "search", "bench", "files", "report", "cli");

    private static final Pattern ROOM = Pattern.compile("\\btwingrad\\.compare\\.([a-z]+)\\b");

    private static final Pattern MODULE = Pattern.compile("\\btwingrad\\.([a-z]+)\\b");

    /** Libraries stand in one room each. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com.fasterxml.jackson",
            "files",
            "org.apache.commons.csv",
            "files",
            "org.jfree",
            "report",
            "picocli",
            "cli");

    /** Lines a file, comments and blank ones aside: a class is about 300 at most. */
    private static final int LINES = 350;

    /** The tensor engine's ops are one flat list of statements, which is easier to find one's way in than two. */
    private static final int LINES_OF_TENSOR = 450;

    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");

    /** A file of a module's main sources. */
    record Source(String module, Path path, String text) {
        /** Package after {@code twingrad.compare}, or nothing. */
        String room() {
            Matcher room =
                    Pattern.compile("package twingrad\\.compare\\.([a-z]+)").matcher(text);
            return room.find() ? room.group(1) : "";
        }

        @Override
        public String toString() {
            return module + " " + path.getFileName();
        }
    }

    static Stream<Source> sources() {
        return MODULES.stream()
                .flatMap(module -> files(Path.of("..", module, "src", "main", "java"))
                        .map(path -> new Source(module, path, read(path))));
    }

    @Test
    void all_modules_are_walked() {
        assertThat(sources().map(Source::module)).contains("datasets", "scalar", "tensor", "compare");
        assertThat(sources().map(source -> source.path.getFileName().toString()))
                .contains("ToyDatasets.java", "Value.java", "Tensor.java", "Network.java", "Main.java");
    }

    @Test
    void elementary_functions_are_those_of_strict_math() {
        assertThat(sources())
                .allSatisfy(source -> assertThat(found(INEXACT, source.text)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double y = Math.exp(x);",
                "map(Math::tanh)",
                "1 + Math .log1p(x)",
                "import static java.lang.Math.*;",
                "java.lang.Math.pow(a, b)",
            })
    void a_function_that_differs_between_machines_would_be_found(String text) {
        assertThat(found(INEXACT, text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"StrictMath.exp(x)", "StrictMath::log", "Math.sqrt(x)", "Math.max(a, b)", "FloatMath.exp(x)"})
    void an_exact_function_is_allowed(String text) {
        assertThat(found(INEXACT, text)).isEmpty();
    }

    @Test
    void packages_see_only_those_before_them() {
        assertThat(sources())
                .allSatisfy(source -> assertThat(trespasses(source)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "compare, twingrad.compare, twingrad.compare.training.Plan, 1",
        "compare, twingrad.compare.data, twingrad.compare.training.Plan, 1",
        "compare, twingrad.compare.training, twingrad.compare.search.Trial, 1",
        "compare, twingrad.compare.training, twingrad.compare.files.Json, 1",
        "compare, twingrad.compare.files, twingrad.compare.cli.Main, 1",
        "compare, twingrad.compare.report, picocli.CommandLine, 1",
        "compare, twingrad.compare.cli, org.jfree.chart.JFreeChart, 1",
        "scalar, twingrad.scalar, twingrad.tensor.Tensor, 1",
        "tensor, twingrad.tensor, twingrad.datasets.Dataset, 1",
        "datasets, twingrad.datasets, twingrad.compare.Network, 1",
        "compare, twingrad.compare, twingrad.compare.elsewhere.Room, 1",
        "compare, twingrad.compare.cli, twingrad.compare.training.Plan, 0",
        "compare, twingrad.compare.training, twingrad.compare.Network, 0",
        "compare, twingrad.compare.training, twingrad.compare.data.Splits, 0",
        "compare, twingrad.compare, twingrad.tensor.Tensor, 0",
        "tensor, twingrad.tensor, twingrad.tensor.Shape, 0",
    })
    void an_import_from_a_later_room_would_be_found(String module, String home, String imported, int trespasses) {
        var text = "package " + home + ";%n%nimport " + imported + ";%n";

        assertThat(trespasses(new Source(module, Path.of("X.java"), text.formatted())))
                .hasSize(trespasses);
    }

    @Test
    void files_are_short() {
        assertThat(sources())
                .allSatisfy(source -> assertThat(lines(source.text))
                        .isLessThanOrEqualTo(source.path.endsWith("Tensor.java") ? LINES_OF_TENSOR : LINES));
    }

    @Test
    void lines_are_counted_without_comments_and_blank_ones() {
        assertThat(lines("""
                        /** A class.
                         * Of which this is said.
                         */
                        class X {

                            // why
                            int x = 2
                                    * 3;
                        }
                        """)).isEqualTo(4);
    }

    private static long lines(String text) {
        return COMMENT.matcher(text)
                .replaceAll("")
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    /** Names in the text, imported or written out, that this source should not know. */
    private static TreeSet<String> trespasses(Source source) {
        var found = new TreeSet<String>();
        MODULE.matcher(source.text)
                .results()
                .map(name -> name.group(1))
                .filter(module -> !module.equals(source.module) && !source.module.equals("compare"))
                .forEach(found::add);
        int here = ROOMS.indexOf(source.room());
        ROOM.matcher(source.text)
                .results()
                .map(name -> name.group(1))
                .filter(room -> !ROOMS.contains(room) || ROOMS.indexOf(room) > here)
                .forEach(found::add);
        LIBRARIES.forEach((library, room) -> {
            if (source.text.contains("import " + library + ".")
                    && !source.room().equals(room)) {
                found.add(library);
            }
        });
        return found;
    }

    private static Optional<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().map(match -> match.group());
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(path -> path.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

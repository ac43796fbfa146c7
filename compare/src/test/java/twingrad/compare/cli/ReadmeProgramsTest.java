package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's programs in other languages write files that agree; run where the language is at hand. */
class ReadmeProgramsTest {

    @TempDir
    private Path folder;

    /** A language: its fence, its interpreter, how to ask for what it needs, its file, and a transposition to plant. */
    record Language(
            String name, List<String> interpreter, List<String> probe, String file, String right, String turned) {
        @Override
        public String toString() {
            return name;
        }

        String program() throws IOException {
            String readme =
                    Files.readString(Path.of(System.getProperty("basedir", "")).resolve("../README.md"));
            Matcher block =
                    Pattern.compile("```" + name + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
            assertThat(block.find()).as("a block of %s in the README", name).isTrue();
            return block.group(1);
        }

        boolean isAtHand(Path folder) throws IOException, InterruptedException {
            try {
                return run(
                                folder,
                                Stream.concat(interpreter.stream(), probe.stream())
                                        .toList())
                        == 0;
            } catch (IOException e) {
                return false;
            }
        }

        int run(Path folder, List<String> command) throws IOException, InterruptedException {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start()
                    .waitFor();
        }
    }

    static Stream<Language> languages() {
        return Stream.of(
                new Language(
                        "python",
                        List.of("python3"),
                        List.of("-c", "import numpy"),
                        "mine.npz",
                        "dZ1.T @ A,",
                        "A.T @ dZ1,"),
                new Language(
                        "r",
                        List.of("Rscript"),
                        List.of("-e", "library(jsonlite)"),
                        "mine.json",
                        "t(dZ1) %*% A,",
                        "t(A) %*% dZ1,"),
                new Language(
                        "octave",
                        List.of("octave"),
                        List.of("--eval", "jsonencode(1)"),
                        "mine.json",
                        "dZ1' * A,",
                        "A' * dZ1,"));
    }

    static Stream<Arguments> programs() {
        return languages().flatMap(language -> Stream.of(Arguments.of(language, false), Arguments.of(language, true)));
    }

    @ParameterizedTest(name = "{0}, transposed: {1}")
    @MethodSource("programs")
    void a_program_writes_a_file_that_agrees_and_a_transposition_is_told(Language language, boolean isTurned)
            throws IOException, InterruptedException {
        String program = language.program();
        assertThat(program).containsOnlyOnce(language.right);
        assumeTrue(language.isAtHand(folder), language + " is not at hand");
        Path source = Files.writeString(
                folder.resolve("program"), isTurned ? program.replace(language.right, language.turned) : program);
        List<String> command = Stream.concat(language.interpreter.stream(), Stream.of(source.toString()))
                .toList();

        assertThat(language.run(folder, command)).as(() -> output()).isZero();
        var run = CommandLineRun.of("verify", folder.resolve(language.file).toString());

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(isTurned ? ExitStatus.VERDICT : ExitStatus.DONE);
        assertThat(run.out().contains("layers.1.weight: difference ")).isEqualTo(isTurned);
        assertThat(run.out().contains("transposed: its shape is (4 x 3), the weight's (3 x 4)"))
                .isEqualTo(isTurned);
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}

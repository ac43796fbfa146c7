package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text of the launcher for Windows, held against the one for POSIX shells: the two start the same. */
class BatchLauncherTest {

    private static final Path FOLDER = Path.of("src", "main", "sh");

    private final String shell = read("twingrad");
    private final String batch = read("twingrad.bat");

    @Test
    void every_line_ends_as_windows_wants_it() {
        assertThat(batch).endsWith("\r\n").isEqualTo(batch.replaceAll("\r?\n", "\r\n"));
        assertThat(batch.replace("\r\n", "")).doesNotContain("\r").isASCII();
        assertThat(shell).doesNotContain("\r");
    }

    @Test
    void both_pass_the_same_flags_to_the_jvm_and_start_the_same_class() {
        assertThat(flags(batch)).isEqualTo(flags(shell)).hasSize(4).contains("--add-modules=jdk.incubator.vector");
        assertThat(batch).contains("-cp \"%home%\\lib\\*\" twingrad.compare.cli.Main %*");
        assertThat(shell).contains("-cp \"$home/lib/*\" twingrad.compare.cli.Main \"$@\"");
    }

    @Test
    void a_flag_that_one_lacks_would_be_found() {
        assertThat(flags(batch.replace("-XX:+UseParallelGC ^", ""))).isNotEqualTo(flags(shell));
    }

    @Test
    void both_take_further_flags_from_the_same_variable() {
        assertThat(batch).contains("    %TWINGRAD_JAVA_OPTS% ^");
        assertThat(shell).contains("    ${TWINGRAD_JAVA_OPTS:-} \\");
    }

    @Test
    void both_refuse_the_same_in_the_same_words_with_status_2() {
        List<String> refused = List.of(
                "JAVA_HOME: expected a JDK 17 or later, got ",
                "java: expected Java 17 or later on the path, got none; install it or set JAVA_HOME",
                "java: expected 17 or later, got ");

        assertThat(refused).allSatisfy(words -> assertThat(shell).contains(words));
        assertThat(refused)
                .allSatisfy(words -> assertThat(batch)
                        .containsPattern(">&2 echo twingrad: " + Pattern.quote(words) + "[^\r]*\r\nexit /b 2\r\n"));
        assertThat(batch.lines().filter(line -> line.startsWith(">&2"))).hasSize(refused.size());
        assertThat(batch).contains("if %major% GEQ 17 ");
        assertThat(shell).contains("-ge 17 ]");
    }

    @Test
    void a_java_home_in_quotes_loses_them_where_there_is_one() {
        assertThat(batch)
                .contains("if not defined JAVA_HOME goto search\r\n"
                        + "set \"JAVA_HOME=%JAVA_HOME:\"=%\"\r\n"
                        + "if exist \"%JAVA_HOME%\\bin\\java.exe\" ");
    }

    @Test
    void its_status_is_that_of_the_jvm() {
        assertThat(batch).endsWith("twingrad.compare.cli.Main %*\r\nexit /b %ERRORLEVEL%\r\n");
    }

    @Test
    void every_label_that_is_gone_to_is_there() {
        var gone = found("goto (\\w+)");

        assertThat(gone).isNotEmpty().isEqualTo(found("(?m)^:(\\w+)"));
    }

    /** What stands between java and the class path, one flag a line. */
    private static List<String> flags(String launcher) {
        return launcher.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("-") && !line.startsWith("-cp"))
                .map(line -> line.replaceAll(" [\\\\^]$", ""))
                .toList();
    }

    private TreeSet<String> found(String pattern) {
        Stream<String> names = Pattern.compile(pattern).matcher(batch).results().map(found -> found.group(1));
        return names.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

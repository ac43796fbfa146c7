package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import twingrad.compare.trust.Jvm;

/** Every option of every command with what nobody means: taken, or refused in words for people, and at once. */
class HostileArgumentsTest {

    private static final CommandLineRun GOOD = new CommandLineRun(0, "", "");

    private static final HostileLine SEED =
            new HostileLine("xor", List.of("--seed"), List.of("abc"), List.of("xor", "--seed=abc"));

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "names of files that others cannot have")
    void every_option_takes_a_hostile_value_or_refuses_it() throws IOException {
        attempt(1, 150);
    }

    @Test
    @Tag("trust")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "names of files that others cannot have")
    void every_option_takes_every_hostile_value_or_refuses_it() throws IOException {
        attempt(HostileLines.TURNS, 3_000);
    }

    private void attempt(int values, int random) throws IOException {
        Path here = Files.createDirectories(folder.resolve("in/side/here"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path home = Files.createDirectory(folder.resolve("home"));

        var flags = List.of(
                Jvm.VECTORS,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.home=" + home);
        Jvm.Outcome outcome = new Jvm(here, 60, flags)
                .run(HostileArguments.class.getName(), List.of(String.valueOf(values), String.valueOf(random)));

        System.out.print(outcome.out());
        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).endsWith("; faults: 0\n");
        assertThat(list(temporary)).isEmpty();
        assertThat(list(home)).allMatch(file -> file.endsWith(".java")); // the fonts of Java's own
    }

    private static List<Path> list(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.sorted().toList();
        }
    }

    @Test
    void what_throws_is_caught() {
        var hostile = new HostileArguments(
                (out, err, words) -> {
                    if (isGood(words)) {
                        return ExitStatus.DONE;
                    }
                    throw new NumberFormatException("For input string: \"abc\"");
                },
                10);

        hostile.attempt(SEED);

        assertThat(hostile.faults())
                .singleElement()
                .asString()
                .startsWith(
                        "'xor' '--seed=abc'\n    expected a documented exit status, got -1: java.lang.NumberFormat");
        assertThat(hostile.summary()).isEqualTo("1 command lines, 1 with exit status -1; faults: 1");
    }

    private static boolean isGood(String... words) {
        return List.of(words).equals(GoodLine.of("xor").words("xor"));
    }

    @Test
    void a_good_line_that_is_refused_is_caught() {
        var hostile = new HostileArguments((out, err, words) -> ExitStatus.USAGE, 10);

        hostile.attempt(SEED);

        assertThat(hostile.faults())
                .containsExactly("'xor' '--seeds=1' '--hidden=2' '--activation=relu' '--steps=1'\n"
                        + "    expected the good line to be done, got 2: ");
    }

    @Test
    void what_hangs_is_caught() {
        var never = new CountDownLatch(1);
        var hostile = new HostileArguments(
                (out, err, words) -> {
                    try {
                        if (!isGood(words)) {
                            never.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 0;
                },
                1);

        hostile.attempt(SEED);

        assertThat(hostile.faults())
                .containsExactly(
                        "'xor' '--seed=abc'\n    expected a documented exit status, got -2: an end within 1 s");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                argumentSet(
                        "a defect", 70, "xor: a defect of twingrad itself, please report it", "exit status, got 70"),
                argumentSet("interrupted", 130, "", "exit status, got 130"),
                argumentSet("a stack trace", 1, "--seed: expected\n\tat twingrad", "for people, got \tat "),
                argumentSet("Java's word", 2, "--seed: expected a number, got java.lang", "for people, got java."),
                argumentSet("null", 2, "--seed: expected a number, got null", "for people, got null"),
                argumentSet("no memory", 2, "expected work that fits into a heap of 1 MB", "got work that fits"),
                argumentSet("no option", 2, "xor: expected a number, got another", "expected the option's name"),
                argumentSet("nothing expected", 2, "xor: --seed is wrong", "expected the option's name"),
                argumentSet("nothing said", 3, "", "expected the option's name"),
                argumentSet("a bell", 2, "--seed: expected a number, got \u0007", "expected no control characters"),
                argumentSet("lines", 2, "--seed: expected\n".repeat(25), "expected at most a screenful"),
                argumentSet("long", 2, "--seed: expected " + "a".repeat(2_000), "expected at most a screenful"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_bad_refusal_is_caught(int status, String err, String fault) {
        assertThat(HostileVerdict.fault(SEED, new CommandLineRun(status, "", err), GOOD))
                .hasValueSatisfying(found -> assertThat(found).contains(fault));
    }

    @Test
    void a_refusal_that_shows_neither_the_option_nor_the_blank_value_is_caught() {
        var line = new HostileLine("step", List.of("--at"), List.of("  "), List.of("step", "--at=  "));

        assertThat(HostileVerdict.fault(line, new CommandLineRun(2, "", "step: expected what, got nothing"), GOOD))
                .isPresent();
        assertThat(HostileVerdict.fault(line, new CommandLineRun(2, "", "step: expected x=1, got '  '"), GOOD))
                .isEmpty();
        assertThat(HostileVerdict.fault(line, new CommandLineRun(2, "", "step --at: expected x=1"), GOOD))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goodEnds")
    void a_good_end_is_none(CommandLineRun run) {
        assertThat(HostileVerdict.fault(SEED, run, GOOD)).isEmpty();
    }

    static Stream<CommandLineRun> goodEnds() {
        return Stream.of(
                new CommandLineRun(0, "done", ""),
                new CommandLineRun(1, "diverged", ""),
                new CommandLineRun(2, "", "--seed: expected a whole number, got 'abc'"),
                new CommandLineRun(3, "", "abc: expected a file, got none"));
    }

    @Test
    void a_new_command_must_bring_a_good_line() {
        var line = new CommandLine(new Main()).addSubcommand(new Planted());

        assertThatThrownBy(() -> HostileLines.of(line).each(1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected a good line of planted to spoil, got none; add one to GoodLine");
    }

    @Command(name = "planted")
    private static final class Planted {}
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application folder, started as a person would: {@code bin/twingrad} in a shell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherIT {

    private static final Path HOME = Path.of(System.getProperty("twingrad.home"));
    private static final String THIS_JAVA = System.getProperty("java.home");
    private static final String INCUBATOR = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir
    private Path folder;

    private record Run(int status, String out, String err) {}

    @Test
    void it_runs_from_any_folder_and_says_nothing_but_the_incubator_line() throws Exception {
        Run run = launch(Map.of("JAVA_HOME", THIS_JAVA), HOME.resolve("bin/twingrad"), "check");

        assertThat(run.status).isZero();
        assertThat(run.out).contains("All agree.");
        assertThat(run.err.lines()).containsExactly(INCUBATOR);
    }

    @Test
    void it_finds_its_folder_through_a_chain_of_links_and_spaces() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first link"), HOME.resolve("bin/twingrad"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

        Run run = launch(Map.of("JAVA_HOME", THIS_JAVA), second, "--version");

        assertThat(run.status).isZero();
        assertThat(run.out).startsWith("twingrad ");
    }

    @Test
    void the_vector_module_is_resolved() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA),
                HOME.resolve("bin/twingrad"),
                "train",
                "xor",
                "--epochs",
                "1",
                "--json",
                "-");

        assertThat(run.out).containsPattern("\"vectorLanes\" : ([2-9]|\\d\\d)");
    }

    @Test
    void without_the_vector_module_it_runs_on_plain_loops_and_says_so_in_one_line() throws Exception {
        Run run = run(
                Map.of(),
                List.of(
                        THIS_JAVA + "/bin/java",
                        "-cp",
                        HOME.resolve("lib") + "/*",
                        "twingrad.compare.cli.Main",
                        "train",
                        "xor",
                        "--epochs",
                        "1",
                        "--json",
                        folder.resolve("xor.json").toString()));

        assertThat(run.status).isZero();
        assertThat(run.err.lines()).singleElement().asString().contains("--add-modules jdk.incubator.vector");
        assertThat(folder.resolve("xor.json")).content().contains("\"vectorLanes\" : 1");
    }

    @Test
    void without_hardware_fma_it_says_so_in_one_line() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA, "TWINGRAD_JAVA_OPTS", "-XX:-UseFMA"),
                HOME.resolve("bin/twingrad"),
                "step",
                "x*w",
                "--at",
                "x=2,w=3");

        assertThat(run.status).isZero();
        assertThat(run.err.lines().filter(line -> !line.equals(INCUBATOR)))
                .singleElement()
                .asString()
                .startsWith("twingrad: fma: expected a hardware instruction, got Java's replacement (equal results,");
    }

    @Test
    void the_exit_status_of_a_verdict_comes_through() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA),
                HOME.resolve("bin/twingrad"),
                "check",
                "--mutant",
                "missing-mean-in-last-bias");

        assertThat(run.status).isEqualTo(1);
    }

    @Test
    void further_flags_reach_the_jvm() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA, "TWINGRAD_JAVA_OPTS", "-Xmx77m -XX:+PrintCommandLineFlags"),
                HOME.resolve("bin/twingrad"),
                "--version");

        assertThat(run.out).contains("-XX:MaxHeapSize=" + (77 << 20));
    }

    @Test
    void mnist_trains_in_a_heap_of_256_mb() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA, "TWINGRAD_JAVA_OPTS", "-Xmx256m"),
                HOME.resolve("bin/twingrad"),
                "train",
                "mnist",
                "--epochs",
                "1");

        assertThat(run.status).isZero();
        assertThat(run.out).contains("mnist: 60000 samples to train").contains("test accuracy 9");
    }

    @Test
    void a_network_beyond_the_heap_is_told_in_one_line() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA, "TWINGRAD_JAVA_OPTS", "-Xmx64m"),
                HOME.resolve("bin/twingrad"),
                "train",
                "xor",
                "--hidden",
                "4000,4000");

        assertThat(run.status).isEqualTo(2);
        assertThat(run.err.lines()).hasSize(2);
        assertThat(run.err.lines().toList().get(1))
                .matches(
                        "twingrad train: expected the network and its batch to fit into a heap of \\d+ MB, got \\d+ MB:"
                                + " 16020001 parameters of \\d+ bytes and 4 samples of \\d+ bytes; take fewer --hidden units or"
                                + " a smaller --batch, or give it more with TWINGRAD_JAVA_OPTS=-Xmx...");
    }

    @Test
    void figures_look_the_same_in_every_country() throws Exception {
        Run run = launch(
                Map.of("JAVA_HOME", THIS_JAVA, "TWINGRAD_JAVA_OPTS", "-Duser.language=de -Duser.country=DE"),
                HOME.resolve("bin/twingrad"),
                "check",
                "--mutant",
                "missing-mean-in-last-bias");

        assertThat(run.out).contains("difference 0.99335548", "factor 300 = m");
    }

    @Test
    void a_java_home_without_java_is_refused() throws Exception {
        Run run = launch(Map.of("JAVA_HOME", folder.toString()), HOME.resolve("bin/twingrad"), "check");

        assertThat(run.status).isEqualTo(2);
        assertThat(run.err)
                .isEqualTo(
                        "twingrad: JAVA_HOME: expected a JDK 17 or later, got " + folder + ", which has no bin/java\n");
    }

    @Test
    void it_needs_nothing_on_the_path_but_java() throws Exception {
        Run run = launch(Map.of("JAVA_HOME", THIS_JAVA, "PATH", ""), HOME.resolve("bin/twingrad"), "--version");
        Run without = launch(Map.of("JAVA_HOME", "", "PATH", ""), HOME.resolve("bin/twingrad"), "--version");

        assertThat(run.status).isZero();
        assertThat(without.status).isEqualTo(2);
        assertThat(without.err)
                .isEqualTo("twingrad: java: expected Java 17 or later on the path, got none; install it or set"
                        + " JAVA_HOME\n");
    }

    @Test
    void output_that_does_not_arrive_is_told() throws Exception {
        assumeThat(Path.of("/dev/full")).exists();
        Run run = run(
                Map.of("JAVA_HOME", THIS_JAVA),
                List.of("/bin/sh", "-c", "'" + HOME.resolve("bin/twingrad") + "' check xor >/dev/full"));

        assertThat(run.status).isEqualTo(3);
        assertThat(run.err).contains("twingrad: standard output: expected to write it whole, got No space left");
    }

    @Test
    void an_old_java_is_refused_by_its_version() throws Exception {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Run run = launch(Map.of("JAVA_HOME", folder.toString()), HOME.resolve("bin/twingrad"), "check");

        assertThat(run.status).isEqualTo(2);
        assertThat(run.err)
                .isEqualTo("twingrad: java: expected 17 or later, got 11.0.2 from " + java
                        + "; set JAVA_HOME to a newer JDK\n");
    }

    @Test
    void an_interrupt_ends_it_with_130() throws Exception {
        Process process = start(
                Map.of("JAVA_HOME", THIS_JAVA),
                List.of(HOME.resolve("bin/twingrad").toString(), "train", "mnist", "--epochs", "1000"));
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            process.getOutputStream().close();
            assertThat(out.readLine()).startsWith("mnist: 60000 samples");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            // All digits are tested before it ends.
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(130);
    }

    private Run launch(Map<String, String> environment, Path launcher, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    private Run run(Map<String, String> environment, List<String> command) throws Exception {
        Process process = start(environment, command);
        byte[] out = process.getInputStream().readAllBytes();
        byte[] err = process.getErrorStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(), new String(out, StandardCharsets.UTF_8), new String(err, StandardCharsets.UTF_8));
    }

    private Process start(Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("TWINGRAD_JAVA_OPTS");
        builder.environment().putAll(environment);
        return builder.start();
    }
}

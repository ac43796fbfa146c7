package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.files.CheckpointFile;

/** The packaged application, interrupted while it trains. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class TrainInterruptIT {

    private static final Path LAUNCHER =
            Path.of(System.getProperty("twingrad.home")).resolve("bin/twingrad");
    private static final String PROMPT = "twingrad> ";

    /** More epochs than any test waits for. */
    private static final String ENDLESS = "train moons --batch 7 --dropout 0.2 --epochs 10000000";

    private static final Pattern PAUSED = Pattern.compile("paused (?:in|after) epoch (\\d+) of");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void stopped_in_the_middle_and_gone_on_with_it_is_as_if_it_never_stopped() throws Exception {
        Path left = folder.resolve("left.json");
        Process process = start(ENDLESS + " --json " + left + " --out " + folder);
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");
        Matcher paused = PAUSED.matcher(await(process.inputReader(), PROMPT));
        assertThat(paused.find()).isTrue();
        int total = Integer.parseInt(paused.group(1)) + 2;
        type(process, "epochs " + total);
        assertThat(await(process.inputReader(), PROMPT)).contains("epochs: 10000000 -> " + total);
        type(process, "quit");
        assertThat(rest(process))
                .contains("go on with: twingrad train --resume " + folder.resolve("last.safetensors"))
                .containsPattern("train accuracy .*, test accuracy .*\\R");
        assertThat(status(process)).isEqualTo(130);
        assertThat(left).content().contains("\"end\" : \"paused\"", "\"epochs\" : " + total);
        assertThat(folder.resolve("moons-boundary.png")).isNotEmptyFile();

        Path json = folder.resolve("report.json");
        Process later = start("train --resume " + folder + " --json " + json);
        assertThat(rest(later)).contains("goes on from epoch ");
        assertThat(status(later)).isZero();

        String whole = CommandLineRun.of(("train moons --batch 7 --dropout 0.2 --json - --epochs " + total).split(" "))
                .json()
                .path("parametersSha256")
                .asText();
        String stopped = new ObjectMapper()
                .readTree(Files.readString(json))
                .path("parametersSha256")
                .asText();
        assertThat(stopped).hasSize(64).isEqualTo(whole);
    }

    @Test
    void a_hyperparameter_is_changed_and_the_training_goes_on() throws Exception {
        Path log = folder.resolve("log.jsonl");
        Process process = start(ENDLESS + " --log " + log);
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");
        await(process.inputReader(), PROMPT);
        type(process, "lr 0.01");
        assertThat(await(process.inputReader(), PROMPT)).contains("lr: 0.05 -> 0.01");
        type(process, "hidden 16");
        assertThat(await(process.inputReader(), PROMPT)).contains("hidden: expected a hyperparameter, got part of");
        type(process, "go");
        await(process.inputReader(), "goes on");
        signal(process, "INT");
        assertThat(await(process.inputReader(), PROMPT)).contains("paused ", "adam, learning rate 0.01, ");
        type(process, "quit");
        await(process.inputReader(), "keep it in which file? (Enter throws it away) ");
        type(process, folder.resolve("kept.safetensors").toString());
        assertThat(rest(process)).contains("wrote " + folder.resolve("kept.safetensors"));
        assertThat(status(process)).isEqualTo(130);
        assertThat(folder.resolve("kept.safetensors")).isNotEmptyFile();
        assertThat(log).content().contains("\"event\":\"change\"", "\"lr\":0.01", "\"end\":\"paused\"");
    }

    @Test
    void twice_it_ends_at_once_with_the_last_checkpoint_kept() throws Exception {
        Process process = start(ENDLESS + " --out " + folder);
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");
        await(process.inputReader(), PROMPT);
        signal(process, "INT");

        assertThat(rest(process))
                .contains("ended at once; the last checkpoint is " + folder.resolve("last.safetensors"));
        assertThat(status(process)).isEqualTo(130);
        resumes();
    }

    @Test
    void twice_it_ends_at_once_before_it_could_ask() throws Exception {
        Process process = start(ENDLESS + " --out " + folder);
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");
        signal(process, "INT");

        String said = rest(process);
        assertThat(said).containsPattern("ended at once; (no checkpoint was written yet|the last checkpoint is .+)");
        assertThat(status(process)).isEqualTo(130);
        if (said.contains("the last checkpoint is ")) {
            resumes();
        }
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"TERM, 143", "HUP, 129"})
    void asked_to_end_while_it_asks_it_keeps_what_was_changed(String signal, int status) throws Exception {
        Process process = start(ENDLESS + " --out " + folder);
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");
        await(process.inputReader(), PROMPT);
        type(process, "lr 0.01");
        await(process.inputReader(), PROMPT);
        signal(process, signal);

        assertThat(rest(process)).contains("asked to end: wrote " + folder.resolve("last.safetensors"));
        assertThat(status(process)).isEqualTo(status);
        int next = CheckpointFile.read(folder).position().epoch() + 1;
        assertThat(rest(start("train --resume " + folder + " --epochs " + next)))
                .contains("adam, learning rate 0.01, ");
    }

    @Test
    void a_checkpoint_that_cannot_be_written_is_told_and_kept_elsewhere() throws Exception {
        Files.createDirectory(folder.resolve("last.safetensors"));
        Process process = start(ENDLESS + " --out " + folder);
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");
        assertThat(await(process.inputReader(), PROMPT))
                .contains("last.safetensors: expected a file that can be written, got a folder");
        type(process, "quit");
        assertThat(await(process.inputReader(), "throws it away) "))
                .contains("last.safetensors: expected a file that can be written, got a folder");
        Path kept = folder.resolve("kept.safetensors");
        type(process, kept.toString());

        assertThat(rest(process)).contains("wrote " + kept);
        assertThat(status(process)).isEqualTo(130);
        assertThat(kept).isNotEmptyFile();
    }

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"TERM, 143", "HUP, 129"})
    void asked_to_end_it_keeps_a_checkpoint_and_ends(String signal, int status) throws Exception {
        Process process = start(ENDLESS + " --out " + folder);
        await(process.inputReader(), "epoch  training loss");
        signal(process, signal);

        assertThat(rest(process)).contains("wrote " + folder.resolve("last.safetensors"));
        assertThat(status(process)).isEqualTo(status);
        assertThat(folder.resolve("moons-boundary.png"))
                .as("what takes longer is not begun")
                .doesNotExist();
        resumes();
    }

    @Test
    void with_nobody_to_answer_it_keeps_a_checkpoint_and_ends() throws Exception {
        Process process = start(ENDLESS + " --out " + folder);
        process.getOutputStream().close();
        await(process.inputReader(), "epoch  training loss");
        signal(process, "INT");

        assertThat(rest(process)).contains("wrote " + folder.resolve("last.safetensors"));
        assertThat(status(process)).isEqualTo(130);
        resumes();
    }

    @Test
    void on_a_terminal_a_bar_shows_where_it_stands_and_the_key_interrupts() throws Exception {
        assumeThat(PseudoTerminal.isAvailable())
                .as("util-linux' script, which makes pseudo-terminals, is on this machine")
                .isTrue();
        var environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "TERM", "xterm-256color");
        try (var terminal = new PseudoTerminal("exec " + LAUNCHER + " " + ENDLESS, 80, 24, environment)) {
            terminal.awaitText("epoch  training loss");
            assertThat(terminal.awaitText(" left")).containsPattern("\repoch \\d+/10000000 .*accuracy .*/s .* left");
            terminal.pressAfter(" left", "\003");
            terminal.pressAfter(PROMPT, "lr 0.02\r");
            assertThat(terminal.awaitText("lr: 0.05 -> 0.02")).doesNotContain(" left");
            terminal.pressAfter(PROMPT, "\r");
            terminal.pressAfter(" left", "\003");
            terminal.pressAfter(PROMPT, "q\r");
            terminal.pressAfter("throws it away) ", "\r");
            assertThat(terminal.awaitEnd()).isEqualTo(130);
            assertThat(terminal.shown()).contains("nothing kept");
        }
    }

    private void resumes() throws Exception {
        int next = CheckpointFile.read(folder).position().epoch() + 1;
        Process later = start("train --resume " + folder + " --epochs " + next + " --quiet");
        assertThat(rest(later)).startsWith("train accuracy ");
        assertThat(status(later)).isZero();
    }

    private Process start(String arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(LAUNCHER.toString());
        command.addAll(List.of(arguments.split(" ")));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static void type(Process process, String line) throws IOException {
        Writer keys = process.outputWriter(StandardCharsets.UTF_8);
        keys.write(line + "\n");
        keys.flush();
    }

    /** Reads on until the text is there, and gives what was read. */
    private static String await(Reader out, String text) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = out.read();
            assertThat(next).as("output up to '%s'; so far%n%s", text, read).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }

    private static String rest(Process process) throws IOException {
        var read = new StringBuilder();
        for (int next = process.inputReader().read();
                next >= 0;
                next = process.inputReader().read()) {
            read.append((char) next);
        }
        return read.toString();
    }

    private static int status(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}

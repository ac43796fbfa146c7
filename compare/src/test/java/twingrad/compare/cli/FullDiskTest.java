package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every kind of file that the command line writes, where there is no room for a byte of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "ulimit is the shell's of POSIX")
class FullDiskTest {

    private static final String OLD = "old";

    /** A log is begun and then written line by line. */
    private static final String EMPTY = "";

    /**
     * What is written by one command.
     *
     * @param command its words between spaces, DIR for the folder
     * @param file that it writes, within the folder
     * @param left what is in that file afterwards; nothing if there is to be none, then or before
     */
    record Row(String command, String file, Optional<String> left) {
        String in(Path folder) {
            return command.replace("DIR", folder.toString());
        }

        @Override
        public String toString() {
            return command;
        }
    }

    static final List<Row> ROWS = List.of(
            new Row("step x*w --at x=2,w=3 --json DIR/walk.json", "walk.json", Optional.of(OLD)),
            new Row("step x*w --at x=2,w=3 --html DIR/walk.html", "walk.html", Optional.of(OLD)),
            new Row("graph x*w --at x=2,w=3 --png DIR/graph.png", "graph.png", Optional.of(OLD)),
            new Row("graph x*w --at x=2,w=3 --svg DIR/graph.svg", "graph.svg", Optional.of(OLD)),
            new Row("graph x*w --at x=2,w=3 --dot DIR/graph.dot", "graph.dot", Optional.of(OLD)),
            new Row("check xor --json DIR/check.json", "check.json", Optional.of(OLD)),
            new Row("check xor --html DIR/check.html", "check.html", Optional.of(OLD)),
            new Row("check xor --sweep --out DIR", "xor-sweep.png", Optional.of(OLD)),
            new Row("train xor --epochs 1 --json DIR/train.json", "train.json", Optional.of(OLD)),
            new Row("train xor --epochs 1 --log DIR/log.jsonl", "log.jsonl", Optional.of(EMPTY)),
            new Row("sweep xor --lr 0.1;1 --epochs 1 --out DIR", "trials.jsonl", Optional.of(EMPTY)),
            new Row("export DIR/run --onnx DIR/model.onnx", "model.onnx", Optional.of(OLD)),
            new Row("verify --template DIR/template.json", "template.json", Optional.empty()));

    @TempDir
    private static Path full;

    @TempDir
    private static Path roomy;

    private static List<String> told;

    @BeforeAll
    static void run() throws Exception {
        for (Path folder : List.of(full, roomy)) {
            assertThat(CommandLineRun.of("train", "xor", "--epochs", "1", "--out", folder + "/run")
                            .status())
                    .isZero();
        }
        for (Row row : ROWS) {
            if (row.left().equals(Optional.of(OLD))) {
                Files.writeString(full.resolve(row.file()), OLD);
            }
        }
        var command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 0; exec \"$@\"", "bash"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Djava.awt.headless=true", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), FullDisk.class.getName()));
        ROWS.forEach(row -> command.add(row.in(full)));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            told = process.inputReader().lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void what_does_not_fit_is_told_and_what_was_there_is_kept(Row row) throws IOException {
        String command = row.command().split(" ")[0];
        Path file = full.resolve(row.file());

        assertThat(told).hasSameSizeAs(ROWS);
        assertThat(told.get(ROWS.indexOf(row)))
                .startsWith(ExitStatus.DATA + "\t")
                .endsWith("twingrad " + command + ": " + file
                        + ": expected a file that can be written, got File too large"
                        + (row.left().equals(Optional.of(OLD)) ? "; the file that was there is kept" : ""))
                .doesNotContain("\tat ");
        if (row.left().isPresent()) {
            assertThat(file).hasContent(row.left().get());
        } else {
            assertThat(file).doesNotExist();
        }
        try (Stream<Path> files = Files.list(full)) {
            assertThat(files).noneMatch(left -> left.toString().endsWith(".part"));
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void with_room_it_is_written(Row row) {
        var run = CommandLineRun.of(row.in(roomy).split(" "));

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(roomy.resolve(row.file())).isNotEmptyFile();
    }
}

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application where it may not write: into a folder, and over a file in a folder that it may write into. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are those of POSIX")
class UnwritableIT {

    private static final Path LAUNCHER =
            Path.of(System.getProperty("twingrad.home")).resolve("bin/twingrad");

    /** Root may write everywhere, and gives that up. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private static final String OLD = "mine";

    @TempDir
    private static Path folder;

    private static List<String> before = List.of();

    @BeforeAll
    static void prepare() throws Exception {
        permit(folder, "rwxr-xr-x");
        assertThat(CommandLineRun.of("train", "xor", "--epochs", "1", "--quiet", "--out", folder + "/run")
                        .status())
                .isZero();
        permit(Files.createDirectory(folder.resolve("locked")), "r-xr-xr-x");
        permit(Files.createDirectory(folder.resolve("open")), "rwxrwxrwx");
        for (String name : List.of(".lock", "trials.jsonl", "report.json", "model.onnx")) {
            permit(Files.writeString(folder.resolve("open").resolve(name), OLD), "r--r--r--");
        }
        if (Files.isWritable(folder.resolve("locked"))) {
            assumeThat(canStart(AS_NOBODY)).as("setpriv is there, for root").isTrue();
            before = AS_NOBODY;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            train xor --epochs 1 --out DIR/locked             | DIR/locked: expected a folder that can be written into, got no permission for DIR/locked/.lock
            train xor --epochs 1 --out DIR/locked/new         | DIR/locked/new: expected a folder that can be made, got no permission for DIR/locked/new
            train xor --epochs 1 --out DIR/open               | DIR/open: expected a folder that can be written into, got no permission for DIR/open/.lock
            train xor --epochs 1 --json DIR/locked/new.json   | DIR/locked/new.json: expected a file that can be written, got no permission for DIR/locked
            train xor --epochs 1 --json DIR/open/report.json  | DIR/open/report.json: expected a file that can be written, got no permission for DIR/open/report.json; the file that was there is kept
            sweep xor --lr 0.1;1 --epochs 1 --out DIR/locked  | DIR/locked/trials.jsonl: expected a file that can be written, got no permission for DIR/locked/trials.jsonl
            sweep xor --lr 0.1;1 --epochs 1 --out DIR/open    | DIR/open/trials.jsonl: expected a file that can be written, got no permission for DIR/open/trials.jsonl
            export DIR/run --onnx DIR/locked/model.onnx       | DIR/locked/model.onnx: expected a file that can be written, got no permission for DIR/locked
            export DIR/run --onnx DIR/open/model.onnx         | DIR/open/model.onnx: expected a file that can be written, got no permission for DIR/open/model.onnx; the file that was there is kept
            """)
    void it_is_refused_and_nothing_is_changed(String command, String message) throws Exception {
        Process process = start(before, command.replace("DIR", folder.toString()));
        boolean hasEnded = process.waitFor(5, TimeUnit.MINUTES);
        if (!hasEnded) {
            process.destroyForcibly();
        }
        assertThat(hasEnded).isTrue();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.lines().filter(line -> !line.startsWith("WARNING: Using incubator modules")))
                .containsExactly(
                        "twingrad " + command.split(" ")[0] + ": " + message.replace("DIR", folder.toString()));
        assertThat(process.exitValue()).isEqualTo(ExitStatus.DATA);
        assertThat(folder.resolve("locked")).isEmptyDirectory();
        try (var files = Files.list(folder.resolve("open"))) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(file).hasContent(OLD));
        }
    }

    private static boolean canStart(List<String> before) throws InterruptedException {
        try {
            return start(before, "--version").waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(List<String> before, String arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.add(LAUNCHER.toString());
        command.addAll(List.of(arguments.split(" ")));
        var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TWINGRAD_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return builder.start();
    }

    private static void permit(Path place, String permissions) throws IOException {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(permissions));
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;

class ExportCommandTest {

    private static final Splits DATA = Splits.of(DataSource.SPIRAL, 1);

    @TempDir
    private Path folder;

    @Test
    void a_checkpoint_becomes_a_model_for_other_programs() throws IOException {
        Path model = folder.resolve("last.safetensors");
        Path onnx = folder.resolve("new").resolve("spiral.onnx");
        CheckpointFile.write(model, trained().checkpoint());

        var run = CommandLineRun.of("export", model.toString(), "--onnx", onnx.toString());
        var ofFolder = CommandLineRun.of("export", folder.toString(), "--onnx", onnx + "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        "wrote " + onnx + ": 2-5-3 tanh, softmax-cross-entropy; trained for 2 epochs\n");
        assertThat(Files.readString(onnx, StandardCharsets.ISO_8859_1)).contains("Gemm", "Tanh", "input", "logits");
        assertThat(ofFolder.status()).isEqualTo(ExitStatus.DONE);
        assertThat(folder.resolve("new").resolve("spiral.onnx2")).hasSameBinaryContentAs(onnx);
    }

    @Test
    void a_file_that_is_no_checkpoint_is_refused() throws IOException {
        Path none = folder.resolve("none.safetensors");
        Path text = Files.writeString(folder.resolve("text.safetensors"), "my network");
        Path onnx = folder.resolve("x.onnx");

        var missing = CommandLineRun.of("export", none.toString(), "--onnx", onnx.toString());
        var wrong = CommandLineRun.of("export", text.toString(), "--onnx", onnx.toString());

        assertThat(missing.status()).isEqualTo(ExitStatus.DATA);
        assertThat(missing.err())
                .isEqualToNormalizingNewlines("twingrad export: " + none
                        + ": expected a file that can be read, got none; check its name and folder\n");
        assertThat(wrong.status()).isEqualTo(ExitStatus.DATA);
        assertThat(wrong.err())
                .startsWith("twingrad export: " + text + ": expected a safetensors header of at most 100000000 bytes,")
                .endsWith("; is it a safetensors file?" + System.lineSeparator());
        assertThat(onnx).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            export                  | twingrad export: expected a checkpoint to export, got none
            export x                | twingrad export: expected --onnx FILE, got none
            export x --onnx .       | twingrad export: --onnx: expected a file, got the folder '.'
            export x y --onnx z     | twingrad export: expected no further argument, got 'y'
            """)
    void wrong_usage_says_what_was_expected(String arguments, String message) {
        var run = CommandLineRun.of(arguments.split(" +"));

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err().lines().findFirst()).hasValue(message);
    }

    private static Session trained() {
        Network network = Network.classifier(DATA.train(), List.of(5), Activation.TANH);
        Routine routine = new Routine(OptimizerKind.ADAM, 0.05, 2, 100, new Seeds(1));
        Session session = Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, DATA);
        session.run(SessionListener.NONE);
        return session;
    }
}

package twingrad.compare.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.files.OnnxFile;
import twingrad.compare.training.Checkpoint;

/** {@code twingrad export}. */
@Command(
        name = "export",
        header = "Write a trained network for other programs.",
        description = "Writes the network of a checkpoint as ONNX, which onnxruntime and most frameworks read: an input"
                + " named `input`, a row of features a sample as they come in the data (pixels from 0 to 1), and an"
                + " output named `logits`, both of any number of rows, in float32. What standardized the training"
                + " samples is part of the network, whose input is then in float64.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad train mnist --out run",
            "  twingrad export run/last.safetensors --onnx mnist.onnx"
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "A checkpoint that train wrote, or its folder, which stands for its last.safetensors.")
    private Path model;

    @Option(names = "--onnx", paramLabel = "FILE", description = "The file to write.")
    private Path onnx;

    @Override
    public Integer call() {
        if (model == null) {
            throw refusal("expected a checkpoint to export, got none");
        }
        if (onnx == null) {
            throw refusal("expected --onnx FILE, got none");
        }
        if (Files.isDirectory(onnx)) {
            throw refusal("--onnx: expected a file, got the folder '" + onnx + "'");
        }
        Checkpoint checkpoint = CheckpointFile.read(model);
        OutputOptions.prepare(onnx);
        OnnxFile.write(onnx, checkpoint);
        spec.commandLine()
                .getOut()
                .println("wrote " + onnx + ": " + checkpoint.model().description() + "; trained for "
                        + epochs(checkpoint.reports().size()));
        return ExitStatus.DONE;
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String epochs(int number) {
        return number + (number == 1 ? " epoch" : " epochs");
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.files.InputFile;
import twingrad.compare.files.PredictJson;
import twingrad.compare.files.PredictJson.PredictionJson;
import twingrad.compare.training.Checkpoint;
import twingrad.compare.training.Predictor;
import twingrad.compare.training.Predictor.Prediction;

/** {@code twingrad predict}. */
@Command(
        name = "predict",
        header = "Ask a trained model for the class of pictures or of the rows of a table.",
        description =
                "A picture for a model of 28x28 digits is brought to their form, which is said: light on dark, cropped"
                        + " to its ink, scaled to fit 20x20, centered by mass. Samples are standardized as those of the training"
                        + " were. A file that cannot be read is named after the answers of the others; then it exits 3.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad train mnist --out mnist",
            "  twingrad predict mnist seven.png",
            "  twingrad predict iris/best.safetensors flowers.csv --json -"
        })
final class PredictCommand implements Callable<Integer> {

    /** Most rows of a file that are told one by one; the JSON has all. */
    private static final int ROWS = 20;

    /** Most classes beside the first that a line tells, and the least probability to tell. */
    private static final int OTHERS = 2;

    private static final double WORTH_TELLING = 0.001;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A checkpoint of train: FILE.safetensors, or the folder of train's --out, for its last one.")
    private Path model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "A PNG picture, a file of images in IDX, or a table of features with or without a column of"
                    + " classes.")
    private List<Path> files;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        output.prepare();
        Checkpoint checkpoint = CheckpointFile.read(model);
        var predictor = new Predictor(checkpoint);
        var inputs = new LinkedHashMap<Path, InputFile>();
        var refusals = new ArrayList<UncheckedIOException>();
        for (Path file : files) {
            try {
                inputs.put(file, InputFile.read(file, checkpoint.provenance(), predictor.features()));
            } catch (UncheckedIOException e) {
                refusals.add(e);
            }
        }
        if (inputs.isEmpty()) {
            throw refusals.get(0);
        }
        PrintWriter text = output.text();
        var report = new ArrayList<PredictionJson>();
        inputs.forEach((file, input) -> {
            List<Prediction> predictions = predictor.predict(input.rows());
            tell(file, input, predictions, predictor, text);
            report.addAll(json(file, input, predictions));
        });
        output.json(new PredictJson(model.toString(), checkpoint.model().description(), classNames(predictor), report));
        var err = spec.commandLine().getErr();
        refusals.forEach(refusal ->
                err.println(spec.commandLine().getCommandSpec().qualifiedName() + ": " + refusal.getMessage()));
        return refusals.isEmpty() ? ExitStatus.DONE : ExitStatus.DATA;
    }

    private static void tell(
            Path file, InputFile input, List<Prediction> predictions, Predictor predictor, PrintWriter text) {
        if (!input.changes().isEmpty()) {
            text.println(file + ": " + String.join("; ", input.changes()));
        }
        for (int row = 0; row < Math.min(ROWS, predictions.size()); row++) {
            String place = predictions.size() == 1 ? "" : " row " + (row + 1);
            String truth = input.classes().isEmpty()
                            || input.classes()
                                    .get(row)
                                    .equals(predictions.get(row).name())
                    ? ""
                    : ", but the table says " + input.classes().get(row);
            text.println(file + place + ": " + words(predictions.get(row), predictor) + truth);
        }
        if (predictions.size() > ROWS) {
            text.println("… and " + (predictions.size() - ROWS) + " more rows: --json has all");
        }
        if (!input.classes().isEmpty()) {
            long right = IntStream.range(0, predictions.size())
                    .filter(row ->
                            input.classes().get(row).equals(predictions.get(row).name()))
                    .count();
            text.printf(
                    Locale.ROOT,
                    "%s: %d of %d as the table says, %.2f%%%n",
                    file,
                    right,
                    predictions.size(),
                    100.0 * right / predictions.size());
            tellUnknown(file, input, predictor, text);
        }
    }

    private static void tellUnknown(Path file, InputFile input, Predictor predictor, PrintWriter text) {
        Set<String> unknown = new TreeSet<>(input.classes());
        classNames(predictor).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            String more = unknown.size() > ROWS ? ", …" : "";
            text.println(file + ": the model was never shown "
                    + unknown.stream().limit(ROWS).collect(Collectors.joining(", ")) + more);
        }
    }

    private static List<String> classNames(Predictor predictor) {
        return IntStream.range(0, predictor.classes())
                .mapToObj(predictor::className)
                .toList();
    }

    /** For example {@code 7 (99.1 %), then 9 (0.6 %)}. */
    private static String words(Prediction prediction, Predictor predictor) {
        List<Double> probabilities = prediction.probabilities();
        if (probabilities.isEmpty()) {
            return prediction.name();
        }
        String others = IntStream.range(0, probabilities.size())
                .boxed()
                .filter(label -> label != prediction.label() && probabilities.get(label) >= WORTH_TELLING)
                .sorted(Comparator.comparing(probabilities::get, Comparator.reverseOrder()))
                .limit(OTHERS)
                .map(label -> predictor.className(label) + percent(probabilities.get(label)))
                .collect(Collectors.joining(", "));
        return prediction.name()
                + percent(probabilities.get(prediction.label()))
                + (others.isEmpty() ? "" : ", then " + others);
    }

    private static String percent(double probability) {
        return String.format(Locale.ROOT, " (%.1f%%)", 100 * probability);
    }

    private static List<PredictionJson> json(Path file, InputFile input, List<Prediction> predictions) {
        return IntStream.range(0, predictions.size())
                .mapToObj(row -> new PredictionJson(
                        file.toString(),
                        row + 1,
                        input.changes(),
                        predictions.get(row).label(),
                        predictions.get(row).name(),
                        predictions.get(row).probabilities(),
                        input.classes().isEmpty() ? "" : input.classes().get(row)))
                .toList();
    }
}

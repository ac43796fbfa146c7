package twingrad.compare.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import twingrad.compare.CheckReport;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.RecordedWitness;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.TensorWitness;
import twingrad.compare.TextbookWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.files.GradientFile;
import twingrad.compare.files.Layout;
import twingrad.compare.files.VerifyJson;
import twingrad.compare.files.WholeFile;
import twingrad.compare.report.CheckPage;
import twingrad.compare.report.CheckTable;
import twingrad.compare.report.ValuesTable;
import twingrad.tensor.Precision;

/** {@code twingrad verify}. */
@Command(
        name = "verify",
        header = "Check the gradient in a file, written by any language, block by block.",
        description = "Reads a network, its parameters, samples and somebody's gradient from JSON or from NumPy's .npz;"
                + " computes the gradient in both engines, by a textbook's rules and by finite differences; says which"
                + " block of the file's is wrong, where, and how. Exits 1 if one is, or if rounding or missing digits"
                + " could hide it (verdict unproven), 3 if the file is not what it should be.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad verify mine.json",
            "  twingrad verify mine.npz --layout in-by-out --samples columns",
            "  twingrad verify --template --data spiral --hidden 3",
            "      (such a file with a right gradient, to begin with)"
        })
final class VerifyCommand implements Callable<Integer> {

    /** Entries that a large block is sampled by are drawn from this seed; the same file, the same report. */
    private static final Seeds SEEDS = new Seeds(1);

    /** Heap that the scalar engine's graph takes for one weight and one sample, rounded up from what was measured. */
    private static final long BYTES = 300;

    private static final List<String> OF_TEMPLATES = List.of(
            "--data",
            "--noise",
            "--classes",
            "--label",
            "--header",
            "--delimiter",
            "--standardize",
            "--hidden",
            "--activation",
            "--loss",
            "--init",
            "--l1",
            "--l2",
            "--seed",
            "--mutant");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file, JSON or .npz; with --template the file to write (default: standard output).")
    private Path file;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            defaultValue = "out-by-in",
            description = "How weights and their gradients lie: out-by-in or in-by-out (default: ${DEFAULT-VALUE}).")
    private Layout.Weights weights;

    @Option(
            names = "--samples",
            paramLabel = "NAME",
            defaultValue = "rows",
            description = "Whether samples are the rows or the columns of the inputs (default: ${DEFAULT-VALUE}).")
    private Layout.Samples samples;

    @Option(names = "--values", description = "Print every gradient side by side, entry by entry.")
    private boolean values;

    @Mixin
    private OutputOptions output;

    @Mixin
    private PageOptions page;

    @Mixin
    private TemplateOptions template;

    @Override
    public Integer call() {
        var layout = new Layout(weights, samples);
        if (template.isAsked()) {
            if (output.isGiven()) {
                throw new ParameterException(spec.commandLine(), "--json: expected a check's, got --template");
            }
            write(template.text(layout));
            return ExitStatus.DONE;
        }
        requireCheck();
        output.prepare();
        page.prepare();
        GradientFile checked = GradientFile.read(file, layout);
        requireRoom(checked);
        Verdict verdict = check(checked);
        return verdict == Verdict.AGREE ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    /** Everything in float64: at numbers that never were rounded to float, float32 would show nothing but that. */
    private Verdict check(GradientFile checked) {
        List<RecordedWitness> witnesses = Stream.of(
                        new ScalarWitness(),
                        new TextbookWitness(),
                        new TensorWitness(Precision.FLOAT64),
                        new FiniteDifferences(SEEDS))
                .map(RecordedWitness::new)
                .toList();
        CheckReport report = checked.check(witnesses.get(0), List.copyOf(witnesses.subList(1, witnesses.size())));
        boolean isSingle = checked.unitRoundoff() == Witness.FLOAT32;
        String title = file.getFileName() + (isSingle ? " (float32)" : "");
        PrintWriter text = output.text();
        CheckTable.lines(title, report, output.ink()).forEach(text::println);
        Verdict verdict = GradientFile.verdict(report);
        if (verdict == Verdict.UNPROVEN) {
            text.println("To show that the file is right, " + checked.remedy() + ".");
        } else if (verdict != report.verdict()) {
            text.println("The file agrees with the scalar engine.");
        } else if (verdict == Verdict.DISAGREE) {
            hint(checked, report).ifPresent(text::println);
        }
        List<ValuesTable.Column> columns = values ? columns(checked, witnesses) : List.of();
        if (values) {
            text.println();
            text.println("entries of θ, weights as [output,input]");
            ValuesTable.lines(checked.network(), columns).forEach(text::println);
        }
        page.write(() -> CheckPage.of(title, report, Optional.empty(), columns), text);
        output.json(VerifyJson.of(report, verdict, file.toString()));
        return verdict;
    }

    /** How else the file could be meant, so that it agrees; or where to look first. */
    private Optional<String> hint(GradientFile checked, CheckReport report) {
        if (checked.unitRoundoff() != Witness.FLOAT32 && checked.agreesInFloat32()) {
            return Optional.of("In float32 it would agree: if that is what computed it, add \"precision\": \"f32\".");
        }
        Optional<String> reading = otherLayout().or(checked::otherReading);
        boolean isLossWrong = report.losses().stream()
                .anyMatch(loss -> loss.witness().equals(GradientFile.WITNESS) && loss.verdict() == Verdict.DISAGREE);
        return reading.map(words -> "It would agree with " + words + ".")
                .or(() -> isLossWrong
                        ? Optional.of("The loss differs, so the forward passes differ: look there first.")
                        : Optional.empty());
    }

    /** The options of another layout that fits the file's shapes and in which it agrees. */
    private Optional<String> otherLayout() {
        for (Layout.Weights otherWeights : Layout.Weights.values()) {
            for (Layout.Samples otherSamples : Layout.Samples.values()) {
                var other = new Layout(otherWeights, otherSamples);
                if (!other.equals(new Layout(weights, samples)) && agreesIn(other)) {
                    return Optional.of("--layout " + otherWeights + " --samples " + otherSamples);
                }
            }
        }
        return Optional.empty();
    }

    private boolean agreesIn(Layout other) {
        try {
            return GradientFile.read(file, other).agrees();
        } catch (UncheckedIOException doesNotFit) {
            return false;
        }
    }

    private static List<ValuesTable.Column> columns(GradientFile checked, List<RecordedWitness> witnesses) {
        var columns = new ArrayList<ValuesTable.Column>();
        witnesses.forEach(witness -> columns.add(new ValuesTable.Column(witness.name(), witness.answer())));
        columns.add(new ValuesTable.Column(GradientFile.WITNESS, checked.answer()));
        return columns;
    }

    /** Refuses what the scalar engine's graph has no room for, before it takes minutes to find out. */
    private void requireRoom(GradientFile checked) {
        long products = (long) checked.parameters().length * checked.batch().rows();
        long heap = Runtime.getRuntime().maxMemory();
        if (products > heap / BYTES) {
            String message = file + ": expected at most " + heap / BYTES + " parameters times samples for a heap of "
                    + (heap >> 20) + " MB, got " + products + "; take fewer samples";
            throw new UncheckedIOException(message, new IOException(message));
        }
    }

    private void requireCheck() {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "expected a file to check, or --template, got none");
        }
        OF_TEMPLATES.stream()
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(
                            spec.commandLine(), option + ": expected it with --template only, got a file to check");
                });
    }

    private void write(String text) {
        if (file == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return;
        }
        if (file.toString().endsWith(".npz")) {
            throw new ParameterException(spec.commandLine(), file + ": expected a name for JSON, got .npz");
        }
        OutputOptions.makeParent(file);
        if (Files.isRegularFile(file)) {
            String message = file + ": expected a new file, got one that is there; choose another name";
            throw new UncheckedIOException(message, new FileAlreadyExistsException(message));
        }
        WholeFile.write(file, text);
        output.text().println("wrote " + file);
    }
}

package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.CheckReport;
import twingrad.compare.Mutants;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.StepSweep;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataChoice.Kind;
import twingrad.compare.data.DataSource;
import twingrad.compare.files.CheckJson;
import twingrad.compare.report.CheckPage;
import twingrad.compare.report.SweepChart;
import twingrad.compare.report.SweepTable;
import twingrad.compare.report.ValuesTable;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** {@code twingrad check}. */
@Command(
        name = "check",
        header = "Cross-check a network's gradient in every engine, block by block.",
        description = "The scalar engine against the tensor engine in float64 and in float32 and against finite"
                + " differences, on a network with fresh parameters. Exits 1 if a block disagrees.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad check spiral --activation tanh --seed 7",
            "  twingrad check --mutant missing-mean-in-last-bias",
            "      (a planted bug: exits 1 and says where it is)",
            "  twingrad check xor --sweep --values --html xor.html",
            "      (the error of difference quotients by their step, and every number)"
        })
final class CheckCommand implements Callable<Integer> {

    /** Digits of a check where no number is said: the scalar engine takes about a tenth of a second for each. */
    private static final int DIGITS = 8;

    /** Rows of a table likewise: as many as the generated sets have. */
    private static final int ROWS = 300;

    private static final String FOLDER = "twingrad-check";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Mixin
    private PageOptions page;

    @Mixin
    private FolderOptions pictures;

    @Option(names = "--values", description = "Print every gradient side by side, entry by entry.")
    private boolean values;

    @Option(
            names = "--sweep",
            description = "Print and draw the error of difference quotients over their step ε, the U-curve.")
    private boolean sweep;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples to check on, drawn from the set (default: all; of images " + DIGITS + ", of a table "
                    + ROWS + ").")
    private Integer batch;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "Add a witness with a known bug of gradients, by a name that twingrad mutants lists.")
    private String mutant;

    @Override
    public Integer call() {
        DataChoice choice = data.choiceOr(DataSource.SPIRAL);
        Seeds seeds = data.seeds();
        Dataset samples = sample(choice);
        Network checked = network.network(choice, samples);
        List<Witness> further =
                Optional.ofNullable(mutant).stream().map(this::planted).toList();
        output.prepare();
        page.prepare();
        var run = new CheckRun(checked, checked.draw(seeds), samples, seeds, further);
        CheckReport report = run.run(output.text(), output.ink());
        if (mutant != null && !report.oddOnesOut().contains("mutant")) {
            output.text().println(Mutants.named(mutant).whyUnseen(checked));
        }
        List<ValuesTable.Column> columns = values ? run.columns() : List.of();
        if (values) {
            output.text().println();
            ValuesTable.lines(checked, columns).forEach(output.text()::println);
        }
        Optional<StepSweep> steps = sweep ? Optional.of(run.sweep()) : Optional.empty();
        steps.ifPresent(found -> show(found, choice));
        page.write(() -> CheckPage.of(run.title(), report, steps, columns), output.text());
        output.json(CheckJson.of(report, samples.name(), seeds.seed()));
        return report.verdict() == Verdict.AGREE ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private void show(StepSweep steps, DataChoice choice) {
        output.text().println();
        SweepTable.lines(steps).forEach(output.text()::println);
        Path file = pictures.folder(FOLDER).resolve(choice.title() + "-sweep.png");
        SweepChart.of(choice.title() + ": error of difference quotients", steps).save(file);
        output.text().println("wrote " + file);
    }

    private Witness planted(String name) {
        try {
            return Mutants.named(name).of(new TensorWitness(Precision.FLOAT64));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    private Dataset sample(DataChoice choice) {
        Least.require(spec, "--batch", batch, 1);
        Dataset all = DataOptions.toCheck(choice, output.text());
        int usual = choice.isImages() ? DIGITS : choice.kind() == Kind.TABLE ? ROWS : all.size();
        int size = Optional.ofNullable(batch).orElse(usual);
        return size >= all.size()
                ? all
                : all.shuffled(choice.seeds().generator(Purpose.CHECK_SAMPLES)).slice(0, size);
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
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
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Splits;
import twingrad.compare.files.EarlierRun;
import twingrad.compare.report.Curve;
import twingrad.compare.training.Plan;
import twingrad.compare.training.WitnessLearner;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** {@code twingrad compare}. */
@Command(
        name = "compare",
        header = "Train both engines on the same batches and compare their loss curves.",
        description =
                "The scalar engine and the tensor engine, in float64 and float32 or in the one of --precision, from"
                        + " the same parameters, on the same batches. Float32 drifts by rounding from step to step,"
                        + " so the verdict comes from both engines' gradients at the first and at the last"
                        + " parameters. Exits 1 if"
                        + " these disagree or a training diverges.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad compare moons --hidden 8,8 --epochs 200 --out moons --html moons.html",
            "  twingrad compare circles --with sgd.json --with adam.json",
            "      (with the curves of earlier runs, which train or compare wrote by --json)",
            "  twingrad compare spiral --mutant missing-mean-in-last-bias",
            "      (beside a training with a known bug: does it learn?)"
        })
final class CompareCommand implements Callable<Integer> {

    private static final String FOLDER = "twingrad-compare";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private SamplesOptions size;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FolderOptions pictures;

    @Mixin
    private PageOptions page;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description = "Draw the loss curves of an earlier run, too: a file that train or compare wrote by --json."
                    + " Any number of them.")
    private List<Path> with = List.of();

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "Train with a known bug, too: one of those that twingrad mutants lists.")
    private String mutant;

    @Override
    public Integer call() {
        DataChoice named = data.choice();
        Seeds seeds = data.seeds();
        List<Curve> earlier = with.stream()
                .flatMap(file -> EarlierRun.read(file).stream())
                .map(run -> Curve.byEpoch(label(run, named), run.losses()))
                .toList();
        output.prepare();
        page.prepare();
        Path folder = pictures.folder(FOLDER);
        PrintWriter text = output.text();
        DataChoice choice = size.choice(named, true, text);
        Splits splits = DataOptions.read(choice, true, text);
        Dataset train = splits.train();
        Plan plan = training.plan(choice, network.network(choice, train), train, seeds);
        List<Precision> precisions =
                training.precision().map(List::of).orElse(List.of(Precision.FLOAT64, Precision.FLOAT32));
        Optional<WitnessLearner> planted = Optional.ofNullable(mutant).map(name -> planted(name, plan, train));
        var run = new CompareRun(choice, plan, splits, output);
        run.run(precisions, planted);
        var drawn = new ComparePictures(run, earlier);
        List<String> files = drawn.save(folder);
        files.forEach(file -> text.println("wrote " + file));
        page.write(drawn::page, text);
        output.json(run.json(files));
        return run.isSound() ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    /** The run's name, with its dataset where that is another. */
    private static String label(EarlierRun run, DataChoice choice) {
        return run.dataset().equals(choice.title()) ? run.name() : run.name() + " on " + run.dataset();
    }

    private WitnessLearner planted(String name, Plan plan, Dataset train) {
        try {
            return WitnessLearner.mutant(name, plan, train);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }
}

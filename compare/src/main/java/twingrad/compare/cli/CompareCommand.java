package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twingrad.compare.Seeds;
import twingrad.compare.files.CompareJson;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** {@code twingrad compare}. */
@Command(
        name = "compare",
        header = "Train both engines on the same batches and compare their loss curves.",
        description =
                "The scalar engine and the tensor engine, in float64 and float32 or in the one of --precision, from"
                        + " the same parameters. Exits 1 if a training diverges.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  twingrad compare moons --hidden 8,8 --epochs 200 --out moons"})
final class CompareCommand implements Callable<Integer> {

    private static final String FOLDER = "twingrad-compare";

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

    @Override
    public Integer call() {
        DataSource source = data.source();
        Seeds seeds = data.seeds();
        output.prepare();
        Path folder = pictures.folder(FOLDER);
        PrintWriter text = output.text();
        boolean digits = source == DataSource.MNIST;
        OptionalInt samples = size.samplesForScalar(source, text);
        Dataset train = source.train(seeds, samples);
        Dataset test = digits ? source.test(seeds).slice(0, Recipe.SCALAR_DIGITS) : source.test(seeds);
        Plan plan = training.plan(source, network.network(source, train), train, seeds);
        List<Precision> precisions =
                training.precision().map(List::of).orElse(List.of(Precision.FLOAT64, Precision.FLOAT32));
        CompareJson report = CompareRun.run(source, plan, precisions, train, test, folder, text);
        output.json(report);
        boolean finite = report.engines().stream().allMatch(engine -> Double.isFinite(engine.trainLoss()));
        return finite ? ExitStatus.DONE : ExitStatus.VERDICT;
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twingrad.compare.Seeds;
import twingrad.compare.files.TrainJson;
import twingrad.compare.report.BoundaryChart;
import twingrad.compare.report.Curve;
import twingrad.compare.report.LossChart;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.compare.training.ScalarLearner;
import twingrad.compare.training.TensorLearner;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** {@code twingrad train}. */
@Command(
        name = "train",
        header = "Train a network in one engine and test it.",
        description = "Exits 1 if the training diverges.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad train xor --engine scalar --hidden 8 --activation tanh",
            "  twingrad train mnist --hidden 128 --epochs 5 --json mnist.json"
        })
final class TrainCommand implements Callable<Integer> {

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

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "tensor",
            description = "scalar or tensor (default: ${DEFAULT-VALUE}).")
    private Engine engine;

    @Override
    public Integer call() {
        DataSource source = data.source();
        Seeds seeds = data.seeds();
        if (engine == Engine.SCALAR) {
            training.refuseTensorOptions();
        }
        output.prepare();
        Optional<Path> folder = pictures.folder();
        PrintWriter text = output.text();
        boolean scalar = engine == Engine.SCALAR;
        boolean few = source == DataSource.MNIST && scalar;
        OptionalInt samples = scalar ? size.samplesForScalar(source, text) : size.samples();
        Dataset train = source.train(seeds, samples);
        Dataset test = few ? source.test(seeds).slice(0, Recipe.SCALAR_DIGITS) : source.test(seeds);
        Plan plan = training.plan(source, network.network(source, train), train, seeds);
        Learner learner = engine == Engine.SCALAR
                ? new ScalarLearner(plan, train)
                : new TensorLearner(plan, training.precision().orElse(Precision.FLOAT32), train);
        TrainJson report = new TrainRun(source, plan, train, test, text).run(learner);
        folder.ifPresent(place -> draw(place, source, report, train, learner, text));
        output.json(report);
        return Double.isFinite(report.trainLoss()) ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private static void draw(
            Path folder, DataSource source, TrainJson report, Dataset train, Learner learner, PrintWriter text) {
        if (!report.trainLosses().isEmpty()) {
            Path loss = folder.resolve(source + "-loss.png");
            double[] losses = report.trainLosses().stream().mapToDouble(x -> x).toArray();
            LossChart.save(loss, source + ": " + report.network(), List.of(new Curve(report.engine(), losses)));
            text.println("wrote " + loss);
        }
        if (BoundaryChart.canDraw(train)) {
            Path boundary = folder.resolve(source + "-boundary.png");
            BoundaryChart.save(
                    boundary,
                    source + ": decision boundary and training samples",
                    train,
                    List.of(new BoundaryChart.Panel(learner.name(), learner.network(), learner::outputs)));
            text.println("wrote " + boundary);
        }
    }
}

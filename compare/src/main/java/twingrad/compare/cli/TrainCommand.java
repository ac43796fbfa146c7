package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.Health;
import twingrad.compare.LeNet;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.files.TrainJson;
import twingrad.compare.report.BoundaryChart;
import twingrad.compare.report.Curve;
import twingrad.compare.report.LossChart;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.compare.training.Routine;
import twingrad.compare.training.ScalarLearner;
import twingrad.compare.training.TensorLearner;
import twingrad.compare.training.TrainingMemory;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;
import twingrad.tensor.Sequential;

/** {@code twingrad train}. */
@Command(
        name = "train",
        header = "Train a network in one engine and test it.",
        description = "Exits 1 if the training diverges. An epoch's seconds are those of its training; testing is not"
                + " counted.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad train xor --engine scalar --hidden 8 --activation tanh",
            "  twingrad train mnist --hidden 128 --epochs 5 --json mnist.json",
            "  twingrad train mnist --network lenet"
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

    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "mlp",
            description = "mlp, fully connected layers, or lenet, the convolutional network of mnist and the tensor"
                    + " engine: two of 5x5 windows with max pooling, three dense layers (default: ${DEFAULT-VALUE}).")
    private Model model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataSource source = data.source();
        Seeds seeds = data.seeds();
        if (engine == Engine.SCALAR) {
            training.refuseTensorOptions();
        }
        if (model == Model.LENET) {
            refuseWithoutImages(source);
        }
        output.prepare();
        Optional<Path> folder = pictures.folder();
        PrintWriter text = output.text();
        boolean scalar = engine == Engine.SCALAR;
        boolean few = source == DataSource.MNIST && scalar;
        OptionalInt samples = scalar ? size.samplesForScalar(source, text) : size.samples();
        Dataset train = size.train(source, seeds, samples);
        Dataset test = few ? source.test(seeds).slice(0, Recipe.SCALAR_DIGITS) : source.test(seeds);
        TrainJson report = model == Model.LENET
                ? lenet(source, train, test, seeds, folder, text)
                : mlp(source, train, test, seeds, folder, text);
        output.json(report);
        return Double.isFinite(report.trainLoss()) ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private TrainJson mlp(
            DataSource source, Dataset train, Dataset test, Seeds seeds, Optional<Path> folder, PrintWriter text) {
        Plan plan = training.plan(source, network.network(source, train), train, seeds);
        memory(plan, Math.min(plan.batchSize(), train.size()))
                .requireRoom(Runtime.getRuntime().maxMemory());
        Learner learner =
                engine == Engine.SCALAR ? new ScalarLearner(plan, train) : new TensorLearner(plan, precision(), train);
        var run = new TrainRun(source, plan.network().toString(), plan.routine(), train, test, text);
        TrainJson report = run.run(
                learner, (before, after, notFinite) -> Health.of(plan.network(), before, after, train, notFinite));
        folder.ifPresent(place -> {
            drawLoss(place, source, report, text);
            drawBoundary(place, source, plan.network(), train, learner, text);
        });
        return report;
    }

    private TrainingMemory memory(Plan plan, int batch) {
        return engine == Engine.SCALAR
                ? TrainingMemory.ofScalar(plan.network(), batch)
                : TrainingMemory.of(plan.network(), plan.optimizer(), precision(), batch);
    }

    private TrainJson lenet(
            DataSource source, Dataset train, Dataset test, Seeds seeds, Optional<Path> folder, PrintWriter text) {
        Routine routine = training.lenet(train, seeds);
        Sequential model = LeNet.model(precision(), seeds);
        var learner = new TensorLearner(model, LeNet::loss, routine, train);
        TrainJson report = new TrainRun(source, LeNet.DESCRIPTION, routine, train, test, text)
                .run(learner, (before, after, notFinite) -> Health.of(model, before, after, notFinite));
        folder.ifPresent(place -> drawLoss(place, source, report, text));
        return report;
    }

    private Precision precision() {
        return training.precision().orElse(Precision.FLOAT32);
    }

    /** LeNet takes the images of digits, in the tensor engine, and brings its own layers. */
    private void refuseWithoutImages(DataSource source) {
        if (source != DataSource.MNIST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--network lenet: expected images of 28x28 pixels, which mnist has, got " + source);
        }
        if (engine == Engine.SCALAR) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--network lenet: expected --engine tensor, got scalar, which goes one number at a time and has no"
                            + " convolution");
        }
        network.refuse(model.toString());
    }

    private static void drawLoss(Path folder, DataSource source, TrainJson report, PrintWriter text) {
        if (!report.trainLosses().isEmpty()) {
            Path loss = folder.resolve(source + "-loss.png");
            double[] losses = report.trainLosses().stream().mapToDouble(x -> x).toArray();
            LossChart.save(loss, source + ": " + report.network(), List.of(Curve.byEpoch(report.engine(), losses)));
            text.println("wrote " + loss);
        }
    }

    private static void drawBoundary(
            Path folder, DataSource source, Network network, Dataset train, Learner learner, PrintWriter text) {
        if (BoundaryChart.canDraw(train)) {
            Path boundary = folder.resolve(source + "-boundary.png");
            BoundaryChart.save(
                    boundary,
                    source + ": decision boundary and training samples",
                    train,
                    List.of(new BoundaryChart.Panel(learner.name(), network, learner::outputs)));
            text.println("wrote " + boundary);
        }
    }
}

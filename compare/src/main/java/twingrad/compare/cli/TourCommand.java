package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twingrad.compare.Activation;
import twingrad.compare.CheckReport;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.Verdict;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.expression.Examples;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Walk;
import twingrad.compare.files.CheckJson;
import twingrad.compare.files.CompareJson;
import twingrad.compare.files.Json;
import twingrad.compare.files.TrainJson;
import twingrad.compare.report.Curve;
import twingrad.compare.report.LossChart;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** {@code twingrad tour}: the main job, every part once, in under a minute. */
@Command(
        name = "tour",
        header = "See everything once, in under a minute.",
        description = "Step a backward pass by hand, cross-check two engines, watch them train the same network, train"
                + " MNIST, and check its gradient on real digits. Exits 1 if a check disagrees or MNIST stays below"
                + " 97 %% test accuracy.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  twingrad tour --out my-tour"})
final class TourCommand implements Callable<Integer> {

    private static final String FOLDER = "twingrad-tour";

    /** Test accuracy that the MNIST part must reach. */
    private static final double TARGET = 0.97;

    /** Real digits on which the trained network's gradient is checked. */
    private static final int DIGITS = 8;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of everything (default: ${DEFAULT-VALUE}).")
    private Long seed;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FolderOptions pictures;

    private final List<String> shortfalls = new ArrayList<>();
    private Seeds seeds;
    private PrintWriter text;
    private Path folder;

    /** Every figure of the tour: the gradients by hand, then each part's report. */
    private record TourJson(
            Map<String, Double> gradientsByHand,
            CheckJson check,
            CompareJson compare,
            TrainJson train,
            CheckJson checkOnDigits,
            List<String> missed) {}

    /** The two reports of the MNIST part. */
    private record Digits(TrainJson training, CheckJson check) {}

    @Override
    public Integer call() {
        seeds = new Seeds(seed);
        output.prepare();
        text = output.text();
        folder = pictures.folder(FOLDER);
        Map<String, Double> byHand = part("1 of 4: a backward pass by hand, L = (y - (x·w + b))²", this::byHand);
        CheckJson check = part("2 of 4: one network, four witnesses of its gradient", this::check);
        CompareJson compare = part("3 of 4: both engines train the same network on circles", this::compare);
        Digits digits = part("4 of 4: the tensor engine trains MNIST, the scalar engine checks it", this::digits);
        var report = new TourJson(byHand, check, compare, digits.training, digits.check, shortfalls);
        Json.write(folder.resolve("tour.json"), report);
        output.json(report);
        return conclude();
    }

    private <T> T part(String title, Supplier<T> body) {
        text.println("== " + title);
        text.println();
        long start = System.nanoTime();
        T result = body.get();
        text.printf(Locale.ROOT, "%n   (%.1f s)%n%n", (System.nanoTime() - start) * 1e-9);
        return result;
    }

    private Map<String, Double> byHand() {
        Graph graph = Examples.named("by-hand").graph();
        new WalkText(graph, text).walk();
        var walk = new Walk(graph);
        walk.finish();
        var gradients = new LinkedHashMap<String, Double>();
        graph.nodes()
                .forEach(node ->
                        gradients.put(node.name(), walk.shownGrad(node.name()).orElseThrow()));
        return gradients;
    }

    private CheckJson check() {
        Dataset data = DataSource.SPIRAL.train(seeds, OptionalInt.empty());
        Network network = Network.classifier(data, List.of(8), Activation.TANH);
        return judged("cross-check", data, checked(network, network.draw(seeds), data));
    }

    private CompareJson compare() {
        Dataset train = DataSource.CIRCLES.train(seeds, OptionalInt.empty());
        Dataset test = DataSource.CIRCLES.test(seeds);
        List<Precision> precisions = List.of(Precision.FLOAT64, Precision.FLOAT32);
        var run = new CompareRun(
                choice(DataSource.CIRCLES),
                plan(DataSource.CIRCLES, train),
                Splits.of(train, Optional.empty(), test),
                output);
        run.run(precisions, Optional.empty());
        List<String> files = new ComparePictures(run, List.of()).save(folder);
        files.forEach(file -> text.println("wrote " + file));
        if (run.checks().stream().anyMatch(check -> check.report().verdict() == Verdict.DISAGREE)) {
            shortfalls.add("a gradient of the training disagrees");
        }
        return run.json(files);
    }

    private CheckReport checked(Network network, double[] parameters, Dataset data) {
        return new CheckRun(network, parameters, data, seeds, List.of()).run(text, output.ink());
    }

    private DataChoice choice(DataSource source) {
        return DataChoice.of(source.toString(), seed);
    }

    private Plan plan(DataSource source, Dataset train) {
        DataChoice choice = choice(source);
        Recipe recipe = Recipe.of(choice);
        var routine = new Routine(
                recipe.optimizer(),
                Recipe.learningRate(recipe.optimizer(), choice),
                Recipe.schedule(recipe.optimizer(), choice),
                recipe.epochs(),
                Recipe.batchSize(train),
                seeds);
        return new Plan(Network.classifier(train, recipe.hidden(), recipe.activation()), routine);
    }

    private CheckJson judged(String what, Dataset data, CheckReport report) {
        if (report.verdict() == Verdict.DISAGREE) {
            shortfalls.add("the " + what + " disagrees");
        }
        return CheckJson.of(report, data.name(), seed);
    }

    private Digits digits() {
        String title = DataSource.MNIST.toString();
        Splits data = Splits.of(DataSource.MNIST, seed);
        Plan plan = plan(DataSource.MNIST, data.train());
        Session session = Session.begin(Architecture.of(plan.network()), LearnerKind.TENSOR_F32, plan.routine(), data);
        double[] before = session.learner().theta();
        var words = new TrainText(title, data, text);
        words.announce(session);
        var run = new TrainRun(session, words, text, Optional.empty(), Optional.empty(), Optional.empty());
        Session.End end = session.run(run);
        var conclusion = new TrainConclusion(title, data, session, end, before, OptionalDouble.empty());
        conclusion.print(text, text);
        TrainJson training = conclusion.json(run.secondsTo97());
        if (!(training.testAccuracy() >= TARGET)) {
            shortfalls.add("the test accuracy on MNIST is below " + TARGET);
        }
        Path picture = folder.resolve("mnist-loss.png");
        double[] losses = training.trainLosses().stream().mapToDouble(x -> x).toArray();
        LossChart.save(
                picture,
                "mnist: " + plan.network(),
                List.of(Curve.byEpoch(session.learner().name(), losses)));
        text.println("wrote " + picture);
        text.println();
        text.println("The trained network's gradient on " + DIGITS + " digits of the test set:");
        Dataset sample =
                data.test().shuffled(seeds.generator(Purpose.CHECK_SAMPLES)).slice(0, DIGITS);
        CheckReport report = checked(plan.network(), session.learner().theta(), sample);
        return new Digits(training, judged("check on digits", sample, report));
    }

    private int conclude() {
        text.println(
                "Look at " + folder.resolve("circles-loss.png") + " (both engines' loss curves, one on the other),");
        text.println("   " + folder.resolve("circles-boundary.png") + " (what the network learned),");
        text.println("   " + folder.resolve("mnist-loss.png") + " and " + folder.resolve("tour.json")
                + " (every figure above).");
        shortfalls.forEach(shortfall -> text.println("MISSED: " + shortfall));
        return shortfalls.isEmpty() ? ExitStatus.DONE : ExitStatus.VERDICT;
    }
}

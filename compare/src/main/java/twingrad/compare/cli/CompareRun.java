package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import twingrad.compare.files.CompareJson;
import twingrad.compare.files.CompareJson.EngineJson;
import twingrad.compare.report.BoundaryChart;
import twingrad.compare.report.Curve;
import twingrad.compare.report.LossChart;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Plan;
import twingrad.compare.training.ScalarLearner;
import twingrad.compare.training.TensorLearner;
import twingrad.compare.training.Training;
import twingrad.compare.training.Training.EpochReport;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** The same training in both engines, with the loss curves laid over each other. */
final class CompareRun {

    private CompareRun() {}

    /** Trains the scalar engine and the tensor engine in each precision; prints a row for each, draws into a folder. */
    static CompareJson run(
            DataSource source,
            Plan plan,
            List<Precision> precisions,
            Dataset train,
            Dataset test,
            Path folder,
            PrintWriter text) {
        var learners = new ArrayList<Learner>();
        learners.add(new ScalarLearner(plan, train));
        precisions.forEach(precision -> learners.add(new TensorLearner(plan, precision, train)));
        text.printf(
                Locale.ROOT,
                "%s: %d samples to train, %d to test; %s%n%s, learning rate %s, batch %d, epochs %d, seed %d%n%n",
                source,
                train.size(),
                test.size(),
                plan.network(),
                plan.optimizer(),
                plan.learningRate(),
                plan.batchSize(),
                plan.epochs(),
                plan.seeds().seed());
        text.println("engine      training loss  largest loss difference  test accuracy  seconds");
        var results = new ArrayList<Training.Result>();
        var engines = new ArrayList<EngineJson>();
        for (Learner learner : learners) {
            var progress = new Progress(learner.name(), plan.epochs(), text);
            Training.Result result = Training.run(learner, plan.epochs(), train, test, progress);
            results.add(result);
            double difference = largestDifference(results.get(0).losses(), result.losses());
            double seconds =
                    result.epochs().stream().mapToDouble(EpochReport::seconds).sum();
            text.printf(
                    Locale.ROOT,
                    "%-10s  %13.6g  %23.1e  %12.2f%%  %7.2f%n",
                    result.learner(),
                    result.trainLoss(),
                    difference,
                    100 * result.testAccuracy(),
                    seconds);
            engines.add(EngineJson.of(result, difference, seconds));
            Divergence.report(result, text);
        }
        text.println();
        List<String> pictures = draw(source, plan, learners, results, train, folder);
        pictures.forEach(picture -> text.println("wrote " + picture));
        return new CompareJson(
                source.toString(),
                plan.network().toString(),
                plan.optimizer().toString(),
                plan.learningRate(),
                plan.batchSize(),
                plan.epochs(),
                plan.seeds().seed(),
                train.size(),
                test.size(),
                engines,
                pictures);
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private static List<String> draw(
            DataSource source,
            Plan plan,
            List<Learner> learners,
            List<Training.Result> results,
            Dataset train,
            Path folder) {
        var pictures = new ArrayList<String>();
        if (plan.epochs() > 0) {
            Path loss = folder.resolve(source + "-loss.png");
            List<Curve> curves = results.stream()
                    .map(result -> new Curve(result.learner(), result.losses()))
                    .toList();
            LossChart.save(loss, source + ": " + plan.network() + ", both engines", curves);
            pictures.add(loss.toString());
        }
        if (BoundaryChart.canDraw(train)) {
            Path boundary = folder.resolve(source + "-boundary.png");
            List<BoundaryChart.Panel> panels = learners.stream()
                    .map(learner -> new BoundaryChart.Panel(learner.name(), plan.network(), learner::outputs))
                    .toList();
            BoundaryChart.save(boundary, source + ": decision boundary and training samples", train, panels);
            pictures.add(boundary.toString());
        }
        return pictures;
    }
}

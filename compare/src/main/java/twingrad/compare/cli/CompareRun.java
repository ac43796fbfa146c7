package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import twingrad.compare.Health;
import twingrad.compare.Norm;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.Splits;
import twingrad.compare.files.CompareJson;
import twingrad.compare.files.CompareJson.EngineJson;
import twingrad.compare.report.CheckTable;
import twingrad.compare.report.Curve;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.EpochReport;
import twingrad.compare.training.Learner;
import twingrad.compare.training.Plan;
import twingrad.compare.training.ScalarLearner;
import twingrad.compare.training.TensorLearner;
import twingrad.compare.training.Training;
import twingrad.compare.training.WitnessLearner;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** The same training in both engines, and both engines' gradients where it began and where it ended. */
final class CompareRun {

    /** Most epochs at which θ is kept, to measure the others' distance from it. */
    private static final int MARKS = 100;

    private final DataChoice choice;
    private final Plan plan;
    private final Splits splits;
    private final Dataset train;
    private final OutputOptions output;
    private final PrintWriter text;
    private final SortedMap<Integer, double[]> path = new TreeMap<>();
    private final List<Trained> trainings = new ArrayList<>();
    private final List<SharedCheck> checks = new ArrayList<>();
    private Optional<Planted> planted = Optional.empty();

    /**
     * One learner's training, beside the scalar engine's.
     *
     * @param learner at its last θ
     * @param result its figures
     * @param losses by epoch
     * @param lossDifferences |loss - the scalar engine's| by epoch
     * @param distances ‖θ-θ'‖/(‖θ‖+‖θ'‖) from the scalar engine's, at some epochs
     * @param health what else came of it
     */
    record Trained(
            Learner learner,
            Training.Result result,
            Curve losses,
            Curve lossDifferences,
            Curve distances,
            Health health) {

        double largestLossDifference() {
            double largest = 0;
            for (double difference : lossDifferences.y()) {
                largest = Math.max(largest, difference);
            }
            return largest;
        }

        double parameterDistance() {
            return distances.y().length == 0 ? 0 : distances.y()[distances.y().length - 1];
        }

        double seconds() {
            return result.epochs().stream().mapToDouble(EpochReport::seconds).sum();
        }
    }

    CompareRun(DataChoice choice, Plan plan, Splits splits, OutputOptions output) {
        this.choice = choice;
        this.plan = plan;
        this.splits = splits;
        train = splits.train();
        this.output = output;
        text = output.text();
    }

    /** Trains the scalar engine, the tensor engine in each precision and a mutant; prints a row for each. */
    void run(List<Precision> precisions, Optional<WitnessLearner> mutant) {
        Stream<Learner> engines = Stream.concat(
                Stream.of(new ScalarLearner(plan, train)),
                precisions.stream().map(precision -> new TensorLearner(plan, precision, train)));
        List<Learner> learners = Stream.concat(engines, mutant.stream()).toList();
        int names = learners.stream()
                .mapToInt(learner -> learner.name().length())
                .max()
                .orElseThrow();
        double[] first = plan.network().draw(plan.seeds());
        planted = mutant.flatMap(learner ->
                shared("first", first, List.of(learner.witness())).map(check -> new Planted(learner, check)));
        announce(names);
        for (Learner learner : learners) {
            Trained trained = train(learner);
            trainings.add(trained);
            print(trained, names);
        }
        text.println();
        List<Witness> tensors =
                precisions.stream().<Witness>map(TensorWitness::new).toList();
        check("first", first, tensors);
        if (plan.epochs() > 0) {
            check("last", trainings.get(0).result().theta(), tensors);
        }
        planted.ifPresent(this::print);
    }

    private void announce(int names) {
        text.printf(
                Locale.ROOT,
                "%s: %d samples to train, %d to test; %s%n%s%n",
                choice.title(),
                train.size(),
                splits.test().size(),
                plan.network(),
                planText());
        planted.ifPresent(bug -> text.println(bug.bug()));
        text.println();
        text.printf(
                "%-" + names + "s  %13s  %23s  %18s  %13s  %7s%n",
                "engine",
                "training loss",
                "largest loss difference",
                "parameter distance",
                "test accuracy",
                "seconds");
    }

    /** How it is trained, in words. */
    String planText() {
        return new Setting(Architecture.of(plan.network()), plan.routine()).inWords();
    }

    private Trained train(Learner learner) {
        int stride = Math.max(1, plan.epochs() / MARKS);
        var distances = new TreeMap<Integer, Double>();
        double[] before = learner.theta();
        Consumer<EpochReport> progress =
                output.isWatched() ? new Progress(learner.name(), plan.epochs(), text) : report -> {};
        Training.Result result = Training.run(learner, plan.epochs(), train, splits.test(), progress.andThen(report -> {
            if (report.epoch() % stride == 0 || report.epoch() == plan.epochs()) {
                double[] theta = learner.theta();
                path.putIfAbsent(report.epoch(), theta);
                distances.put(report.epoch(), Norm.relativeDifference(path.get(report.epoch()), theta));
            }
        }));
        double[] reference = trainings.isEmpty()
                ? result.losses()
                : trainings.get(0).result().losses();
        double[] differences = result.losses();
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.abs(differences[i] - reference[i]);
        }
        var distanceCurve = new Curve(
                learner.name(),
                distances.keySet().stream().mapToDouble(epoch -> epoch).toArray(),
                distances.values().stream().mapToDouble(distance -> distance).toArray());
        return new Trained(
                learner,
                result,
                Curve.byEpoch(learner.name(), result.losses()),
                Curve.byEpoch(learner.name(), differences),
                distanceCurve,
                Health.of(plan.network(), before, result.theta(), train, learner.notFinite()));
    }

    private void print(Trained trained, int names) {
        text.printf(
                Locale.ROOT,
                "%-" + names + "s  %13.6g  %23.1e  %18.1e  %12.2f%%  %7.2f%n",
                trained.result().learner(),
                trained.result().trainLoss(),
                trained.largestLossDifference(),
                trained.parameterDistance(),
                100 * trained.result().testAccuracy(),
                trained.seconds());
        Divergence.report(trained.result(), remedy(trained), text);
        trained.health().warnings().forEach(warning -> text.println("  " + warning));
    }

    private String remedy(Trained trained) {
        boolean isBug = trained.learner() instanceof WitnessLearner
                && Double.isFinite(trainings.get(0).result().trainLoss());
        return isBug ? "that is the planted bug's doing, the scalar engine's stayed finite" : Divergence.SMALLER_STEPS;
    }

    private void print(Planted bug) {
        text.printf("%n%s%n", Planted.HEADING);
        CheckTable.lines(checked(), bug.check().report(), output.ink()).forEach(text::println);
        if (!bug.whyUnseen().isEmpty()) {
            text.println(bug.whyUnseen());
        }
    }

    private Optional<SharedCheck> shared(String where, double[] theta, List<Witness> witnesses) {
        return SharedCheck.of(where, plan.network(), theta, train, witnesses);
    }

    private void check(String where, double[] theta, List<Witness> tensors) {
        shared(where, theta, tensors)
                .ifPresentOrElse(
                        check -> {
                            checks.add(check);
                            check.print(text);
                        },
                        () -> text.println("gradients at the " + where + " θ: not compared, θ is not finite"));
    }

    /**
     * Whether both engines' gradients agree and their trainings ended in numbers; of further learners nothing is asked.
     */
    boolean isSound() {
        return checks.stream().noneMatch(check -> check.report().verdict() == Verdict.DISAGREE)
                && trainings.stream()
                        .filter(trained -> !(trained.learner() instanceof WitnessLearner))
                        .allMatch(trained -> Double.isFinite(trained.result().trainLoss()));
    }

    DataChoice choice() {
        return choice;
    }

    Plan plan() {
        return plan;
    }

    Splits splits() {
        return splits;
    }

    /** The trainings, the scalar engine's first. */
    List<Trained> trainings() {
        return List.copyOf(trainings);
    }

    /** The gradients where the training began and where it ended. */
    List<SharedCheck> checks() {
        return List.copyOf(checks);
    }

    /** The mutant, if one was planted. */
    Optional<Planted> planted() {
        return planted;
    }

    /** On what gradients are checked, in words. */
    String checked() {
        return train.name() + ", seed " + plan.seeds().seed();
    }

    /** Every figure. */
    CompareJson json(List<String> pictures) {
        return new CompareJson(
                choice.title(),
                plan.network().toString(),
                plan.optimizer().toString(),
                plan.learningRate(),
                plan.batchSize(),
                plan.epochs(),
                plan.seeds().seed(),
                train.size(),
                splits.test().size(),
                trainings.stream()
                        .map(trained -> EngineJson.of(
                                trained.result(),
                                trained.largestLossDifference(),
                                trained.parameterDistance(),
                                trained.seconds(),
                                trained.health()))
                        .toList(),
                checks.stream()
                        .map(check -> check.json(choice.title(), plan.seeds().seed()))
                        .toList(),
                pictures);
    }
}

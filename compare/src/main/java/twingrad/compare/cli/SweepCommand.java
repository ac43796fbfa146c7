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
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.search.SearchSpace;
import twingrad.compare.training.LearnerKind;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/** {@code twingrad sweep}. */
@Command(
        name = "sweep",
        header = "Train with many settings, on all cores, and rank them by their accuracy on a development set.",
        description = {
            "VALUES are one value, alternatives between semicolons, or from two numbers LOW:HIGH a range, evenly on a"
                    + " logarithmic scale. What is not named is as train has it. A trial that diverges is a row like"
                    + " others. A set with its own test set is split 0.8,0.2 into training and development; test"
                    + " samples are not looked at. Exits 1 if all trials diverge."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad sweep circles --lr 1e-3:1 --hidden '2;4;8' --refine",
            "  twingrad sweep mnist --samples 5000 --epochs 3 --lr 1e-4:0.1 --dropout '0;0.2' --random 20 --out mnist-lr"
        })
final class SweepCommand implements Callable<Integer> {

    /** Of a set that has a test set of its own: training and development. */
    private static final List<Double> SPLIT = List.of(0.8, 0.2);

    @Mixin
    private DataOptions data;

    @Mixin
    private SamplesOptions size;

    @Mixin
    private SpaceOptions space;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "5",
            description = "Values of a range in the grid (default: ${DEFAULT-VALUE}).")
    private Integer points;

    @Option(names = "--random", paramLabel = "N", description = "N settings drawn at random in place of the grid.")
    private Integer random;

    @Option(
            names = "--refine",
            description = "Then search once more, between the neighbors of the best setting, as many values.")
    private boolean refines;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the trials, written as each ends, and the map. Trials that it holds are not made"
                    + " again: a search that was stopped goes on.")
    private Path out;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "f32",
            description = "f32 or f64 (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "Trials at the same time (default: all cores).")
    private Integer threads;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Least.require(spec, "--points", points, 1);
        Least.require(spec, "--random", random, 1);
        Least.requireThreads(spec, threads);
        SearchSpace searched = space.space();
        DataChoice named = data.choice();
        output.prepare();
        Optional<Path> folder = Optional.ofNullable(out).map(OutputOptions::make);
        PrintWriter text = output.text();
        DataChoice asked = size.choice(named, false, text);
        boolean splits = asked.split().isEmpty() && hasTest(asked) && !isXor(asked);
        DataChoice choice = splits ? asked.withSplit(SPLIT) : asked;
        Splits samples = DataOptions.read(choice, false, text);
        if (samples.dev().isEmpty() && !isXor(choice)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--split: expected a development set to rank by, as in "
                            + (hasTest(choice) ? "0.8,0.2" : "0.8,0.1,0.1") + ", got none");
        }
        Optional.ofNullable(threads).ifPresent(Workers::threads);
        var run = new SweepRun(choice, samples.dev().isEmpty() ? itself(samples) : samples, engine(), output);
        return run.run(
                searched,
                new SweepRun.Rounds(points, Optional.ofNullable(random), refines),
                folder,
                TrainLine.of(spec.commandLine().getParseResult(), splits ? Optional.of(SPLIT) : Optional.empty()));
    }

    private LearnerKind engine() {
        return precision == Precision.FLOAT64 ? LearnerKind.TENSOR_F64 : LearnerKind.TENSOR_F32;
    }

    /** XOR's four points are all there are: what is learned is what is asked. */
    private static boolean isXor(DataChoice choice) {
        return choice.source().equals(Optional.of(DataSource.XOR));
    }

    private static Splits itself(Splits xor) {
        return new Splits(
                xor.train(),
                Optional.of(xor.train()),
                xor.test(),
                xor.standardization(),
                xor.classNames(),
                xor.columnNames(),
                xor.imageSize(),
                xor.notes());
    }

    private static boolean hasTest(DataChoice choice) {
        return choice.kind() != DataChoice.Kind.TABLE;
    }
}

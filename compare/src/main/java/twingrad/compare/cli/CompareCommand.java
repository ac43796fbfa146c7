package twingrad.compare.cli;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twingrad.compare.Seeds;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.Plan;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

/** {@code twingrad compare}. */
@Command(
        name = "compare",
        description = {
            "Train the same network on the same batches in the scalar engine and in the tensor engine (in float64 and",
            "float32, or in the one of --precision), and lay their loss curves over each other."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  twingrad compare moons --hidden 8,8 --epochs 200 --out moons"})
final class CompareCommand implements Callable<Integer> {

    /** Digits where no number is said: the scalar engine takes about a second an epoch for them. */
    private static final int DIGITS = 200;

    private static final String FOLDER = "twingrad-compare";

    @Mixin
    private DataOptions data;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        DataSource source = data.source();
        Seeds seeds = data.seeds();
        boolean digits = source == DataSource.MNIST;
        OptionalInt samples = data.samples();
        Dataset train = source.train(seeds, digits && samples.isEmpty() ? OptionalInt.of(DIGITS) : samples);
        Dataset test = digits ? source.test(seeds).slice(0, DIGITS) : source.test(seeds);
        Plan plan = training.plan(source, network.network(source, train), train, seeds);
        List<Precision> precisions =
                training.precision().map(List::of).orElse(List.of(Precision.FLOAT64, Precision.FLOAT32));
        output.json(CompareRun.run(source, plan, precisions, train, test, output.folder(FOLDER), output.text()));
        return ExitStatus.DONE;
    }
}

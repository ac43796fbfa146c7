package twingrad.compare.cli;

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
import twingrad.compare.CheckReport;
import twingrad.compare.Mutants;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.TensorWitness;
import twingrad.compare.Verdict;
import twingrad.compare.Witness;
import twingrad.compare.files.CheckJson;
import twingrad.compare.training.DataSource;
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
            "      (a planted bug: exits 1 and says where it is)"
        })
final class CheckCommand implements Callable<Integer> {

    /** Digits of a check where no number is said: the scalar engine takes about a tenth of a second for each. */
    private static final int DIGITS = 8;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples to check on, drawn from the set (default: all; mnist " + DIGITS + ").")
    private Integer batch;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            description = "Add a witness with a known bug: missing-mean-in-last-bias.")
    private String mutant;

    @Override
    public Integer call() {
        DataSource source = data.named().orElse(DataSource.SPIRAL);
        Seeds seeds = data.seeds();
        Dataset samples = sample(source, seeds);
        Network checked = network.network(source, samples);
        List<Witness> further =
                Optional.ofNullable(mutant).stream().map(this::planted).toList();
        output.prepare();
        CheckReport report = CheckRun.run(checked, checked.draw(seeds), samples, seeds, further, output.text());
        output.json(CheckJson.of(report, samples.name(), seeds.seed()));
        return report.verdict() == Verdict.AGREE ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private Witness planted(String name) {
        try {
            return Mutants.named(name).fault().apply(new TensorWitness(Precision.FLOAT64));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    private Dataset sample(DataSource source, Seeds seeds) {
        if (batch != null && batch < 1) {
            throw new ParameterException(spec.commandLine(), "--batch: expected 1 or more, got " + batch);
        }
        boolean digits = source == DataSource.MNIST;
        Dataset all = digits ? source.test(seeds) : source.train(seeds, OptionalInt.empty());
        int size = Optional.ofNullable(batch).orElse(digits ? DIGITS : all.size());
        return size >= all.size()
                ? all
                : all.shuffled(seeds.generator(Purpose.CHECK_SAMPLES)).slice(0, size);
    }
}

package twingrad.compare.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.Activation;
import twingrad.compare.files.XorJson;
import twingrad.compare.report.XorTable;
import twingrad.compare.search.XorStudy;
import twingrad.compare.search.XorStudy.Cell;
import twingrad.tensor.Workers;

/** {@code twingrad xor}. */
@Command(
        name = "xor",
        header = "How often does a small network solve XOR? By activation and hidden units, over many seeds.",
        description =
                "Beside the shares that a write-up published for 300 seeds and 4000 steps. Solved is 4 of 4 points."
                        + " With no option, half a minute to a minute on two cores. Exits 1 if, with the published steps and"
                        + " learning rate, a share is further from the published one than 8 points (with fewer seeds, more).",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  twingrad xor", "  twingrad xor --activation relu --hidden 2,4 --seeds 1000"})
final class XorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "" + XorStudy.PUBLISHED_SEEDS,
            description = "Networks of each kind (default: ${DEFAULT-VALUE}).")
    private Integer seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the first; the next has the next (default: ${DEFAULT-VALUE}).")
    private Long seed;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            defaultValue = "2,3,4,8,16",
            description = "Numbers of hidden units (default: ${DEFAULT-VALUE}).")
    private List<Integer> hidden;

    @Option(
            names = "--activation",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "relu,tanh,sigmoid",
            description = "Of relu, leaky-relu, tanh and sigmoid (default: ${DEFAULT-VALUE}).")
    private List<Activation> activations;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + XorStudy.PUBLISHED_STEPS,
            description = "Of gradient descent (default: ${DEFAULT-VALUE}).")
    private Integer steps;

    @Option(
            names = "--lr",
            paramLabel = "ALPHA",
            defaultValue = "" + XorStudy.PUBLISHED_LEARNING_RATE,
            description = "Learning rate (default: ${DEFAULT-VALUE}).")
    private Double learningRate;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores. The result is the same.")
    private Integer threads;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        XorStudy study = study();
        output.prepare();
        PrintWriter text = output.text();
        XorTable.head(study).forEach(text::println);
        text.flush();
        var cells = new ArrayList<Cell>();
        for (Activation activation : activations) {
            for (int units : hidden) {
                Cell cell = study.run(activation, units);
                cells.add(cell);
                text.println(XorTable.line(study, cell));
                text.flush();
            }
        }
        text.println();
        XorTable.legend().forEach(text::println);
        XorJson report = XorJson.of(study, cells);
        output.json(report);
        return report.asPublished() ? ExitStatus.DONE : ExitStatus.VERDICT;
    }

    private XorStudy study() {
        Least.require(spec, "--seeds", seeds, 1);
        Least.require(spec, "--steps", steps, 0);
        hidden.forEach(units -> Least.require(spec, "--hidden", units, 1));
        if (!(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "--lr: expected a finite number of 0 or more, got " + learningRate);
        }
        Least.requireThreads(spec, threads);
        Optional.ofNullable(threads).ifPresent(Workers::threads);
        return new XorStudy(seed, seeds, steps, learningRate);
    }
}

package twingrad.compare.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.training.DataSource;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.compare.training.Routine;
import twingrad.compare.training.StepDecay;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/** How it is trained. */
final class TrainingOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "sgd or adam (default: adam).")
    private OptimizerKind optimizer;

    @Option(
            names = "--lr",
            paramLabel = "ALPHA",
            description = "Learning rate (default: adam 0.05, mnist 0.0025; sgd 0.5;"
                    + " lenet 0.002 and 0.1, halved every 3 epochs).")
    private Double learningRate;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training set (default: 300 to 1000; mnist 5, lenet 12).")
    private Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples a step (default: all of a set below 2000, else 128).")
    private Integer batch;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the tensor engine (default: all cores).")
    private Integer threads;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "f32 or f64, of the tensor engine (default: f32; compare takes both).")
    private Precision precision;

    /** The tensor engine's precision, if one is asked for. */
    Optional<Precision> precision() {
        return Optional.ofNullable(precision);
    }

    /** The scalar engine knows one thread and float64 alone. */
    void refuseTensorOptions() {
        if (precision != null || threads != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--engine scalar: expected neither --precision nor --threads, which are the tensor engine's;"
                            + " it computes in float64 on one thread");
        }
    }

    /** The plan for a network and a training set; sets the number of threads. */
    Plan plan(DataSource source, Network network, Dataset train, Seeds seeds) {
        Recipe recipe = Recipe.of(source);
        OptimizerKind chosen = Optional.ofNullable(optimizer).orElse(recipe.optimizer());
        return new Plan(
                network,
                routine(chosen, Recipe.learningRate(chosen, source), StepDecay.NONE, recipe.epochs(), train, seeds));
    }

    /** How LeNet is trained on a training set of digits; sets the number of threads. */
    Routine lenet(Dataset train, Seeds seeds) {
        OptimizerKind chosen = Optional.ofNullable(optimizer).orElse(OptimizerKind.ADAM);
        return routine(chosen, Recipe.lenetLearningRate(chosen), Recipe.LENET_DECAY, Recipe.LENET_EPOCHS, train, seeds);
    }

    private Routine routine(
            OptimizerKind chosen, double usualRate, StepDecay decay, int usualEpochs, Dataset train, Seeds seeds) {
        if (threads != null) {
            Workers.threads(atLeast("--threads", threads, 1));
        }
        if (learningRate != null && !(learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "--lr: expected a finite number of 0 or more, got " + learningRate);
        }
        return new Routine(
                chosen,
                Optional.ofNullable(learningRate).orElse(usualRate),
                decay,
                atLeast("--epochs", Optional.ofNullable(epochs).orElse(usualEpochs), 0),
                atLeast("--batch", Optional.ofNullable(batch).orElse(Recipe.batchSize(train)), 1),
                seeds);
    }

    private int atLeast(String option, int number, int least) {
        if (number < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected " + least + " or more, got " + number);
        }
        return number;
    }
}

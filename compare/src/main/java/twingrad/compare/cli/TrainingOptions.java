package twingrad.compare.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.LeNet;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Recipe;
import twingrad.compare.training.Routine;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

/** How it is trained. What it takes is what {@link Hyperparameter} says. */
final class TrainingOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description =
                    "sgd, momentum (PyTorch's), momentum-averaged, momentum-keras, nesterov, rmsprop, adam or adamw"
                            + " (default: adam).")
    private OptimizerKind optimizer;

    @Option(
            names = "--momentum",
            paramLabel = "MU",
            description = "Of an optimizer that has it, from 0 to below 1 (default: 0.9).")
    private String momentum;

    @Option(names = "--weight-decay", paramLabel = "LAMBDA", description = "Of adamw, 0 or more (default: 0.01).")
    private String weightDecay;

    @Option(
            names = "--lr",
            paramLabel = "ALPHA",
            description = "Learning rate, 0 or more (default: adam 0.05, of a table 0.01, of images 0.0015; sgd 0.5;"
                    + " momentum 0.1; lenet's adam 0.002).")
    private String learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME[:NUMBERS]",
            description = "How the learning rate goes on, by epoch e from 0: constant, inverse:RATE, exponential:BASE,"
                    + " inverse-sqrt:K, step:FACTOR,EPOCHS; by step: inverse-sqrt-step:K, cosine:STEPS[,WARMUP]"
                    + " (default: constant; of images step:0.5,3, but for sgd).")
    private String schedule;

    @Option(
            names = "--dropout",
            paramLabel = "RATE",
            description = "Share of the hidden units dropped in training, from 0 to below 1 (default: 0, lenet 0.3).")
    private String dropout;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Scale a gradient whose global norm is larger down to it (default: none).")
    private String clip;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "Passes over the training set (default: 300 to 1000; of a table 200, of images 10, lenet 12).")
    private String epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples a step (default: all of a set below 2000, else 128).")
    private String batch;

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

    /** Sets the number of threads that was asked for. */
    void takeThreads() {
        Least.requireThreads(spec, threads);
        Optional.ofNullable(threads).ifPresent(Workers::threads);
    }

    /** The plan for a network and a training set; sets the number of threads. */
    Plan plan(DataChoice choice, Network network, Dataset train, Seeds seeds) {
        takeThreads();
        Setting setting = applied(usual(choice, network, train, seeds), given());
        return new Plan(network, setting.routine());
    }

    /** How a network is trained on a training set where nothing but the optimizer is said. */
    Setting usual(DataChoice choice, Network network, Dataset train, Seeds seeds) {
        Recipe recipe = Recipe.of(choice);
        OptimizerKind chosen = Optional.ofNullable(optimizer).orElse(recipe.optimizer());
        double rate = Recipe.learningRate(chosen, choice);
        var routine = new Routine(
                chosen, rate, Recipe.schedule(chosen, choice), recipe.epochs(), Recipe.batchSize(train), seeds);
        return new Setting(Architecture.of(network), routine);
    }

    /** How LeNet is trained on a training set of digits where nothing but the optimizer is said. */
    Setting usualLenet(Dataset train, Seeds seeds) {
        OptimizerKind chosen = Optional.ofNullable(optimizer).orElse(OptimizerKind.ADAM);
        double rate = Recipe.lenetLearningRate(chosen);
        var routine = new Routine(chosen, rate, Recipe.DECAY, Recipe.LENET_EPOCHS, Recipe.batchSize(train), seeds)
                .withDropout(LeNet.DROPOUT);
        return new Setting(Architecture.LENET, routine);
    }

    /** The setting with what was given; what cannot be is refused by the option's name. */
    Setting applied(Setting setting, Map<Hyperparameter, String> given) {
        Setting changed = setting;
        for (var one : given.entrySet()) {
            try {
                changed = one.getKey().change(changed, one.getValue());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
            }
        }
        return changed;
    }

    /** The hyperparameters that were given, as typed, in an order in which they can be applied. */
    Map<Hyperparameter, String> given() {
        var given = new EnumMap<Hyperparameter, String>(Hyperparameter.class);
        put(given, Hyperparameter.OPTIMIZER, optimizer == null ? null : optimizer.toString());
        put(given, Hyperparameter.MOMENTUM, momentum);
        put(given, Hyperparameter.WEIGHT_DECAY, weightDecay);
        put(given, Hyperparameter.LR, learningRate);
        put(given, Hyperparameter.SCHEDULE, schedule);
        put(given, Hyperparameter.DROPOUT, dropout);
        put(given, Hyperparameter.CLIP, clip);
        put(given, Hyperparameter.EPOCHS, epochs);
        put(given, Hyperparameter.BATCH, batch);
        return given;
    }

    private static void put(Map<Hyperparameter, String> given, Hyperparameter hyperparameter, String text) {
        if (text != null) {
            given.put(hyperparameter, text);
        }
    }
}

package twingrad.compare.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import twingrad.compare.Block;
import twingrad.compare.Network;
import twingrad.scalar.Optimizer;
import twingrad.scalar.Value;

/** Known bugs of updates: each wraps an optimizer, or is one that somebody got wrong. */
public final class UpdateMutants {

    private static final List<UpdateMutant> ALL = List.of(
            new UpdateMutant(
                    "last-layer-never-updated",
                    "the loop over the layers ends one early: the last layer keeps its initial values",
                    "in a published write-up nothing showed it: such a network still learns",
                    OptimizerKind.SGD,
                    "never updated: layers.2.weight, layers.2.bias",
                    (healthy, parameters, network) -> frozen(
                            healthy,
                            parameters,
                            network,
                            block -> block.name().startsWith("layers." + (network.layers() - 1)))),
            new UpdateMutant(
                    "biases-never-updated",
                    "only the weights are handed to the optimizer",
                    "",
                    OptimizerKind.ADAM,
                    "never updated: layers.0.bias, layers.1.bias, layers.2.bias",
                    (healthy, parameters, network) -> frozen(healthy, parameters, network, block -> !block.isWeight())),
            new UpdateMutant(
                    "gradients-not-zeroed",
                    "zero_grad() is forgotten: gradients of all steps add up",
                    "in Karpathy's list of most common mistakes (2018)",
                    OptimizerKind.SGD,
                    "step 2 is all gradients so far",
                    (healthy, parameters, network) -> wrapped(healthy, healthy::step, () -> {})),
            new UpdateMutant(
                    "uphill",
                    "w += α·g",
                    "",
                    OptimizerKind.SGD,
                    "step 1 is factor -1",
                    (healthy, parameters, network) -> wrapped(healthy, rate -> healthy.step(-rate), healthy::zeroGrad)),
            new UpdateMutant(
                    "learning-rate-squared",
                    "the learning rate is in the gradient and in the step",
                    "",
                    OptimizerKind.SGD,
                    "step 1 is factor α",
                    (healthy, parameters, network) ->
                            wrapped(healthy, rate -> healthy.step(rate * rate), healthy::zeroGrad)),
            new UpdateMutant(
                    "adam-without-square",
                    "the second moment averages |g| in place of g²",
                    "",
                    OptimizerKind.ADAM,
                    "step 1 is g/√|g|",
                    (healthy, parameters, network) -> new BrokenAdam(parameters, BrokenAdam.Mistake.NO_SQUARE)),
            new UpdateMutant(
                    "adam-without-bias-correction",
                    "the moments are taken as they are: the first steps are three times too large",
                    "BERT's own optimizer; Zhang et al., Revisiting Few-sample BERT Fine-tuning, 2021",
                    OptimizerKind.ADAM,
                    "step 1 is factor 3.16228 = (1 - β₁)/√(1 - β₂)",
                    (healthy, parameters, network) -> new BrokenAdam(parameters, BrokenAdam.Mistake.NO_CORRECTION)),
            new UpdateMutant(
                    "adam-clock-stopped",
                    "t stays 1, so that every step is corrected as the first",
                    "",
                    OptimizerKind.ADAM,
                    "step 2 is factor 1.34386",
                    (healthy, parameters, network) -> new BrokenAdam(parameters, BrokenAdam.Mistake.CLOCK_STOPPED)),
            new UpdateMutant(
                    "adam-epsilon-inside-root",
                    "√(v̂ + ε) in place of √v̂ + ε",
                    "",
                    OptimizerKind.ADAM,
                    "step 1 is another, by no known mistake",
                    (healthy, parameters, network) -> new BrokenAdam(parameters, BrokenAdam.Mistake.EPSILON_INSIDE)));

    private UpdateMutants() {}

    /** The catalogue. */
    public static List<UpdateMutant> all() {
        return ALL;
    }

    /** The mutant of that name, if it is one of updates. */
    static Optional<UpdateMutant> named(String name) {
        return ALL.stream().filter(mutant -> mutant.name().equals(name)).findFirst();
    }

    private interface Stepping {
        void step(double learningRate);
    }

    private static Optimizer wrapped(Optimizer healthy, Stepping stepping, Runnable zeroing) {
        return new Optimizer() {
            @Override
            public void step(double learningRate) {
                stepping.step(learningRate);
            }

            @Override
            public void zeroGrad() {
                zeroing.run();
            }
        };
    }

    /** Steps, and puts the values of some blocks back. */
    private static Optimizer frozen(Optimizer healthy, List<Value> parameters, Network network, Predicate<Block> kept) {
        int[] entries = network.blocks().stream()
                .filter(kept)
                .flatMapToInt(block -> IntStream.range(block.offset(), block.end()))
                .toArray();
        return wrapped(
                healthy,
                rate -> {
                    double[] before = IntStream.of(entries)
                            .mapToDouble(entry -> parameters.get(entry).data())
                            .toArray();
                    healthy.step(rate);
                    for (int i = 0; i < entries.length; i++) {
                        parameters.get(entries[i]).assign(before[i]);
                    }
                },
                healthy::zeroGrad);
    }
}

package twingrad.compare.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.Health;
import twingrad.compare.Mutant;
import twingrad.compare.Network;
import twingrad.compare.Norm;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.TensorWitness;
import twingrad.compare.Trials.Trial;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.tensor.Precision;

/**
 * Each bug of updates tried: its trajectory beside the tensor engine's in float64, from the same θ on the same samples.
 */
public final class UpdateTrials {

    /** Steps of each, on all samples. */
    static final int STEPS = 50;

    /** How far right trajectories may drift apart by rounding, block by block. */
    static final double DRIFT = 1e-10;

    private static final Seeds SEEDS = new Seeds(1);
    private static final double LEARNING_RATE = 0.1;

    private UpdateTrials() {}

    /** The clean control: whether a trajectory without a bug stays with the engine's, under every optimizer. */
    public static boolean control() {
        return Arrays.stream(OptimizerKind.values()).allMatch(UpdateTrials::isHealthy);
    }

    private static boolean isHealthy(OptimizerKind optimizer) {
        Plan plan = plan(optimizer);
        List<double[]> engine = trajectory(engine(plan));
        List<double[]> clean = trajectory(new WitnessLearner(plan, samples(), new TensorWitness(Precision.FLOAT64)));
        return parting(plan.network(), engine, clean) > STEPS
                && frozen(plan.network(), clean).isEmpty();
    }

    /** One bug. */
    public static Trial of(UpdateMutant mutant) {
        Plan plan = plan(mutant.optimizer());
        Network network = plan.network();
        List<double[]> healthy = trajectory(engine(plan));
        List<double[]> sick = trajectory(WitnessLearner.of(mutant, plan, samples()));
        List<String> frozen = frozen(network, sick);
        int step = parting(network, healthy, sick);
        var by = new ArrayList<String>();
        if (step <= STEPS) {
            by.add("trajectory");
        }
        if (!frozen.isEmpty()) {
            by.add("frozen blocks");
        }
        List<String> blocks = step > STEPS ? List.of() : apart(network, healthy.get(step), sick.get(step));
        String diagnosis = frozen.isEmpty()
                ? step > STEPS ? "" : diagnosis(plan, healthy, sick, step)
                : "never updated: " + String.join(", ", frozen);
        return new Trial(
                mutant.name(),
                Mutant.Kind.UPDATE,
                by,
                blocks,
                blocks.size() == network.blocks().size() ? "all" : String.join(", ", blocks),
                diagnosis,
                mutant.diagnosis());
    }

    private static String diagnosis(Plan plan, List<double[]> healthy, List<double[]> sick, int step) {
        double[] before = healthy.get(step - 1);
        double[] gradient = new TensorWitness(Precision.FLOAT64)
                .evaluate(plan.network(), before, Batch.of(samples(), plan.network()))
                .gradient();
        List<double[]> updates = IntStream.rangeClosed(1, step)
                .mapToObj(i -> difference(healthy.get(i), healthy.get(i - 1)))
                .toList();
        return new UpdateSlip.Parting(
                        step, plan.learningRate(), gradient, updates, difference(sick.get(step), sick.get(step - 1)))
                .diagnosis();
    }

    private static double[] difference(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    /** The first step at which a block is farther apart than rounding explains; one too many if there is none. */
    private static int parting(Network network, List<double[]> healthy, List<double[]> sick) {
        int step = 1;
        while (step <= STEPS
                && apart(network, healthy.get(step), sick.get(step)).isEmpty()) {
            step++;
        }
        return step;
    }

    private static List<String> apart(Network network, double[] a, double[] b) {
        return network.blocks().stream()
                .filter(block -> !(Norm.relativeDifference(of(block, a), of(block, b)) <= DRIFT))
                .map(Block::name)
                .toList();
    }

    private static double[] of(Block block, double[] theta) {
        return Arrays.copyOfRange(theta, block.offset(), block.end());
    }

    private static List<String> frozen(Network network, List<double[]> trajectory) {
        return Health.frozen(network, trajectory.get(0), trajectory.get(STEPS));
    }

    /** θ at the beginning and after each step. */
    private static List<double[]> trajectory(Learner learner) {
        var trajectory = new ArrayList<double[]>();
        trajectory.add(learner.theta());
        for (int step = 0; step < STEPS; step++) {
            learner.epoch(step);
            trajectory.add(learner.theta());
        }
        return trajectory;
    }

    private static Learner engine(Plan plan) {
        return new TensorLearner(plan, Precision.FLOAT64, samples());
    }

    private static Plan plan(OptimizerKind optimizer) {
        Network network = Network.classifier(samples(), List.of(4, 4), Activation.TANH);
        return new Plan(network, optimizer, LEARNING_RATE, STEPS, samples().size(), SEEDS);
    }

    private static Dataset samples() {
        return ToyDatasets.spiral(5, 3, ToyDatasets.SPIRAL_NOISE, SEEDS.generator(Purpose.DATA));
    }
}

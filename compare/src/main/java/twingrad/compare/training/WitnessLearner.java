package twingrad.compare.training;

import java.util.List;
import twingrad.compare.Batch;
import twingrad.compare.Mutants;
import twingrad.compare.ScalarTwin;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.TensorWitness;
import twingrad.compare.Witness;
import twingrad.datasets.Dataset;
import twingrad.scalar.Optimizer;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;

/**
 * Training by whatever gradient a witness gives, with the scalar engine's optimizer or a broken one: what a known bug
 * does to a training is seen here, and whether it "learns" all the same.
 */
public final class WitnessLearner implements Learner {

    private final String name;
    private final Plan plan;
    private final Dataset train;
    private final Witness witness;
    private final ScalarTwin twin;
    private final Optimizer optimizer;

    /** A learner by a witness's gradient, at the plan's initial θ. */
    public WitnessLearner(Plan plan, Dataset train, Witness witness) {
        this(witness.name(), plan, train, witness, (healthy, parameters, network) -> healthy);
    }

    private WitnessLearner(String name, Plan plan, Dataset train, Witness witness, UpdateMutant.Fault fault) {
        this.name = name;
        this.plan = plan;
        this.train = train;
        this.witness = witness;
        twin = plan.network().scalarTwin(plan.network().draw(plan.seeds()));
        optimizer = fault.plant(plan.optimizer().scalar(twin.parameters()), twin.parameters(), plan.network());
    }

    /**
     * A learner with a known bug, of its gradient or of its updates, and the bug's name. IllegalArgumentException if there
     * is no such mutant, or if it is one of another optimizer than the plan's.
     */
    public static WitnessLearner mutant(String name, Plan plan, Dataset train) {
        return UpdateMutants.named(name)
                .map(mutant -> of(mutant, plan, train))
                .orElseGet(() -> new WitnessLearner(
                        name,
                        plan,
                        train,
                        Mutants.named(name).of(new TensorWitness(Precision.FLOAT64)),
                        (healthy, parameters, network) -> healthy));
    }

    /** A learner with right gradients and wrong updates. */
    static WitnessLearner of(UpdateMutant mutant, Plan plan, Dataset train) {
        if (!mutant.isFor(plan.optimizer())) {
            throw new IllegalArgumentException("mutant " + mutant.name() + ": expected the optimizer "
                    + mutant.optimizer() + ", got " + plan.optimizer());
        }
        return new WitnessLearner(mutant.name(), plan, train, new TensorWitness(Precision.FLOAT64), mutant.fault());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double accuracy(Dataset data) {
        return ScalarLearner.accuracy(this, plan.network(), data);
    }

    @Override
    public double epoch(int epoch) {
        double sum = 0;
        Dataset shuffled = train.shuffled(plan.seeds().generator(Purpose.SHUFFLING, epoch, 0));
        for (Dataset samples : shuffled.batches(plan.batchSize())) {
            var answer = witness.evaluate(plan.network(), theta(), Batch.of(samples, plan.network()));
            optimizer.zeroGrad();
            give(answer.gradient(), twin.parameters());
            optimizer.step(plan.learningRate());
            sum += answer.loss() * samples.size();
        }
        return sum / train.size();
    }

    /** Adds a gradient to the leaves': that of Σ g·w by w is g itself, to the bit. */
    private static void give(double[] gradient, List<Value> parameters) {
        Value sum = parameters.get(0).mul(gradient[0]);
        for (int i = 1; i < gradient.length; i++) {
            sum = sum.add(parameters.get(i).mul(gradient[i]));
        }
        sum.backward();
    }

    @Override
    public double[] outputs(int rows, double[] inputs) {
        return twin.outputs(rows, inputs);
    }

    @Override
    public double[] theta() {
        return twin.theta();
    }

    /** J as this witness gives it. */
    @Override
    public double loss(Dataset data) {
        return witness.evaluate(plan.network(), theta(), Batch.of(data, plan.network()))
                .loss();
    }
}

package twingrad.compare.training;

import java.util.List;
import twingrad.compare.Batch;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Mutant;
import twingrad.compare.Mutants;
import twingrad.compare.TensorWitness;
import twingrad.compare.Witness;
import twingrad.datasets.Dataset;
import twingrad.scalar.Value;
import twingrad.tensor.Precision;

/**
 * Training by whatever gradient a witness gives, with the scalar engine's optimizer or a broken one: what a known bug
 * does to a training is seen here, and whether it "learns" all the same.
 */
public final class WitnessLearner implements Learner {

    private static final String UPDATES_WRONG = "Its gradient is right and its updates are wrong:"
            + " no check of gradients sees that, the parameters' distance does.";

    private final String name;
    private final String bug;
    private final String whyUnseen;
    private final Plan plan;
    private final Witness witness;
    private final ScalarLearner scalar;

    /** A learner by a healthy witness's gradient, at the plan's initial θ. */
    public WitnessLearner(Plan plan, Dataset train, Witness witness) {
        this(witness.name(), "", "", plan, witness, new ScalarLearner(plan, train));
    }

    private WitnessLearner(
            String name, String bug, String whyUnseen, Plan plan, Witness witness, ScalarLearner scalar) {
        if (plan.routine().dropout() > 0) {
            throw new IllegalArgumentException("witness " + name + ": expected a training without dropout, got "
                    + plan.routine().dropout() + "; a witness gives the gradient of the whole network");
        }
        this.name = name;
        this.bug = bug;
        this.whyUnseen = whyUnseen;
        this.plan = plan;
        this.witness = witness;
        this.scalar = scalar;
    }

    /**
     * A learner with a known bug, of its gradient or of its updates, and the bug's name. IllegalArgumentException if
     * there is no such mutant, or if it is one of another optimizer than the plan's.
     */
    public static WitnessLearner mutant(String name, Plan plan, Dataset train) {
        return UpdateMutants.named(name)
                .map(mutant -> of(mutant, plan, train))
                .orElseGet(() -> of(Mutants.named(name), plan, train));
    }

    /** A learner with right gradients and wrong updates. */
    static WitnessLearner of(UpdateMutant mutant, Plan plan, Dataset train) {
        if (!mutant.isFor(plan.optimizer())) {
            throw new IllegalArgumentException("mutant " + mutant.name() + ": expected the optimizer "
                    + mutant.optimizer() + ", got " + plan.optimizer());
        }
        return new WitnessLearner(
                mutant.name(),
                mutant.description(),
                UPDATES_WRONG,
                plan,
                new TensorWitness(Precision.FLOAT64),
                new ScalarLearner(plan, train, mutant.fault()));
    }

    private static WitnessLearner of(Mutant mutant, Plan plan, Dataset train) {
        return new WitnessLearner(
                mutant.name(),
                mutant.description(),
                mutant.whyUnseen(plan.network()),
                plan,
                mutant.of(new TensorWitness(Precision.FLOAT64)),
                new ScalarLearner(plan, train));
    }

    @Override
    public String name() {
        return name;
    }

    /** What is done wrong, in words; empty for a healthy learner. */
    public String bug() {
        return bug;
    }

    /** Why its gradient is right, where it is: empty for a healthy learner. */
    public String whyUnseen() {
        return whyUnseen;
    }

    /** By whose gradient it learns. */
    public Witness witness() {
        return witness;
    }

    @Override
    public double accuracy(Dataset data) {
        return scalar.accuracy(data);
    }

    @Override
    public Pass begin(int epoch, int samplesDone, long stepsDone) {
        return scalar.begin(epoch, samplesDone, stepsDone, (samples, step) -> {
            Batch batch = Batch.of(samples, plan.network());
            LossAndGradient answer = answer(batch);
            int hits = scalar.hits(samples, scalar.outputs(batch.rows(), batch.inputs()));
            give(answer.gradient(), scalar.parameters());
            return new ScalarLearner.Met(answer.loss(), hits);
        });
    }

    @Override
    public int steps() {
        return scalar.steps();
    }

    @Override
    public LearnedState state() {
        return scalar.state();
    }

    @Override
    public List<Double> gradientNorms() {
        return scalar.gradientNorms();
    }

    private LossAndGradient answer(Batch batch) {
        return witness.evaluate(plan.network(), theta(), batch);
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
        return scalar.outputs(rows, inputs);
    }

    @Override
    public double[] theta() {
        return scalar.theta();
    }

    /** J as this witness gives it. */
    @Override
    public double loss(Dataset data) {
        return answer(Batch.of(data, plan.network())).loss();
    }

    /** Of its θ in the scalar engine: a witness gives J alone. */
    @Override
    public double dataLoss(Dataset data) {
        return scalar.dataLoss(data);
    }
}

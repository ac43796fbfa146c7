package twingrad.compare.training;

import twingrad.compare.Network;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.TensorTwin;
import twingrad.compare.TensorWitness;
import twingrad.datasets.Dataset;
import twingrad.tensor.Evaluation;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;
import twingrad.tensor.Trainer;

/** Training in the tensor engine, by its own trainer. */
public final class TensorLearner implements Learner {

    private final Plan plan;
    private final TensorTwin twin;
    private final DatasetBatches train;
    private final Trainer trainer;

    /** A learner at the plan's initial θ. */
    public TensorLearner(Plan plan, Precision precision, Dataset train) {
        this.plan = plan;
        this.train = new DatasetBatches(train);
        twin = plan.network().tensorTwin(precision, plan.network().draw(plan.seeds()));
        trainer = new Trainer(
                twin.mlp(),
                twin::loss,
                plan.optimizer().tensor(twin.mlp().parameters()),
                plan.batchSize(),
                epoch -> plan.seeds().generator(Purpose.SHUFFLING, epoch, 0));
    }

    @Override
    public String name() {
        return new TensorWitness(twin.mlp().precision()).name();
    }

    @Override
    public Network network() {
        return plan.network();
    }

    @Override
    public double epoch(int epoch) {
        return trainer.epoch(train, epoch, plan.learningRate());
    }

    @Override
    public double[] outputs(int rows, double[] inputs) {
        int features = plan.network().inputs();
        return twin.mlp()
                .forward(Tensor.constant(twin.mlp().precision().of(inputs, rows, features)))
                .data()
                .toDoubles();
    }

    @Override
    public double[] theta() {
        return twin.theta();
    }

    @Override
    public double loss(Dataset data) {
        return Evaluation.of(twin.mlp(), new DatasetBatches(data)).loss(twin::loss);
    }

    @Override
    public double accuracy(Dataset data) {
        return Evaluation.of(twin.mlp(), new DatasetBatches(data)).accuracy();
    }
}

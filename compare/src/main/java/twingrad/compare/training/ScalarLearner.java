package twingrad.compare.training;

import java.util.Optional;
import twingrad.compare.Batch;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.Network;
import twingrad.compare.ScalarTwin;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.scalar.Optimizer;
import twingrad.scalar.Value;

/** Training in the scalar engine, in the open: shuffle, cut into batches, forward, backward, step. */
public final class ScalarLearner implements Learner {

    private final Plan plan;
    private final NonFiniteWatch watch = new NonFiniteWatch();
    private final Dataset train;
    private final ScalarTwin twin;
    private final Optimizer optimizer;

    /** A learner at the plan's initial θ. */
    public ScalarLearner(Plan plan, Dataset train) {
        this.plan = plan;
        this.train = train;
        twin = plan.network().scalarTwin(plan.network().draw(plan.seeds()));
        optimizer = plan.optimizer().scalar(twin.parameters());
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public double epoch(int epoch) {
        double sum = 0;
        Dataset shuffled = train.shuffled(plan.seeds().generator(Purpose.SHUFFLING, epoch, 0));
        for (Dataset samples : shuffled.batches(plan.batchSize())) {
            Value loss = watch.see(twin.loss(Batch.of(samples, plan.network())));
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step(plan.learningRate());
            sum += loss.data() * samples.size();
        }
        return sum / train.size();
    }

    @Override
    public Optional<NotFinite> notFinite() {
        return watch.first();
    }

    @Override
    public double[] outputs(int rows, double[] inputs) {
        return twin.outputs(rows, inputs);
    }

    @Override
    public double[] theta() {
        return twin.theta();
    }

    @Override
    public double loss(Dataset data) {
        return twin.loss(Batch.of(data, plan.network())).data();
    }

    @Override
    public double accuracy(Dataset data) {
        return accuracy(this, plan.network(), data);
    }

    /** A learner's accuracy, one sample at a time. */
    static double accuracy(Learner learner, Network network, Dataset data) {
        var inputs = new double[data.features()];
        int hits = 0;
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, 0);
            hits += network.predict(learner.outputs(1, inputs), 0) == data.label(row) ? 1 : 0;
        }
        return (double) hits / data.size();
    }
}

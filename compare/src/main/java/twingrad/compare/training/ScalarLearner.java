package twingrad.compare.training;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import twingrad.compare.Batch;
import twingrad.compare.Health.NotFinite;
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
        this(plan, train, UpdateMutant.Fault.NONE);
    }

    /** A learner whose optimizer is broken. */
    ScalarLearner(Plan plan, Dataset train, UpdateMutant.Fault fault) {
        this.plan = plan;
        this.train = train;
        twin = plan.network().scalarTwin(plan.network().draw(plan.seeds()));
        optimizer = fault.plant(plan.optimizer().scalar(twin.parameters()), twin.parameters(), plan.network());
    }

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public double epoch(int epoch) {
        return epoch(epoch, batch -> {
            Value loss = watch.see(twin.loss(batch));
            loss.backward();
            return loss.data();
        });
    }

    /** One epoch by any gradient: {@code backward} adds a batch's to {@link #parameters} and gives its loss. */
    double epoch(int epoch, ToDoubleFunction<Batch> backward) {
        double sum = 0;
        Dataset shuffled = train.shuffled(plan.seeds().generator(Purpose.SHUFFLING, epoch, 0));
        for (Dataset samples : shuffled.batches(plan.batchSize())) {
            optimizer.zeroGrad();
            double loss = backward.applyAsDouble(Batch.of(samples, plan.network()));
            optimizer.step(plan.learningRate(epoch));
            sum += loss * samples.size();
        }
        return sum / train.size();
    }

    /** The leaves of θ. */
    List<Value> parameters() {
        return twin.parameters();
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
        var inputs = new double[data.features()];
        int hits = 0;
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, 0);
            hits += plan.network().predict(outputs(1, inputs), 0) == data.label(row) ? 1 : 0;
        }
        return (double) hits / data.size();
    }
}

package twingrad.compare.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.Batch;
import twingrad.compare.Block;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.Network;
import twingrad.compare.Reduction;
import twingrad.compare.ScalarTwin;
import twingrad.compare.Seeds.Purpose;
import twingrad.datasets.Dataset;
import twingrad.scalar.GradientClipping;
import twingrad.scalar.GradientNorm;
import twingrad.scalar.Optimizer;
import twingrad.scalar.OptimizerState;
import twingrad.scalar.Schedule;
import twingrad.scalar.Value;

/** Training in the scalar engine, in the open: shuffle, cut into batches, forward, backward, clip, step. */
public final class ScalarLearner implements Learner {

    private final Routine routine;
    private final Network network;
    private final Schedule schedule;
    private final NonFiniteWatch watch = new NonFiniteWatch();
    private final Dataset train;
    private final ScalarTwin twin;
    private final Optimizer optimizer;
    private boolean hasStepped;

    /** A learner at the plan's initial θ. */
    public ScalarLearner(Plan plan, Dataset train) {
        this(plan, train, UpdateMutant.Fault.NONE);
    }

    /** A learner that goes on from a state. IllegalArgumentException if it is another network's or optimizer's. */
    public ScalarLearner(Plan plan, Dataset train, LearnedState state) {
        this(plan, train, state.theta(), UpdateMutant.Fault.NONE);
        if (!state.isFresh()) {
            optimizer.restore(new OptimizerState(state.optimizerSteps(), state.slots()));
        }
    }

    /** A learner whose optimizer is broken. */
    ScalarLearner(Plan plan, Dataset train, UpdateMutant.Fault fault) {
        this(plan, train, plan.network().draw(plan.seeds()), fault);
    }

    private ScalarLearner(Plan plan, Dataset train, double[] theta, UpdateMutant.Fault fault) {
        this.routine = plan.routine();
        this.network = plan.network();
        this.train = train;
        schedule = routine.schedule().scalar();
        twin = network.scalarTwin(theta).withDropout(routine.dropout(), routine.seeds());
        optimizer = fault.plant(routine.update().scalar(twin.parameters()), twin.parameters(), network);
    }

    /** How a batch gives the parameters their gradients. */
    @FunctionalInterface
    interface Backward {

        /** Adds a batch's gradient to the parameters'; what it met. */
        Met apply(Dataset samples, long stepsDone);
    }

    /** J of a batch, and how many of its samples had their class. */
    record Met(double loss, int hits) {}

    /** An epoch, cut into batches. */
    private final class BatchPass implements Pass {
        private final Dataset shuffled;
        private final int epoch;
        private final Backward backward;
        private int samplesDone;
        private long stepsDone;

        BatchPass(int epoch, int samplesDone, long stepsDone, Backward backward) {
            shuffled = train.shuffled(routine.seeds().generator(Purpose.SHUFFLING, epoch, 0));
            this.epoch = epoch;
            this.backward = backward;
            this.samplesDone = samplesDone;
            this.stepsDone = stepsDone;
        }

        @Override
        public boolean isDone() {
            return samplesDone >= shuffled.size();
        }

        @Override
        public StepReport step() {
            if (isDone()) {
                throw new IllegalStateException("step: expected a batch still to come, got a pass that is done");
            }
            int end = (int) Math.min((long) samplesDone + routine.batchSize(), shuffled.size());
            optimizer.zeroGrad();
            Met met = backward.apply(shuffled.slice(samplesDone, end), stepsDone);
            if (routine.clip().isPresent()) {
                new GradientClipping(routine.clip().getAsDouble()).clip(twin.parameters());
            }
            double learningRate = schedule.learningRate(routine.learningRate(), epoch, stepsDone + 1);
            optimizer.step(learningRate);
            var report = new StepReport(end - samplesDone, learningRate, met.loss(), met.hits());
            samplesDone = end;
            stepsDone++;
            hasStepped = true;
            return report;
        }
    }

    @Override
    public String name() {
        return LearnerKind.SCALAR.toString();
    }

    @Override
    public Pass begin(int epoch, int samplesDone, long stepsDone) {
        watch.begin(stepsDone);
        return begin(epoch, samplesDone, stepsDone, (samples, step) -> {
            Batch batch = Batch.of(samples, network);
            List<List<Value>> outputs = twin.forwardInTraining(batch, step);
            Value loss = watch.see(twin.loss(outputs, batch));
            loss.backward();
            return new Met(loss.data(), hits(samples, ScalarTwin.numbers(outputs)));
        });
    }

    /** A pass by any gradient. */
    Pass begin(int epoch, int samplesDone, long stepsDone, Backward backward) {
        return new BatchPass(epoch, samplesDone, stepsDone, backward);
    }

    @Override
    public int steps() {
        return routine.stepsOf(train.size());
    }

    /** How many samples have the class that outputs (m x O) mean. */
    int hits(Dataset samples, double[] outputs) {
        return (int) IntStream.range(0, samples.size())
                .filter(row -> network.predict(outputs, row * network.outputs()) == samples.label(row))
                .count();
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
    public LearnedState state() {
        OptimizerState state = optimizer.state();
        return new LearnedState(theta(), state.steps(), state.slots());
    }

    @Override
    public List<Double> gradientNorms() {
        if (!hasStepped) {
            return List.of();
        }
        List<Block> blocks = network.blocks();
        return IntStream.range(0, network.layers())
                .mapToObj(layer -> GradientNorm.of(twin.parameters()
                        .subList(
                                blocks.get(2 * layer).offset(),
                                blocks.get(2 * layer + 1).end())))
                .toList();
    }

    @Override
    public double loss(Dataset data) {
        return twin.loss(Batch.of(data, network)).data();
    }

    /** One sample at a time: a graph of them all would fill the memory. */
    @Override
    public double dataLoss(Dataset data) {
        double sum = 0;
        for (Dataset sample : data.batches(1)) {
            sum += twin.dataLoss(Batch.of(sample, network)).data();
        }
        return network.reduction() == Reduction.MEAN ? sum / data.size() : sum;
    }

    @Override
    public double accuracy(Dataset data) {
        var inputs = new double[data.features()];
        int hits = 0;
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, 0);
            hits += network.predict(outputs(1, inputs), 0) == data.label(row) ? 1 : 0;
        }
        return (double) hits / data.size();
    }
}

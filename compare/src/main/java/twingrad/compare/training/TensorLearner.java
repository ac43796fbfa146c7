package twingrad.compare.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.TensorTwin;
import twingrad.compare.TensorWitness;
import twingrad.datasets.Dataset;
import twingrad.tensor.EpochPass;
import twingrad.tensor.Evaluation;
import twingrad.tensor.GradientClipping;
import twingrad.tensor.GradientNorm;
import twingrad.tensor.Layer;
import twingrad.tensor.Optimizer;
import twingrad.tensor.OptimizerState;
import twingrad.tensor.Precision;
import twingrad.tensor.Schedule;
import twingrad.tensor.Tensor;
import twingrad.tensor.Trainer;

/** Training in the tensor engine, by its own trainer. */
public final class TensorLearner implements Learner {

    /** The mean loss of outputs (m x O) for m labels. */
    private interface Objective extends BiFunction<Tensor, int[], Tensor> {}

    private final Layer model;
    private final Objective loss;
    private final Objective dataLoss;
    private final Routine routine;
    private final Schedule schedule;
    private final NonFiniteWatch watch = new NonFiniteWatch();
    private final DatasetBatches train;
    private final Optimizer optimizer;
    private final Trainer trainer;
    private boolean hasStepped;

    /** A learner of a network at the plan's initial θ. */
    public TensorLearner(Plan plan, Precision precision, Dataset train) {
        this(plan, precision, train, LearnedState.fresh(plan.network().draw(plan.seeds())));
    }

    /**
     * A learner of a network that goes on from a state. IllegalArgumentException if it is another network's or
     * optimizer's.
     */
    public TensorLearner(Plan plan, Precision precision, Dataset train, LearnedState state) {
        this(
                plan.network()
                        .tensorTwin(precision, state.theta())
                        .withDropout(plan.routine().dropout(), plan.seeds()),
                plan.routine(),
                train);
        restore(state);
    }

    private TensorLearner(TensorTwin twin, Routine routine, Dataset train) {
        this(twin.mlp(), twin::loss, twin::dataLoss, routine, train);
    }

    /**
     * A learner of any model, from where it stands.
     *
     * @param model rows of the training set's features to outputs (m x O); what it drops is its own
     * @param loss the mean loss of outputs (m x O) for m labels
     */
    public TensorLearner(Layer model, BiFunction<Tensor, int[], Tensor> loss, Routine routine, Dataset train) {
        this(model, loss::apply, loss::apply, routine, train);
    }

    private TensorLearner(Layer model, Objective loss, Objective dataLoss, Routine routine, Dataset train) {
        this.model = model;
        this.loss = loss;
        this.dataLoss = dataLoss;
        this.routine = routine;
        this.train = new DatasetBatches(train);
        schedule = routine.schedule().tensor();
        optimizer = routine.update().tensor(model.parameters());
        trainer = new Trainer(
                model,
                (outputs, labels) -> watch.see(loss.apply(outputs, labels)),
                optimizer,
                routine.batchSize(),
                epoch -> routine.seeds().generator(Purpose.SHUFFLING, epoch, 0));
    }

    /**
     * Goes on from a state: sets θ and what the optimizer keeps. IllegalArgumentException if it is another model's or
     * optimizer's.
     */
    void restore(LearnedState state) {
        double[] theta = state.theta();
        int size = model.parameters().stream()
                .mapToInt(parameter -> parameter.shape().size())
                .sum();
        if (theta.length != size) {
            throw new IllegalArgumentException("restore: expected " + size + " parameters, got " + theta.length);
        }
        int from = 0;
        for (Tensor parameter : model.parameters()) {
            int to = from + parameter.shape().size();
            parameter.assign(model.precision()
                    .of(Arrays.copyOfRange(theta, from, to), parameter.shape().dims()));
            from = to;
        }
        if (!state.isFresh()) {
            optimizer.restore(new OptimizerState(state.optimizerSteps(), state.slots()));
        }
    }

    @Override
    public String name() {
        return new TensorWitness(model.precision()).name();
    }

    @Override
    public Pass begin(int epoch, int samplesDone, long stepsDone) {
        watch.begin(stepsDone);
        EpochPass pass = trainer.pass(train, epoch, samplesDone, stepsDone);
        return new Pass() {
            @Override
            public boolean isDone() {
                return pass.isDone();
            }

            @Override
            public StepReport step() {
                double met = pass.backward();
                if (routine.clip().isPresent()) {
                    new GradientClipping(routine.clip().getAsDouble()).clip(model.parameters());
                }
                int before = pass.samplesDone();
                double learningRate = schedule.learningRate(routine.learningRate(), epoch, pass.stepsDone() + 1);
                pass.update(learningRate);
                hasStepped = true;
                return new StepReport(pass.samplesDone() - before, learningRate, met, pass.hits());
            }
        };
    }

    @Override
    public int steps() {
        return routine.stepsOf(train.size());
    }

    @Override
    public Optional<NotFinite> notFinite() {
        return watch.first();
    }

    @Override
    public double[] outputs(int rows, double[] inputs) {
        return model.forward(Tensor.constant(model.precision().of(inputs, rows, train.features())))
                .data()
                .toDoubles();
    }

    @Override
    public double[] theta() {
        return theta(model);
    }

    /** All parameters of a model, one after the other. */
    static double[] theta(Layer model) {
        return model.parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(parameter.data().toDoubles()))
                .toArray();
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
        Map<String, List<Tensor>> layers = new LinkedHashMap<>();
        model.namedParameters()
                .forEach((name, parameter) -> layers.computeIfAbsent(
                                name.substring(0, name.lastIndexOf('.')), layer -> new ArrayList<>())
                        .add(parameter));
        return layers.values().stream().map(GradientNorm::of).toList();
    }

    @Override
    public double loss(Dataset data) {
        return Evaluation.of(model, new DatasetBatches(data)).loss(loss);
    }

    @Override
    public double dataLoss(Dataset data) {
        return Evaluation.of(model, new DatasetBatches(data)).loss(dataLoss);
    }

    @Override
    public double accuracy(Dataset data) {
        return Evaluation.of(model, new DatasetBatches(data)).accuracy();
    }
}

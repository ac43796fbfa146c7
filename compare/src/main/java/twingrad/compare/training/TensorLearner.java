package twingrad.compare.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import twingrad.compare.Health.NotFinite;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.TensorTwin;
import twingrad.compare.TensorWitness;
import twingrad.datasets.Dataset;
import twingrad.tensor.Evaluation;
import twingrad.tensor.Layer;
import twingrad.tensor.Precision;
import twingrad.tensor.Tensor;
import twingrad.tensor.Trainer;

/** Training in the tensor engine, by its own trainer. */
public final class TensorLearner implements Learner {

    private final Layer model;
    private final BiFunction<Tensor, int[], Tensor> loss;
    private final Routine routine;
    private final NonFiniteWatch watch = new NonFiniteWatch();
    private final DatasetBatches train;
    private final Trainer trainer;

    /** A learner of a network at the plan's initial θ. */
    public TensorLearner(Plan plan, Precision precision, Dataset train) {
        this(plan.network().tensorTwin(precision, plan.network().draw(plan.seeds())), plan.routine(), train);
    }

    private TensorLearner(TensorTwin twin, Routine routine, Dataset train) {
        this(twin.mlp(), twin::loss, routine, train);
    }

    /**
     * A learner of any model, from where it stands.
     *
     * @param model rows of the training set's features to outputs (m x O)
     * @param loss the mean loss of outputs (m x O) for m labels
     */
    public TensorLearner(Layer model, BiFunction<Tensor, int[], Tensor> loss, Routine routine, Dataset train) {
        this.model = model;
        this.loss = loss;
        this.routine = routine;
        this.train = new DatasetBatches(train);
        trainer = new Trainer(
                model,
                (outputs, labels) -> watch.see(loss.apply(outputs, labels)),
                routine.optimizer().tensor(model.parameters()),
                routine.batchSize(),
                epoch -> routine.seeds().generator(Purpose.SHUFFLING, epoch, 0));
    }

    @Override
    public String name() {
        return new TensorWitness(model.precision()).name();
    }

    @Override
    public double epoch(int epoch) {
        return trainer.epoch(train, epoch, routine.learningRate(epoch));
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
        return model.parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(parameter.data().toDoubles()))
                .toArray();
    }

    @Override
    public double loss(Dataset data) {
        return Evaluation.of(model, new DatasetBatches(data)).loss(loss);
    }

    @Override
    public double accuracy(Dataset data) {
        return Evaluation.of(model, new DatasetBatches(data)).accuracy();
    }
}

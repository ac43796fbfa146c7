package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Norm;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.datasets.Dataset;
import twingrad.tensor.Precision;

class LearnerTest {

    private static final Seeds SEEDS = new Seeds(1);

    /** After 50 steps that each carry on the rounding of the last. */
    private static final double SAME_TRAJECTORY = 1e-10;

    /** A learner of one engine, by a plan and a training set. */
    enum Engine {
        SCALAR(ScalarLearner::new),
        TENSOR_F64((plan, train) -> new TensorLearner(plan, Precision.FLOAT64, train)),
        TENSOR_F32((plan, train) -> new TensorLearner(plan, Precision.FLOAT32, train));

        private interface Maker {
            Learner of(Plan plan, Dataset train);
        }

        private final Maker maker;

        Engine(Maker maker) {
            this.maker = maker;
        }

        Learner learner(Plan plan, Dataset train) {
            return maker.of(plan, train);
        }
    }

    private static Dataset train(DataSource source) {
        return source.train(SEEDS, OptionalInt.empty());
    }

    /** The recipe of a dataset, in full. */
    private static Plan plan(DataSource source, Seeds seeds) {
        Recipe recipe = Recipe.of(source);
        Dataset train = train(source);
        return new Plan(
                Network.classifier(train, recipe.hidden(), recipe.activation()),
                recipe.optimizer(),
                Recipe.learningRate(recipe.optimizer(), source),
                recipe.epochs(),
                Recipe.batchSize(train),
                seeds);
    }

    private static Plan moons(OptimizerKind optimizer, double learningRate, int batchSize) {
        Network network = Network.classifier(train(DataSource.MOONS), List.of(8), Activation.TANH);
        return new Plan(network, optimizer, learningRate, 5, batchSize, SEEDS);
    }

    private static double[] thetaAfter(Learner learner, int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            learner.epoch(epoch);
        }
        return learner.theta();
    }

    /** 10 steps an epoch, the last of 12 samples; possible only if both engines shuffle alike. */
    @ParameterizedTest
    @EnumSource
    void both_engines_walk_the_same_trajectory(OptimizerKind optimizer) {
        Dataset train = train(DataSource.MOONS);
        Plan plan = moons(optimizer, Recipe.learningRate(optimizer, DataSource.MOONS), 32);

        double[] scalar = thetaAfter(Engine.SCALAR.learner(plan, train), 5);
        double[] tensor = thetaAfter(Engine.TENSOR_F64.learner(plan, train), 5);

        assertThat(Norm.relativeDifference(scalar, tensor)).isLessThan(SAME_TRAJECTORY);
        assertThat(Norm.relativeDifference(scalar, plan.network().draw(SEEDS))).isGreaterThan(0.1);
    }

    @Test
    void another_order_of_the_samples_is_another_trajectory() {
        Dataset train = train(DataSource.MOONS);
        Plan plan = moons(OptimizerKind.SGD, 0.5, 32);
        Learner inOrder = Engine.SCALAR.learner(plan, train);
        Learner later = Engine.SCALAR.learner(plan, train);

        inOrder.epoch(0);
        later.epoch(1);

        assertThat(Norm.relativeDifference(inOrder.theta(), later.theta())).isGreaterThan(1e6 * SAME_TRAJECTORY);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_plan_gives_the_same_bits(Engine engine) {
        Dataset train = train(DataSource.MOONS);
        Plan plan = moons(OptimizerKind.ADAM, 0.05, 32);

        assertThat(thetaAfter(engine.learner(plan, train), 2)).isEqualTo(thetaAfter(engine.learner(plan, train), 2));
    }

    @ParameterizedTest
    @EnumSource
    void every_learner_begins_at_the_plan_s_theta(Engine engine) {
        Plan plan = moons(OptimizerKind.SGD, 0.5, 32);
        Learner learner = engine.learner(plan, train(DataSource.MOONS));

        assertThat(learner.theta()).isEqualTo(plan.network().draw(SEEDS));
        assertThat(learner.name())
                .isEqualTo(engine.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** With a learning rate of 0 the mean over the epoch's samples is the loss over the set, whatever the batches. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 32, 299, 300, 1_000})
    void the_training_loss_is_the_mean_over_samples_so_a_short_last_batch_counts_by_its_size(int batchSize) {
        Dataset train = train(DataSource.MOONS);
        Plan still = moons(OptimizerKind.SGD, 0, batchSize);
        for (Engine engine : List.of(Engine.SCALAR, Engine.TENSOR_F64)) {
            Learner learner = engine.learner(still, train);

            assertThat(learner.epoch(0)).isCloseTo(learner.loss(train), within(1e-13));
        }
    }

    /** Three heaps, since their labels exceed 1, on a penalized network. */
    @Test
    void all_engines_give_the_same_loss_outputs_and_accuracy() {
        Dataset train = train(DataSource.BLOBS);
        Plan plan = plan(DataSource.BLOBS, SEEDS);
        var penalized = new Plan(
                plan.network().with(new Regularization(0.1, 0.2)), plan.optimizer(), 0.05, 1, train.size(), SEEDS);
        var inputs = new double[] {1, 2, -0.5, 0.25, 3, -4};
        Learner scalar = Engine.SCALAR.learner(penalized, train);
        Learner tensor = Engine.TENSOR_F64.learner(penalized, train);
        Learner single = Engine.TENSOR_F32.learner(penalized, train);

        assertThat(tensor.loss(train)).isCloseTo(scalar.loss(train), within(1e-13));
        assertThat(single.loss(train)).isCloseTo(scalar.loss(train), within(1e-5));
        assertThat(tensor.dataLoss(train)).isCloseTo(scalar.dataLoss(train), within(1e-13));
        assertThat(scalar.dataLoss(train)).isLessThan(scalar.loss(train));
        assertThat(scalar.outputs(3, inputs)).hasSize(9);
        assertThat(tensor.outputs(3, inputs)).containsExactly(scalar.outputs(3, inputs), within(1e-13));
        assertThat(single.outputs(3, inputs)).containsExactly(scalar.outputs(3, inputs), within(1e-5));
        assertThat(tensor.accuracy(train)).isEqualTo(scalar.accuracy(train)).isBetween(0.0, 0.99);
    }

    @ParameterizedTest
    @EnumSource
    void circles_are_solved_with_one_hidden_layer_of_8(Engine engine) {
        Plan plan = plan(DataSource.CIRCLES, SEEDS);
        Learner learner = engine.learner(plan, train(DataSource.CIRCLES));
        thetaAfter(learner, plan.epochs());

        assertThat(plan.network().widths()).containsExactly(2, 8, 1);
        assertThat(learner.accuracy(DataSource.CIRCLES.test(SEEDS))).isGreaterThanOrEqualTo(0.98);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void xor_is_solved_in_the_scalar_engine(long seed) {
        Plan plan = plan(DataSource.XOR, new Seeds(seed));
        Learner learner = Engine.SCALAR.learner(plan, train(DataSource.XOR));
        thetaAfter(learner, plan.epochs());

        assertThat(plan.network().toString()).isEqualTo("2-8-1 tanh, binary-cross-entropy");
        assertThat(learner.accuracy(train(DataSource.XOR))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void separable_blobs_go_below_a_thousandth_and_are_still_falling(Engine engine) {
        Plan plan = plan(DataSource.BLOBS, SEEDS);
        Learner learner = engine.learner(plan, train(DataSource.BLOBS));
        var losses = new double[plan.epochs()];
        for (int epoch = 0; epoch < losses.length; epoch++) {
            losses[epoch] = learner.epoch(epoch);
        }

        assertThat(losses[losses.length - 1]).isLessThan(1e-3);
        for (int epoch = losses.length - 50; epoch < losses.length; epoch++) {
            assertThat(losses[epoch]).isLessThan(losses[epoch - 1]);
        }
    }

    static Stream<Function<Dataset, DatasetBatches>> parts() {
        return Stream.of(DatasetBatches::new, data -> new DatasetBatches(data.slice(3, 9)));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void batches_hold_the_rows_that_were_asked_for(Function<Dataset, DatasetBatches> part) {
        Dataset data = train(DataSource.SPIRAL);
        DatasetBatches batches = part.apply(data);
        int[] rows = {5, 0, 4, 2};
        var singles = new float[4];
        var doubles = new double[4];
        var labels = new int[2];

        batches.fill(rows, 1, 3, singles, labels);
        batches.fill(rows, 1, 3, doubles, labels);

        for (int i = 0; i < 2; i++) {
            var expected = new double[2];
            batches.data().copyInputs(rows[1 + i], expected, 0);
            assertThat(Arrays.copyOfRange(doubles, 2 * i, 2 * i + 2)).isEqualTo(expected);
            assertThat(singles[2 * i]).isEqualTo((float) expected[0]);
            assertThat(singles[2 * i + 1]).isEqualTo((float) expected[1]);
            assertThat(labels[i]).isEqualTo(batches.data().label(rows[1 + i]));
        }
        assertThat(batches.size()).isEqualTo(batches.data().size());
        assertThat(batches.features()).isEqualTo(2);
    }
}

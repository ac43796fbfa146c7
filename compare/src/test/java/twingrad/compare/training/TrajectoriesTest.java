package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Norm;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;
import twingrad.tensor.Precision;

/**
 * The two engines share no code, so that where they walk the same way no slip is in one of them alone. A formula that is
 * wrong in both would pass here: OptimizerTest and ScheduleTest of each engine hold them to closed forms.
 */
class TrajectoriesTest {

    /** After 50 steps that each carry on the rounding of the last. */
    private static final double SAME_TRAJECTORY = 1e-10;

    /** A wrong number in the fourth digit is as far off as this at least. */
    private static final double ANOTHER_TRAJECTORY = 1e-6;

    private static final int EPOCHS = 10;

    /** 5 batches of 13, the last one of 8: 50 steps. */
    private static final Dataset TRAIN = ToyDatasets.spiral(20, 3, ToyDatasets.SPIRAL_NOISE, new Random(1));

    private static final Seeds SEEDS = new Seeds(1);

    private static final List<LearningSchedule> SCHEDULES = Stream.of(
                    "constant",
                    "inverse:0.5",
                    "exponential:0.9",
                    "inverse-sqrt:0.75",
                    "inverse-sqrt-step:2",
                    "step:0.5,3",
                    "cosine:60,7")
            .map(LearningSchedule::parse)
            .toList();

    private static Plan plan(OptimizerKind optimizer, LearningSchedule schedule) {
        Network network = Network.classifier(TRAIN, List.of(6, 5), Activation.TANH);
        return new Plan(network, new Routine(optimizer, rate(optimizer), schedule, EPOCHS, 13, SEEDS));
    }

    /** Steps of a size that suits each. */
    private static double rate(OptimizerKind optimizer) {
        return switch (optimizer) {
            case SGD, MOMENTUM_AVERAGED -> 0.5;
            case MOMENTUM, MOMENTUM_KERAS, NESTEROV -> 0.05;
            case RMSPROP, ADAM, ADAMW -> 0.01;
        };
    }

    private static Plan with(Plan plan, Regularization penalty, UnaryOperator<Routine> change) {
        return new Plan(plan.network().with(penalty), change.apply(plan.routine()));
    }

    private static double[] scalar(Plan plan) {
        return walk(new ScalarLearner(plan, TRAIN));
    }

    private static double[] tensor(Plan plan) {
        return walk(new TensorLearner(plan, Precision.FLOAT64, TRAIN));
    }

    private static double[] walk(Learner learner) {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            learner.epoch(epoch);
        }
        return learner.theta();
    }

    /** Each with each; what else there is to a training comes in turn. */
    static Stream<Arguments> everything() {
        return Arrays.stream(OptimizerKind.values())
                .flatMap(optimizer -> SCHEDULES.stream().map(schedule -> {
                    int turn = optimizer.ordinal() + SCHEDULES.indexOf(schedule);
                    double dropout = turn % 2 == 0 ? 0.25 : 0;
                    var penalty = new Regularization(turn % 3 == 0 ? 0.02 : 0, turn % 3 == 1 ? 0.5 : 0);
                    OptionalDouble clip = turn % 4 < 2 ? OptionalDouble.of(0.3) : OptionalDouble.empty();
                    Plan plan = with(
                            plan(optimizer, schedule),
                            penalty,
                            routine -> routine.withDropout(dropout).withClip(clip));
                    return Arguments.of(optimizer, schedule, dropout, penalty, clip, plan);
                }));
    }

    @ParameterizedTest(name = "{0} {1} dropout {2} {3} clip {4}")
    @MethodSource("everything")
    void both_engines_walk_the_same_way(
            OptimizerKind optimizer,
            LearningSchedule schedule,
            double dropout,
            Regularization penalty,
            OptionalDouble clip,
            Plan plan) {
        double[] theta = scalar(plan);

        assertThat(Norm.relativeDifference(theta, tensor(plan))).isLessThan(SAME_TRAJECTORY);
        assertThat(Norm.relativeDifference(theta, plan.network().draw(SEEDS))).isGreaterThan(0.01);
    }

    private static Arguments slip(String name, Plan right, Plan wrong) {
        return Arguments.of(name, right, wrong);
    }

    /** Negative controls: each differs from the right one by one number. */
    static Stream<Arguments> slips() {
        Plan sgd = plan(OptimizerKind.SGD, LearningSchedule.CONSTANT);
        Stream<Arguments> optimizers = Stream.of(
                        OptimizerKind.MOMENTUM,
                        OptimizerKind.MOMENTUM_AVERAGED,
                        OptimizerKind.MOMENTUM_KERAS,
                        OptimizerKind.NESTEROV)
                .map(kind -> {
                    Plan plan = plan(kind, LearningSchedule.CONSTANT);
                    var wrong = new UpdateRule(kind, 0.901, UpdateRule.WEIGHT_DECAY);
                    return slip(
                            kind + ": β", plan, with(plan, Regularization.NONE, routine -> routine.withUpdate(wrong)));
                });
        Stream<Arguments> schedules = Stream.of(
                        List.of("inverse:0.5", "inverse:0.501"),
                        List.of("exponential:0.9", "exponential:0.901"),
                        List.of("inverse-sqrt:0.75", "inverse-sqrt:0.751"),
                        List.of("inverse-sqrt-step:2", "inverse-sqrt-step:2.001"),
                        List.of("step:0.5,3", "step:0.5,4"),
                        List.of("cosine:60,7", "cosine:61,7"),
                        List.of("cosine:60,7", "cosine:60,8"))
                .map(texts -> slip(
                        texts.toString(),
                        plan(OptimizerKind.SGD, LearningSchedule.parse(texts.get(0))),
                        plan(OptimizerKind.SGD, LearningSchedule.parse(texts.get(1)))));
        Plan adam = plan(OptimizerKind.ADAM, LearningSchedule.CONSTANT);
        Plan momentum = plan(OptimizerKind.MOMENTUM, LearningSchedule.parse("step:0.5,3"));
        Stream<Arguments> others = Stream.of(
                slip(
                        "momentum's forms",
                        momentum,
                        plan(OptimizerKind.MOMENTUM_KERAS, momentum.routine().schedule())),
                slip(
                        "nesterov",
                        momentum,
                        plan(OptimizerKind.NESTEROV, momentum.routine().schedule())),
                slip("weight decay", adam, plan(OptimizerKind.ADAMW, LearningSchedule.CONSTANT)),
                slip("adam and rmsprop", adam, plan(OptimizerKind.RMSPROP, LearningSchedule.CONSTANT)),
                slip("dropout", sgd, with(sgd, Regularization.NONE, routine -> routine.withDropout(0.01))),
                slip("l1", sgd, with(sgd, new Regularization(1e-3, 0), routine -> routine)),
                slip("l2", sgd, with(sgd, new Regularization(0, 1e-3), routine -> routine)),
                slip(
                        "clipping",
                        sgd,
                        with(sgd, Regularization.NONE, routine -> routine.withClip(OptionalDouble.of(0.3)))));
        return Stream.of(optimizers, schedules, others).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void a_number_that_is_off_leads_elsewhere(String name, Plan right, Plan wrong) {
        assertThat(Norm.relativeDifference(scalar(right), tensor(wrong))).isGreaterThan(ANOTHER_TRAJECTORY);
    }

    /** A schedule by step that is one step late, and units dropped as in another step. */
    @Test
    void steps_that_are_counted_from_another_number_lead_elsewhere() {
        Plan cosine = plan(OptimizerKind.SGD, LearningSchedule.parse("cosine:60,7"));
        Plan dropping = with(
                plan(OptimizerKind.SGD, LearningSchedule.CONSTANT),
                Regularization.NONE,
                routine -> routine.withDropout(0.25));
        for (Plan plan : List.of(cosine, dropping)) {
            var late = new TensorLearner(plan, Precision.FLOAT64, TRAIN);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                Learner.Pass pass = late.begin(epoch, 0, (long) epoch * late.steps() + 1);
                while (!pass.isDone()) {
                    pass.step();
                }
            }

            assertThat(Norm.relativeDifference(scalar(plan), late.theta())).isGreaterThan(ANOTHER_TRAJECTORY);
        }
    }
}

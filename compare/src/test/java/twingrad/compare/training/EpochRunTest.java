package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static twingrad.compare.training.Sessions.NETWORK;
import static twingrad.compare.training.Sessions.TRAIN;
import static twingrad.compare.training.Sessions.routine;

import org.junit.jupiter.api.Test;

class EpochRunTest {

    private static Learner learner() {
        return new ScalarLearner(new Plan(NETWORK, routine(OptimizerKind.ADAM)), TRAIN);
    }

    @Test
    void it_goes_on_where_a_training_stands_and_its_clock_runs_while_it_shuffles() {
        var from = new Position(1, 26, 7, 18.5, 11, 0);

        var run = new EpochRun(learner(), from);
        double shuffling = run.position().seconds();
        assertThat(shuffling).isPositive();
        assertThat(run.position()).isEqualTo(from.later(shuffling));
        assertThat(run.learningRate()).isNaN();

        run.step();
        assertThat(run.position().samplesDone()).isEqualTo(39);
        assertThat(run.position().step()).isEqualTo(8);
        assertThat(run.position().lossSum()).isGreaterThan(18.5);
        assertThat(run.position().seconds()).isGreaterThan(shuffling);
        assertThat(run.learningRate()).isEqualTo(routine(OptimizerKind.ADAM).learningRate(1, 8));
        assertThat(run.isDone()).isFalse();
    }

    @Test
    void a_whole_epoch_comes_after_as_many_as_its_number_says() {
        Position end = EpochRun.whole(learner(), 2).position();

        assertThat(end.epoch()).isEqualTo(2);
        assertThat(end.samplesDone()).isEqualTo(60);
        assertThat(end.step()).isEqualTo(15);
        assertThat(end.loss()).isEqualTo(learner().epoch(2));
    }
}

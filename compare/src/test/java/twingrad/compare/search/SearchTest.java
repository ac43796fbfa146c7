package twingrad.compare.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataChoice;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Samples;
import twingrad.compare.data.Splits;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Plan;
import twingrad.compare.training.Session.End;
import twingrad.compare.training.TensorLearner;
import twingrad.tensor.Precision;
import twingrad.tensor.Workers;

class SearchTest {

    private static final int THREADS = Workers.threads();

    private static final DataChoice MOONS = DataChoice.of("moons", 1).withSplit(List.of(0.8, 0.2));

    private static final Splits DATA = Splits.of(MOONS, Samples.of(DataSource.MOONS, MOONS));

    private static final List<Map<String, String>> RATES =
            List.of(Map.of("lr", "0.001"), Map.of("lr", "0.5"), Map.of("lr", "0.02"), Map.of("lr", "1e30"));

    private static final Function<Map<String, String>, Plan> PLANS = setting -> new Plan(
            Network.classifier(DATA.train(), List.of(6), Activation.RELU).with(new Regularization(0, 0.01)),
            OptimizerKind.SGD,
            Double.parseDouble(setting.get("lr")),
            20,
            32,
            new Seeds(1));

    @AfterEach
    void restoreThreads() {
        Workers.threads(THREADS);
    }

    private static Search search(List<Trial> earlier) {
        return new Search(DATA, LearnerKind.TENSOR_F32, PLANS, earlier);
    }

    /** Everything but the time that it took. */
    private static Trial timeless(Trial trial) {
        return new Trial(
                trial.settings(),
                trial.end(),
                trial.epochs(),
                trial.devAccuracy(),
                trial.devLoss(),
                trial.trainLoss(),
                0);
    }

    @Test
    void each_trial_is_what_its_training_alone_would_be() {
        Workers.threads(3);
        List<Trial> trials = search(List.of()).run(RATES.subList(0, 3), trial -> {});

        for (Trial trial : trials) {
            var alone = new TensorLearner(PLANS.apply(trial.settings()), Precision.FLOAT32, DATA.train());
            double trainLoss = 0;
            for (int epoch = 0; epoch < 20; epoch++) {
                trainLoss = alone.epoch(epoch);
            }
            assertThat(timeless(trial))
                    .isEqualTo(new Trial(
                            trial.settings(),
                            End.FINISHED,
                            20,
                            alone.accuracy(DATA.dev().orElseThrow()),
                            alone.dataLoss(DATA.dev().orElseThrow()),
                            trainLoss,
                            0));
            assertThat(trial.devLoss())
                    .as("the penalty does not count")
                    .isLessThan(alone.loss(DATA.dev().orElseThrow()));
        }
    }

    @Test
    void neither_threads_nor_the_order_of_trials_changes_one() {
        Workers.threads(1);
        List<Trial> alone = search(List.of()).run(RATES, trial -> {});
        Workers.threads(4);
        var reversed = new ArrayList<>(RATES);
        Collections.reverse(reversed);
        var shared = new ArrayList<>(search(List.of()).run(reversed, trial -> {}));
        Collections.reverse(shared);

        assertThat(shared.stream().map(SearchTest::timeless))
                .containsExactlyElementsOf(
                        alone.stream().map(SearchTest::timeless).toList());
    }

    @Test
    void a_trial_that_diverges_is_a_trial_and_comes_last() {
        List<Trial> trials = search(List.of()).run(RATES, trial -> {});

        assertThat(trials).hasSize(4);
        assertThat(trials.get(3).end()).isEqualTo(End.NOT_FINITE);
        assertThat(trials.get(3).devLoss()).isNaN();
        List<Trial> ranked = trials.stream().sorted(Trial.BEST_FIRST).toList();
        assertThat(ranked.get(0).settings()).containsEntry("lr", "0.5");
        assertThat(ranked.get(3).isDiverged()).isTrue();
        assertThat(ranked.stream().filter(Trial::isDiverged)).hasSize(1);
    }

    @Test
    void what_is_known_is_not_made_again() {
        var known = new Trial(RATES.get(1), End.FINISHED, 20, 0.123, 0.5, 0.5, 9);
        Search search = search(List.of(known));
        var made = new ArrayList<Trial>();

        assertThat(search.left(RATES)).isEqualTo(3);
        assertThat(search.run(RATES, made::add).get(1)).isEqualTo(known);
        assertThat(made).hasSize(3).doesNotContain(known);
        assertThat(search.left(RATES)).isZero();
        search.run(RATES, trial -> {
            throw new AssertionError("made again: " + trial);
        });
    }

    @Test
    void equal_accuracies_are_ranked_by_loss() {
        var worse = new Trial(Map.of("lr", "1"), End.FINISHED, 1, 0.9, 0.3, 0.1, 1);
        var better = new Trial(Map.of("lr", "2"), End.STOPPED_EARLY, 1, 0.9, 0.2, 0.4, 1);
        var best = new Trial(Map.of("lr", "3"), End.FINISHED, 1, 0.91, 0.9, 0.4, 1);

        assertThat(List.of(worse, better, best).stream().sorted(Trial.BEST_FIRST))
                .containsExactly(best, better, worse);
    }

    @Test
    void a_search_without_a_dev_set_is_refused() {
        assertThatThrownBy(() -> new Search(Splits.of(DataSource.MOONS, 1), LearnerKind.TENSOR_F32, PLANS, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("search: expected a dev set to compare trials on, got none; a split of three, as in"
                        + " 0.8,0.1,0.1, has one");
    }
}

package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.training.Training.Result;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

class TrainingTest {

    private static final Network NETWORK = Network.of(List.of(2, 1), Activation.TANH, Loss.BINARY_CROSS_ENTROPY);
    private static final Dataset TRAIN = ToyDatasets.xor();
    private static final Dataset TEST = TRAIN.slice(0, 2);

    /** Learns nothing, but writes down what it is asked. Its loss is 1/(number of epochs), its θ their numbers. */
    private static final class Scribe implements Learner {
        private final List<String> asked = new ArrayList<>();
        private final List<Integer> epochs = new ArrayList<>();

        @Override
        public String name() {
            return "scribe";
        }

        @Override
        public Pass begin(int epoch, int samplesDone, long stepsDone) {
            return new Pass() {
                private boolean isDone;

                @Override
                public boolean isDone() {
                    return isDone;
                }

                @Override
                public StepReport step() {
                    isDone = true;
                    epochs.add(epoch);
                    asked.add("epoch " + epoch + " from step " + stepsDone);
                    return new StepReport(4, 0.5, 1.0 / epochs.size(), epoch);
                }
            };
        }

        @Override
        public int steps() {
            return 1;
        }

        @Override
        public LearnedState state() {
            return LearnedState.fresh(theta());
        }

        @Override
        public List<Double> gradientNorms() {
            return List.of();
        }

        @Override
        public double[] outputs(int rows, double[] inputs) {
            return new double[rows];
        }

        @Override
        public double[] theta() {
            return epochs.stream().mapToDouble(epoch -> epoch).toArray();
        }

        @Override
        public double loss(Dataset data) {
            asked.add("loss of " + data.size());
            return 7;
        }

        @Override
        public double dataLoss(Dataset data) {
            throw new AssertionError("there is no dev set to measure it on");
        }

        @Override
        public double accuracy(Dataset data) {
            asked.add("accuracy of " + data.size());
            return epochs.size() / 4.0;
        }
    }

    @Test
    void each_epoch_is_learned_then_tested_then_told() {
        var scribe = new Scribe();
        var heard = new ArrayList<EpochReport>();

        Result result = Training.run(scribe, 3, TRAIN, TEST, report -> {
            heard.add(report);
            scribe.asked.add("told " + report.epoch());
        });

        assertThat(scribe.asked)
                .containsExactly(
                        "epoch 0 from step 0",
                        "accuracy of 2",
                        "told 1",
                        "epoch 1 from step 1",
                        "accuracy of 2",
                        "told 2",
                        "epoch 2 from step 2",
                        "accuracy of 2",
                        "told 3");
        assertThat(result.epochs()).isEqualTo(heard);
        assertThat(heard).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
        assertThat(heard).extracting(EpochReport::step).containsExactly(1L, 2L, 3L);
        assertThat(heard).extracting(EpochReport::trainAccuracy).containsExactly(0.0, 0.25, 0.5);
        assertThat(heard)
                .allMatch(report ->
                        report.learningRate() == 0.5 && report.devLoss().isEmpty());
        assertThat(heard).extracting(EpochReport::testAccuracy).containsExactly(0.25, 0.5, 0.75);
        assertThat(heard).allMatch(report -> report.seconds() >= 0);
        assertThat(result.losses()).containsExactly(1, 1 / 2.0, 1 / 3.0);
    }

    @Test
    void the_result_is_the_last_epoch_s() {
        Result result = Training.run(new Scribe(), 3, TRAIN, TEST, report -> {});

        assertThat(result.learner()).isEqualTo("scribe");
        assertThat(result.trainLoss()).isEqualTo(1 / 3.0);
        assertThat(result.testAccuracy()).isEqualTo(0.75);
        assertThat(result.theta()).containsExactly(0, 1, 2);
    }

    @Test
    void without_an_epoch_the_untrained_network_is_measured() {
        var scribe = new Scribe();

        Result result = Training.run(scribe, 0, TRAIN, TEST, report -> scribe.asked.add("told"));

        assertThat(scribe.asked).containsExactly("loss of 4", "accuracy of 2");
        assertThat(result.epochs()).isEmpty();
        assertThat(result.losses()).isEmpty();
        assertThat(result.trainLoss()).isEqualTo(7);
        assertThat(result.testAccuracy()).isEqualTo(0);
    }

    @Test
    void real_learners_learn() {
        var plan = new Plan(NETWORK, OptimizerKind.SGD, 0.1, 4, 3, new Seeds(1));

        Result result = Training.run(new ScalarLearner(plan, TRAIN), plan.epochs(), TRAIN, TRAIN, report -> {});

        assertThat(result.losses()).hasSize(4);
        assertThat(result.theta()).isNotEqualTo(NETWORK.draw(new Seeds(1)));
    }

    @ParameterizedTest
    @CsvSource({"-0.1, -0.1", "NaN, NaN", "Infinity, Infinity"})
    void a_learning_rate_is_finite_and_not_negative(double learningRate, String got) {
        assertThatThrownBy(() -> new Plan(NETWORK, OptimizerKind.SGD, learningRate, 1, 1, new Seeds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("learning rate: expected a number of 0 or more, got " + got);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, 0"})
    void epochs_and_batches_are_counted(int epochs, int batchSize) {
        assertThatThrownBy(() -> new Plan(NETWORK, OptimizerKind.SGD, 0.1, epochs, batchSize, new Seeds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training: expected epochs of 0 or more and a batch of 1 or more, got " + epochs + " and "
                        + batchSize);
    }
}

package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.Activation;
import twingrad.compare.Initialization;
import twingrad.compare.Network;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.Seeds.Purpose;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Session.End;
import twingrad.datasets.Dataset;
import twingrad.datasets.ToyDatasets;

/** What published write-ups trained, as they trained it. */
class TrainingTargetsTest {

    /** Stops a training as soon as it has the class of so many of its samples. */
    private static SessionListener until(double accuracy) {
        return new SessionListener() {
            @Override
            public void afterEpoch(Session session, EpochReport report) {
                if (report.trainAccuracy() >= accuracy) {
                    session.pause();
                }
            }
        };
    }

    /** Plain SGD on all samples at once, λ/m = 1e-3. */
    private static Session spiral(long seed, double learningRate) {
        var seeds = new Seeds(seed);
        Dataset train = ToyDatasets.spiral(100, 3, ToyDatasets.SPIRAL_NOISE, seeds.generator(Purpose.DATA));
        Network network = Network.classifier(train, List.of(100), Activation.RELU)
                .with(new Regularization(0, 1e-3 * train.size()));
        Routine routine = new Routine(OptimizerKind.SGD, learningRate, 10_000, train.size(), seeds);
        assertThat(network.initialization()).isEqualTo(Initialization.HE_NORMAL);
        return Session.begin(
                Architecture.of(network),
                LearnerKind.TENSOR_F32,
                routine,
                Splits.of(train, Optional.empty(), train.slice(0, 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_spiral_is_learned_by_100_hidden_units_within_10_000_steps(long seed) {
        Session session = spiral(seed, 1);

        assertThat(session.run(until(0.97))).isEqualTo(End.PAUSED);
        assertThat(session.position().step()).isLessThan(10_000);
    }

    /** The negative control: a thousandth of the steps' size. */
    @Test
    void and_not_by_steps_that_are_too_small() {
        Session session = spiral(1, 1e-3);
        session.change(session.routine().withEpochs(1_000));

        assertThat(session.run(until(0.97))).isEqualTo(End.FINISHED);
    }

    /** The published XOR experiment's W1 and W2: of 2 inputs, and of H hidden units. */
    @ParameterizedTest
    @CsvSource({
        "RELU, 1, 0.5",
        "TANH, 0.7071067811865476, 0.3535533905932738",
        "SIGMOID, 0.7071067811865476, 0.3535533905932738"
    })
    void xor_is_drawn_as_published(Activation activation, double first, double second) {
        Initialization usual = Initialization.of(activation);

        assertThat(usual.deviation(2, 8)).isCloseTo(first, within(1e-15));
        assertThat(usual.deviation(8, 1)).isCloseTo(second, within(1e-15));
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;

class HyperparameterTest {

    private static final Setting SETTING = new Setting(
            Architecture.of(Network.of(List.of(3, 5, 2), Activation.TANH, Loss.HINGE)),
            new Routine(OptimizerKind.SGD, 0.5, 7, 11, new Seeds(1)));

    @ParameterizedTest
    @CsvSource({
        "optimizer, adamw",
        "lr, 0.25",
        "schedule, 'step:0.25,4'",
        "l1, 0.125",
        "l2, 3.0",
        "dropout, 0.3",
        "clip, 2.5",
        "epochs, 0",
        "batch, 64",
        "patience, 5",
    })
    void what_is_set_is_what_it_then_is_and_nothing_else_changes(String name, String value) {
        Hyperparameter changed = Hyperparameter.named(name).orElseThrow();

        Setting after = changed.change(SETTING, " " + value + " ");

        assertThat(changed.of(after)).isEqualTo(value).isNotEqualTo(changed.of(SETTING));
        for (Hyperparameter other : Hyperparameter.values()) {
            if (other != changed) {
                assertThat(other.of(after)).as(other.toString()).isEqualTo(other.of(SETTING));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Hyperparameter.class,
            names = {"CLIP", "PATIENCE"})
    void none_takes_it_away(Hyperparameter hyperparameter) {
        Setting with = hyperparameter.change(SETTING, "4");

        assertThat(hyperparameter.change(with, "none")).isEqualTo(SETTING);
    }

    @Test
    void momentum_and_weight_decay_are_those_of_the_optimizers_that_have_them() {
        Setting momentum =
                Hyperparameter.MOMENTUM.change(Hyperparameter.OPTIMIZER.change(SETTING, "momentum-keras"), "0.75");
        Setting adamW = Hyperparameter.WEIGHT_DECAY.change(Hyperparameter.OPTIMIZER.change(SETTING, "adamw"), "0.5");

        assertThat(Hyperparameter.MOMENTUM.of(momentum)).isEqualTo("0.75");
        assertThat(Hyperparameter.WEIGHT_DECAY.of(adamW)).isEqualTo("0.5");
    }

    @Test
    void an_optimizer_that_there_is_not_is_refused_with_the_nearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperparameter.OPTIMIZER.change(SETTING, "adma"))
                .withMessage("optimizer: expected one of sgd, momentum, momentum-averaged, momentum-keras, nesterov,"
                        + " rmsprop, adam, adamw, got adma; did you mean adam?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperparameter.OPTIMIZER.change(SETTING, "lbfgs"))
                .withMessageEndingWith(", adamw, got lbfgs");
    }

    @Test
    void lenet_takes_no_penalty() {
        var lenet = new Setting(Architecture.LENET, SETTING.routine());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperparameter.L2.change(lenet, "0.1"))
                .withMessage("l2: expected a fully connected network for a penalty, got lenet, whose layers are given");
    }

    @Test
    void a_setting_is_told_with_whatever_is_unusual() {
        assertThat(SETTING.inWords()).isEqualTo("sgd, learning rate 0.5, batch 11, epochs 7, seed 1");
        Setting changed = SETTING;
        for (String typed : List.of("l1 0.5", "l2 2", "dropout 0.25", "clip 3", "patience 4", "schedule step:0.5,2")) {
            String[] words = typed.split(" ");
            changed = Hyperparameter.named(words[0]).orElseThrow().change(changed, words[1]);
        }

        assertThat(changed.inWords())
                .isEqualTo("sgd, learning rate 0.5, times 0.5 every 2 epochs, l1 0.5, l2 2.0, dropout 0.25, clip 3.0,"
                        + " batch 11, epochs 7, patience 4, seed 1");
    }
}

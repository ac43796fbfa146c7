package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twingrad.compare.StepSweep.Point;

class StepSweepTest {

    private static final Seeds SEEDS = new Seeds(1);

    private static final Batch BATCH =
            new Batch(3, new double[] {0.5, -1, 1.5, 0.25, -0.75, 2}, new double[] {0, 1, 1});

    private static StepSweep sweep(Activation activation, double[] parameters, double factor) {
        Network network = network(activation);
        double[] gradient =
                new ScalarWitness().evaluate(network, parameters, BATCH).gradient();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= factor;
        }
        return StepSweep.of(network, parameters, BATCH, gradient, SEEDS);
    }

    private static Network network(Activation activation) {
        return Network.of(List.of(2, 4, 1), activation, Loss.BINARY_CROSS_ENTROPY);
    }

    private static double[] drawn(Activation activation) {
        return network(activation).draw(SEEDS);
    }

    private static Point at(StepSweep sweep, double step) {
        return sweep.points().stream()
                .filter(point -> Math.abs(point.step() / step - 1) < 1e-9)
                .findFirst()
                .orElseThrow();
    }

    /** A tenth of the step: a hundredth of the central quotient's error, a ten-thousandth of Richardson's. */
    @Test
    void to_the_right_the_error_falls_with_the_formulas_order() {
        StepSweep sweep = sweep(Activation.TANH, drawn(Activation.TANH), 1);

        assertThat(at(sweep, 1e-1).central() / at(sweep, 1e-2).central()).isCloseTo(100, within(5.0));
        assertThat(at(sweep, 1e-1).richardson() / at(sweep, 1e-2).richardson()).isCloseTo(1e4, within(500.0));
    }

    @Test
    void to_the_left_rounding_makes_it_grow_so_there_is_a_best_step_between() {
        StepSweep sweep = sweep(Activation.TANH, drawn(Activation.TANH), 1);

        assertThat(at(sweep, 1e-11).central())
                .isGreaterThan(1e3 * sweep.best(Point::central).central());
        assertThat(sweep.best(Point::central).step()).isBetween(1e-6, 1e-4);
        assertThat(sweep.best(Point::richardson).step()).isBetween(1e-4, 1e-2);
        assertThat(sweep.best(Point::richardson).richardson())
                .isLessThan(sweep.best(Point::central).central());
    }

    @Test
    void a_wrong_gradient_has_no_u_the_error_stays_what_it_is() {
        StepSweep sweep = sweep(Activation.TANH, drawn(Activation.TANH), 2);

        assertThat(sweep.points())
                .filteredOn(point -> point.step() < 1e-2 && point.step() > 1e-9)
                .allSatisfy(point -> assertThat(point.central()).isCloseTo(1.0 / 3, within(1e-4)));
    }

    @Test
    void entries_for_which_a_unit_changes_side_are_left_out_and_counted() {
        double[] nearAKink = drawn(Activation.RELU);
        nearAKink[8] = 0.03 - 0.5 * nearAKink[0] + nearAKink[1]; // what the first unit makes of (0.5, -1) is 0.03
        StepSweep sweep = sweep(Activation.RELU, nearAKink, 1);
        StepSweep still = sweep(Activation.RELU, new double[17], 1);

        assertThat(sweep.points()).allMatch(point -> point.compared() + point.kinks() == 17);
        assertThat(at(sweep, 1e-1).kinks()).isGreaterThan(at(sweep, 1e-5).kinks());
        assertThat(at(still, 1e-5).kinks()).isEqualTo(4 * 2 + 4);
    }

    @Test
    void where_none_is_left_there_is_no_number() {
        Network kinked = Network.of(List.of(2, 1), Activation.RELU, Loss.HINGE);
        var batch = new Batch(1, new double[] {1, 1}, new double[] {1});
        double[] atTheMargin = {0.5, 0.5, 0};

        StepSweep sweep = StepSweep.of(kinked, atTheMargin, batch, new double[3], SEEDS);

        assertThat(sweep.points()).allMatch(point -> point.compared() == 0 && Double.isNaN(point.central()));
        assertThat(sweep.best(Point::central)).isEqualTo(sweep.points().get(0));
    }
}

package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTest {
    @Test
    void prints_the_chain_rule_with_the_numbers_plugged_in() {
        var z1 = Value.of(0.8, "z1");
        var b = Value.of(0.1, "b");
        var z2 = z1.add(b).as("z2");
        var z3 = Value.of(2.17, "y").sub(z2).as("z3");
        var pass = new BackwardPass(z3.pow(2).as("L"));
        assertThat(pass.step()).hasToString("dL/dz3 += dL/dL · dL/dz3 = 1 · 2.54 = 2.54   (not computed yet -> 2.54)");
        assertThat(pass.step())
                .hasToString("dL/dy += dL/dz3 · dz3/dy = 2.54 · 1 = 2.54   (not computed yet -> 2.54)\n"
                        + "dL/dz2 += dL/dz3 · dz3/dz2 = 2.54 · -1 = -2.54   (not computed yet -> -2.54)");
    }

    @Test
    void both_edges_to_the_same_input_are_visible() {
        var a = Value.of(3, "a");
        assertThat(new BackwardPass(a.add(a).as("s")).step())
                .hasToString("dL/da += dL/ds · ds/da = 1 · 1 = 1   (not computed yet -> 1)\n"
                        + "dL/da += dL/ds · ds/da = 1 · 1 = 1   (1 -> 2)");
    }

    @Test
    void root_may_be_called_otherwise() {
        var a = Value.of(3, "a");
        assertThat(new BackwardPass(a.neg().as("g")).step().chainRule("g"))
                .isEqualTo("dg/da += dg/dg · dg/da = 1 · -1 = -1   (not computed yet -> -1)");
    }

    @Test
    void unlabelled_nodes_are_named_by_their_expressions() {
        var product = Value.of(2, "x").mul(Value.of(0.25));
        var pass = new BackwardPass(product.tanh().as("L"));
        pass.step();
        assertThat(pass.step().toString().lines())
                .containsExactly(
                        "dL/dx += dL/d(x * 0.25) · d(x * 0.25)/dx = 0.786448 · 0.25 = 0.196612"
                                + "   (not computed yet -> 0.196612)",
                        "dL/d(0.25) += dL/d(x * 0.25) · d(x * 0.25)/d(0.25) = 0.786448 · 2 = 1.5729"
                                + "   (not computed yet -> 1.5729)");
    }

    @Test
    void contributions_are_copied() {
        var step = new BackwardPass(Value.of(3).neg()).step();
        assertThat(step.contributions()).isUnmodifiable().hasSize(1);
    }
}

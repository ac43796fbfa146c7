package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A leaf whose numbers change between the passes. */
class ChangedLeafTest {
    record Change(String name, Consumer<Tensor> act) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        var one = Precision.FLOAT64.full(Shape.of(), 1);
        return Stream.of(
                new Change("assign", leaf -> leaf.assign(one)),
                new Change("the array itself", leaf -> leaf.data().addInPlace(one)),
                new Change("a view", leaf -> leaf.data().reshape(1).addInPlace(one.reshape(1))),
                new Change("the optimizer", leaf -> {
                    leaf.mul(leaf).backward();
                    new Adam(List.of(leaf)).step(0.1);
                    leaf.zeroGrad();
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_leaf_that_was_changed_after_the_forward_pass_is_refused(Change change) {
        var w = Leaves.parameter(3).as("w");
        var x = Leaves.parameter(2).as("x");
        var loss = x.mul(w).exp();
        change.act.accept(w);

        assertThatThrownBy(loss::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("backward: expected w () at version 0, as when the expression was built, got version 1; "
                        + "build the expression again after the step");
        assertThat(x.hasGrad()).isFalse();
        assertThat(loss.hasGrad()).isFalse();
    }

    @Test
    void a_constant_that_was_changed_after_the_forward_pass_is_refused() {
        var x = Leaves.constant(2).as("x");
        var loss = Leaves.parameter(3).mul(x);
        x.assign(Precision.FLOAT64.zeros(Shape.of()));

        assertThatThrownBy(loss::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("backward: expected x () at version 0");
    }

    @Test
    void an_expression_that_is_built_again_after_the_step_goes_backward() {
        var w = Leaves.parameter(3);
        w.mul(w).backward();
        new Sgd(List.of(w)).step(0.5);
        w.zeroGrad();
        w.mul(w).backward();

        assertThat(w.data().item()).isZero();
        assertThat(w.grad().item()).isZero();
    }

    @Test
    void refuses_to_assign_what_is_computed() {
        assertThatThrownBy(() -> Leaves.parameter(1).exp().assign(Precision.FLOAT64.zeros(Shape.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("assign: expected a leaf, got exp, which is computed; assign the leaves below it");
    }

    @Test
    void refuses_to_assign_another_shape_or_precision() {
        var leaf = Tensor.parameter(Precision.FLOAT64.zeros(Shape.of(2, 3)));

        assertThatThrownBy(() -> leaf.assign(Precision.FLOAT64.zeros(Shape.of(3, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("assign: expected (2x3), got (3x2)");
        assertThatThrownBy(() -> leaf.assign(Precision.FLOAT32.zeros(Shape.of(2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("assign: expected FLOAT64, got FLOAT32; convert them with to(Precision)");
    }
}

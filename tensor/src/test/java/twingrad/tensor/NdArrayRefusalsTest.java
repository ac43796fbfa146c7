package twingrad.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NdArrayRefusalsTest {
    static Stream<Misfit> misfits() {
        return Stream.of(
                new Misfit(
                        "matmul: expected 784 rows on the right to match (64x784), got (785x128)",
                        p -> zeros(p, 64, 784).matmul(zeros(p, 785, 128))),
                new Misfit(
                        "matmulTransA: expected 64 rows on the right to match (64x784), got (65x3)",
                        p -> zeros(p, 64, 784).matmulTransA(zeros(p, 65, 3))),
                new Misfit(
                        "matmulTransB: expected 784 columns on the right to match (64x784), got (784x3)",
                        p -> zeros(p, 64, 784).matmulTransB(zeros(p, 784, 3))),
                new Misfit(
                        "matmul: expected rank 2 or more on both sides, got (2x3) and (3); reshape a vector of n to a"
                                + " row, (1, n), or to a column, (n, 1)",
                        p -> zeros(p, 2, 3).matmul(zeros(p, 3))),
                new Misfit("transpose: expected rank 2, got ()", p -> zeros(p).transpose()),
                new Misfit(
                        "mul: expected shapes that broadcast, got (64x784) and (64); axis 1 has 784 and 64",
                        p -> zeros(p, 64, 784).mul(zeros(p, 64))),
                new Misfit(
                        "reshape: expected 6 elements as in (2x3), got (4)",
                        p -> zeros(p, 2, 3).reshape(4)),
                new Misfit(
                        "reshape: expected 6 elements as in (2x3), got [-1, 3]; no size is inferred, write all of them"
                                + " out",
                        p -> zeros(p, 2, 3).reshape(-1, 3)),
                new Misfit(
                        "get: expected an index inside (2x3), got [2, 0]",
                        p -> zeros(p, 2, 3).get(2, 0)),
                new Misfit(
                        "get: expected an index inside (2x3), got [1]",
                        p -> zeros(p, 2, 3).get(1)),
                new Misfit(
                        "item: expected a single element, got (2x3)",
                        p -> zeros(p, 2, 3).item()),
                new Misfit("of: expected 6 values for (2x3), got 5", p -> p.of(new double[5], 2, 3)),
                new Misfit(
                        "sum: expected an axis from 0 to 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).sum(2, true)),
                new Misfit(
                        "broadcastTo: expected a shape to which (2x3) stretches, got (3)",
                        p -> zeros(p, 2, 3).broadcastTo(Shape.of(3))),
                new Misfit(
                        "sumTo: expected a shape that stretches to (3), got (2x3)",
                        p -> zeros(p, 3).sumTo(Shape.of(2, 3))),
                new Misfit(
                        "gather: expected 2 labels for (2x3), got 1",
                        p -> zeros(p, 2, 3).gather(new int[1])),
                new Misfit(
                        "matmul: expected shapes that broadcast, got (2x4x5x3) and (3x3x6); axis 1 has 4 and 3",
                        p -> zeros(p, 2, 4, 5, 3).matmul(zeros(p, 3, 3, 6))),
                new Misfit(
                        "matmulTransB: expected 3 columns on the right to match (2x5x3), got (2x6x4)",
                        p -> zeros(p, 2, 5, 3).matmulTransB(zeros(p, 2, 6, 4))),
                new Misfit(
                        "transpose: expected an order of the axes [0, 1, 2] of (2x3x4), got [0, 1, 1]",
                        p -> zeros(p, 2, 3, 4).transpose(0, 1, 1)),
                new Misfit(
                        "sum: expected different axes of (2x3), got [0, 0]",
                        p -> zeros(p, 2, 3).sum(new int[] {0, 0}, true)),
                new Misfit(
                        "amax: expected an axis from 0 to 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).amax(new int[] {1, 2}, true)),
                new Misfit(
                        "amax: expected axis 1 not to be empty, got (2x0x3)",
                        p -> zeros(p, 2, 0, 3).amax(new int[] {1, 2}, true)),
                new Misfit("argmax: expected rank 2, got (6)", p -> zeros(p, 6).argmax(new int[2], 1)),
                new Misfit(
                        "argmax: expected places from 0 to 2, got 3 at 1",
                        p -> zeros(p, 2, 3).argmax(new int[] {0, 3}, 2)),
                new Misfit(
                        "argmax: expected places from 0 to 2, got -1 at 0",
                        p -> zeros(p, 2, 3).argmax(new int[] {-1, 2}, 2)),
                new Misfit(
                        "argmax: expected windows of at least 1 element, all alike, got 3 places for windows of 2",
                        p -> zeros(p, 2, 3).argmax(new int[3], 2)),
                new Misfit(
                        "argmax: expected windows of at least 1 element, all alike, got 3 places for windows of 0",
                        p -> zeros(p, 2, 3).argmax(new int[3], 0)),
                new Misfit(
                        "concat: expected the sizes of (2x3) along all axes but 1, got (3x4)",
                        p -> zeros(p, 2, 3).concat(1, zeros(p, 2, 5), zeros(p, 3, 4))),
                new Misfit(
                        "concat: expected the sizes of (2x3) along all axes but 0, got (3)",
                        p -> zeros(p, 2, 3).concat(0, zeros(p, 3))),
                new Misfit(
                        "take: expected places from 0 to 2, got 3 at 1",
                        p -> zeros(p, 2, 3).take(new int[] {-1, 3}, 1)),
                new Misfit(
                        "take: expected an axis from 0 to 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).take(new int[1], 2)),
                new Misfit(
                        "scatterAdd: expected 3 places for axis 1 of (2x3), got 2",
                        p -> zeros(p, 2, 3).scatterAdd(new int[2], 1, 4)),
                new Misfit(
                        "scatterAdd: expected places from 0 to 3, got -2 at 0",
                        p -> zeros(p, 2).scatterAdd(new int[] {-2, 0}, 0, 4)),
                new Misfit(
                        "scatter: expected labels from 0 to 2, got 3 in row 1",
                        p -> zeros(p, 2).scatter(new int[] {0, 3}, 3)));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refuses_what_does_not_fit(Misfit misfit) {
        misfit.requireRefused();
    }

    @Test
    void refuses_to_mix_precisions() {
        var single = Precision.FLOAT32.zeros(Shape.of(2, 2));
        var twice = Precision.FLOAT64.zeros(Shape.of(2, 2));

        assertThatThrownBy(() -> single.add(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("add: expected FLOAT32 on both sides, got FLOAT64; convert one array with to(Precision),"
                        + " before a tensor is made of it");
        assertThatThrownBy(() -> single.concat(0, single, twice))
                .hasMessage("concat: expected FLOAT32 on both sides, got FLOAT64; convert one array with to(Precision),"
                        + " before a tensor is made of it");
        assertThatThrownBy(() -> single.reshape(1, 2, 2).matmul(twice))
                .hasMessage("matmul: expected FLOAT32 on both sides, got FLOAT64; convert one array with to(Precision),"
                        + " before a tensor is made of it");
        assertThatThrownBy(() -> twice.matmul(single))
                .hasMessage("matmul: expected FLOAT64 on both sides, got FLOAT32; convert one array with to(Precision),"
                        + " before a tensor is made of it");
    }

    @Test
    void refuses_to_change_in_place_by_another_shape() {
        assertThatThrownBy(() -> zeros(Precision.FLOAT32, 2, 3).addInPlace(zeros(Precision.FLOAT32, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("addInPlace: expected (2x3), got (3)");
    }

    private static NdArray zeros(Precision precision, int... dims) {
        return precision.zeros(Shape.of(dims));
    }
}

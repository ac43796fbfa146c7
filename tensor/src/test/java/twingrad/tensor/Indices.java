package twingrad.tensor;

import java.util.Arrays;

/** Where an element stands, by the definitions of row-major order and of broadcasting. */
final class Indices {
    private Indices() {}

    /** The index of an element that stands at that place in row-major order. */
    static int[] index(Shape shape, int at) {
        var index = new int[shape.rank()];
        for (int axis = shape.rank() - 1, rest = at; axis >= 0; axis--) {
            index[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return index;
    }

    /** The index in an operand of the element that broadcasting takes for that index of the result. */
    static int[] within(Shape shape, int[] index) {
        var own = Arrays.copyOfRange(index, index.length - shape.rank(), index.length);
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = Math.min(own[axis], shape.dim(axis) - 1);
        }
        return own;
    }
}

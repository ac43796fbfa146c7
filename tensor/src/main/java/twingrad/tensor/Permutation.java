package twingrad.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Another order of an array's axes. The last axes, as far as they stay where they are, make blocks that move whole. */
final class Permutation {
    private final Shape shape;
    private final int[] axes;

    /** How many of the first axes move. */
    private final int moving;

    /**
     * The order that makes axis i of the result the axis axes[i] of the shape.
     *
     * @param axes each axis once. Not modified.
     */
    Permutation(Shape shape, int... axes) {
        int[] each = IntStream.range(0, shape.rank()).toArray();
        if (!Arrays.equals(IntStream.of(axes).sorted().toArray(), each)) {
            throw new IllegalArgumentException("transpose: expected an order of the axes " + Arrays.toString(each)
                    + " of " + shape + ", got " + Arrays.toString(axes));
        }
        int stay = 0;
        while (stay < axes.length && axes[axes.length - 1 - stay] == axes.length - 1 - stay) {
            stay++;
        }
        this.shape = shape;
        this.axes = axes.clone();
        this.moving = axes.length - stay;
    }

    /** The axes of a rank of 2 or more with the last two exchanged: every matrix transposed. */
    static int[] ofMatrices(int rank) {
        int[] axes = IntStream.range(0, rank).toArray();
        axes[rank - 2] = rank - 1;
        axes[rank - 1] = rank - 2;
        return axes;
    }

    /** The result's shape. */
    Shape shape() {
        return Shape.of(IntStream.of(axes).map(shape::dim).toArray());
    }

    /** The order that undoes this one. */
    int[] inverse() {
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return inverse;
    }

    /** Elements in a block. */
    int block() {
        return shape.sizeAfter(moving - 1);
    }

    /** For each block of the result, in order, its place among those of the array. */
    int[] places() {
        int[] places = {0};
        for (int i = 0; i < moving; i++) {
            int step = 1;
            for (int axis = axes[i] + 1; axis < moving; axis++) {
                step *= shape.dim(axis);
            }
            places = combinations(places, shape.dim(axes[i]), step);
        }
        return places;
    }

    /** Each of the places, moved by 0 to count - 1 steps. */
    private static int[] combinations(int[] places, int count, int step) {
        int[] result = new int[places.length * count];
        for (int at = 0; at < result.length; at++) {
            result[at] = places[at / count] + at % count * step;
        }
        return result;
    }
}

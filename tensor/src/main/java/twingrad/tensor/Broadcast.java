package twingrad.tensor;

import java.util.Arrays;

/**
 * How two shapes meet element by element: the result's shape, and the walk over it in runs.
 *
 * <p>Neighboring axes in which an operand is whole, or is stretched, are taken as one; the innermost of these is the
 * run. Along a run each operand either goes on element by element (step 1) or stays at one element (step 0). So two
 * equal shapes of any rank are one run, and (B x O) with (O) is B runs of O.
 */
final class Broadcast {
    private final Shape shape;
    private final int[] dims;
    private final int[] leftSteps;
    private final int[] rightSteps;

    Broadcast(String op, Shape left, Shape right) {
        shape = left.broadcast(op, right);
        int rank = shape.rank();
        int[] sizes = new int[rank + 1];
        boolean[] leftWhole = new boolean[rank + 1];
        boolean[] rightWhole = new boolean[rank + 1];
        int groups = 0;
        for (int axis = 0; axis < rank; axis++) {
            int dim = shape.dim(axis);
            if (dim == 1) {
                continue;
            }
            boolean inLeft = left.aligned(axis, rank) == dim;
            boolean inRight = right.aligned(axis, rank) == dim;
            if (groups > 0 && leftWhole[groups - 1] == inLeft && rightWhole[groups - 1] == inRight) {
                sizes[groups - 1] *= dim;
            } else {
                sizes[groups] = dim;
                leftWhole[groups] = inLeft;
                rightWhole[groups] = inRight;
                groups++;
            }
        }
        if (groups == 0) {
            sizes[groups++] = 1;
        }
        dims = Arrays.copyOf(sizes, groups);
        leftSteps = steps(dims, leftWhole);
        rightSteps = steps(dims, rightWhole);
    }

    private static int[] steps(int[] dims, boolean[] whole) {
        int[] steps = new int[dims.length];
        int step = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            steps[axis] = whole[axis] ? step : 0;
            step *= whole[axis] ? dims[axis] : 1;
        }
        return steps;
    }

    /** The result's shape. */
    Shape shape() {
        return shape;
    }

    /** Elements in a run. */
    int run() {
        return dims[dims.length - 1];
    }

    /** 1 where the left operand goes on along a run, 0 where it stays. */
    int leftStep() {
        return leftSteps[dims.length - 1];
    }

    /** 1 where the right operand goes on along a run, 0 where it stays. */
    int rightStep() {
        return rightSteps[dims.length - 1];
    }

    /** Calls {@code body} once a run, in the order of the result. */
    void forEachRun(Run body) {
        int inner = dims.length - 1;
        int[] index = new int[inner];
        int left = 0;
        int right = 0;
        for (int at = 0; at < shape.size(); at += dims[inner]) {
            body.at(left, right, at);
            for (int axis = inner - 1; axis >= 0; axis--) {
                left += leftSteps[axis];
                right += rightSteps[axis];
                if (++index[axis] < dims[axis]) {
                    break;
                }
                index[axis] = 0;
                left -= leftSteps[axis] * dims[axis];
                right -= rightSteps[axis] * dims[axis];
            }
        }
    }

    /** What is done with a run: where it begins in the left operand, in the right one and in the result. */
    @FunctionalInterface
    interface Run {
        void at(int left, int right, int result);
    }
}

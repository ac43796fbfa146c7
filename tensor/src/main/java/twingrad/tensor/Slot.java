package twingrad.tensor;

import java.util.Arrays;
import java.util.List;

/** A number that an optimizer keeps for every number of its parameters: arrays like theirs, at first of +0. */
final class Slot {
    private final List<NdArray> arrays;
    private final int size;

    Slot(List<Tensor> parameters) {
        arrays = parameters.stream().map(w -> w.precision().zeros(w.shape())).toList();
        size = arrays.stream().mapToInt(array -> array.shape().size()).sum();
    }

    /** The array of parameter i, to be changed in place. */
    NdArray of(int i) {
        return arrays.get(i);
    }

    /** How many numbers there are. */
    int size() {
        return size;
    }

    /** All numbers, in the order of θ. */
    double[] toDoubles() {
        return arrays.stream()
                .flatMapToDouble(array -> Arrays.stream(array.toDoubles()))
                .toArray();
    }

    /**
     * Takes over all numbers.
     *
     * @param values {@link #size} of them, in the order of θ. Not modified.
     */
    void restore(double[] values) {
        int from = 0;
        for (NdArray array : arrays) {
            int to = from + array.shape().size();
            array.setInPlace(array.precision()
                    .of(Arrays.copyOfRange(values, from, to), array.shape().dims()));
            from = to;
        }
    }
}

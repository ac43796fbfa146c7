package twingrad.compare;

import java.util.List;
import java.util.Objects;

/**
 * One parameter array of a network as a stretch of θ: a weight (O x I), row-major, or a bias (O).
 *
 * @param name as in {@code layers.0.weight}
 * @param offset where it begins in θ
 * @param shape (O, I) for a weight, (O) for a bias
 */
public record Block(String name, int offset, List<Integer> shape) {

    /** IllegalArgumentException unless the shape is a matrix's or a vector's, at a place within θ. */
    public Block {
        Objects.requireNonNull(name, "block: expected a name, got null");
        shape = List.copyOf(Objects.requireNonNull(shape, "block: expected a shape, got null"));
        if (offset < 0 || shape.isEmpty() || shape.size() > 2 || shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "block " + name + ": expected an offset of 0 or more and 1 or 2 sizes of 1 or more, got " + offset
                            + " and " + shape);
        }
    }

    /** Number of entries; ArithmeticException if it is more than an int holds, which no network's block is. */
    public int size() {
        return isWeight() ? Math.multiplyExact(shape.get(0), shape.get(1)) : shape.get(0);
    }

    /** Whether it is a weight: the regularization counts weights only. */
    public boolean isWeight() {
        return shape.size() == 2;
    }

    /** Position within θ just after the last entry. */
    public int end() {
        return offset + size();
    }

    /** The index [row, column] of a weight's entry, [row] of a bias's, for its place within this block. */
    public List<Integer> index(int place) {
        return isWeight() ? List.of(place / shape.get(1), place % shape.get(1)) : List.of(place);
    }
}

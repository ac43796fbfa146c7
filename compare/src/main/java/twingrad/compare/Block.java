package twingrad.compare;

import java.util.List;

/**
 * One parameter array of a network as a stretch of θ: a weight (O x I), row-major, or a bias (O).
 *
 * @param name as in {@code layers.0.weight}
 * @param offset where it begins in θ
 * @param shape (O, I) for a weight, (O) for a bias
 */
public record Block(String name, int offset, List<Integer> shape) {

    public Block {
        shape = List.copyOf(shape);
    }

    /** Number of entries. */
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

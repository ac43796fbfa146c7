package twingrad.compare;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twingrad.scalar.Value;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

/**
 * One row of the op table: an op of either engine, its twin (or, for an op that only the tensor engine has, its formula
 * on the blackboard, written in scalars), and where it is tested.
 *
 * @param name the method's name, with its plain arguments' types: {@code pow}, {@code pow(double)}
 * @param domains where each operand's entries are drawn
 * @param shapes the shapes that the operands take, one list a case
 * @param scalar the op on grids of scalars
 * @param tensor the op on tensors
 */
public record Op(
        String name,
        List<Domain> domains,
        List<List<Shape>> shapes,
        Function<List<Grid>, List<Value>> scalar,
        Function<List<Tensor>, Tensor> tensor) {

    public Op {
        domains = List.copyOf(domains);
        shapes = shapes.stream().map(List::copyOf).toList();
    }

    /**
     * An interval of entries, both ends included, without what lies near {@code bend}, where the op may have a kink.
     */
    public record Domain(double low, double high, double bend) {

        /** How far entries keep from the bend. */
        private static final double GAP = 0.05;

        double draw(RandomGenerator random) {
            double x = low + (high - low) * random.nextDouble();
            return Math.abs(x - bend) < GAP ? draw(random) : (float) x;
        }
    }

    /** A tensor of scalars, row-major. */
    public record Grid(Shape shape, List<Value> entries) {
        public Grid {
            entries = List.copyOf(entries);
        }

        /** The entry at an index. */
        Value at(int... index) {
            int place = 0;
            for (int axis = 0; axis < index.length; axis++) {
                place = place * shape.dim(axis) + index[axis];
            }
            return entries.get(place);
        }

        /** How many matrices the last two axes make. */
        int matrices() {
            int rank = shape.rank();
            return entries.size() / shape.dim(rank - 2) / shape.dim(rank - 1);
        }

        /** One of these matrices. */
        Grid matrix(int i) {
            Shape matrix = Shape.of(shape.dim(shape.rank() - 2), shape.dim(shape.rank() - 1));
            return new Grid(matrix, entries.subList(i * matrix.size(), (i + 1) * matrix.size()));
        }

        int rows() {
            return shape.dim(0);
        }

        int columns() {
            return shape.dim(1);
        }

        /** The row of a matrix. */
        List<Value> row(int row) {
            return entries.subList(row * columns(), (row + 1) * columns());
        }

        /** The column of a matrix. */
        List<Value> column(int column) {
            return IntStream.range(0, rows()).mapToObj(row -> at(row, column)).toList();
        }

        /** The entry of this grid that stands at a place of a broadcast (rows x columns) result. */
        Value broadcast(int row, int column) {
            int width = shape.rank() == 0 ? 1 : shape.dim(shape.rank() - 1);
            int height = shape.rank() < 2 ? 1 : shape.dim(0);
            return entries.get((height == 1 ? 0 : row) * width + (width == 1 ? 0 : column));
        }
    }
}

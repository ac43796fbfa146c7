package twingrad.compare.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import twingrad.compare.Block;
import twingrad.compare.LeNet;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.datasets.Dataset;
import twingrad.tensor.Layer;
import twingrad.tensor.Precision;

/** What can be trained in a {@link Session}, and go on from its numbers. */
public sealed interface Architecture {

    /** {@link LeNet}, of the tensor engine. */
    Architecture LENET = new Convolutional();

    /** A fully connected network, of both engines. */
    static Architecture of(Network network) {
        return new FullyConnected(network);
    }

    /** As people write it. */
    String description();

    /** The parameters' names and shapes in θ's order: {@code layers.0.weight} (O x I), {@code layers.0.bias} (O), …. */
    Map<String, List<Integer>> shapes();

    /** Features of a sample. */
    int inputs();

    /** Outputs of a sample. */
    int outputs();

    /** θ as it is drawn. */
    double[] draw(Seeds seeds);

    /**
     * A learner that goes on from a state. IllegalArgumentException where the engine cannot, and for a state of another
     * shape or optimizer.
     */
    Learner learner(LearnerKind kind, Routine routine, Dataset train, LearnedState state);

    /** The network, where it is one. */
    default Optional<Network> network() {
        return Optional.empty();
    }

    /** IllegalArgumentException, naming both, for a network that differs in more than its penalty and first θ. */
    default void requireSame(Network next) {
        boolean isSame = network()
                .map(network -> network.with(next.regularization()).with(next.initialization()))
                .equals(Optional.of(next));
        if (!isSame) {
            throw new IllegalArgumentException("architecture: expected " + description()
                    + ", whose parameters these are, got " + next + "; begin a new training with it");
        }
    }

    /** Length of θ. */
    default int parameterCount() {
        return shapes().values().stream()
                .mapToInt(shape -> shape.stream().reduce(1, Math::multiplyExact))
                .reduce(0, Math::addExact);
    }

    /** The first number of θ that is not finite, by its block and place there. */
    default Optional<String> firstNotFinite(double[] theta) {
        int from = 0;
        for (var block : shapes().entrySet()) {
            int size = block.getValue().stream().reduce(1, Math::multiplyExact);
            for (int i = 0; i < size; i++) {
                if (!Double.isFinite(theta[from + i])) {
                    return Optional.of(block.getKey() + index(block.getValue(), i) + " = " + theta[from + i]);
                }
            }
            from += size;
        }
        return Optional.empty();
    }

    /** [row,column] of an entry. */
    private static String index(List<Integer> shape, int place) {
        var index = new StringBuilder("]");
        int left = place;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            index.insert(0, left % shape.get(axis)).insert(0, axis == 0 ? "[" : ",");
            left /= shape.get(axis);
        }
        return index.toString();
    }

    /**
     * A network's layers.
     *
     * @param layers the network
     */
    record FullyConnected(Network layers) implements Architecture {

        @Override
        public String description() {
            return layers.toString();
        }

        @Override
        public Map<String, List<Integer>> shapes() {
            var shapes = new LinkedHashMap<String, List<Integer>>();
            layers.blocks().forEach((Block block) -> shapes.put(block.name(), block.shape()));
            return shapes;
        }

        @Override
        public int inputs() {
            return layers.inputs();
        }

        @Override
        public int outputs() {
            return layers.outputs();
        }

        @Override
        public double[] draw(Seeds seeds) {
            return layers.draw(seeds);
        }

        @Override
        public Learner learner(LearnerKind kind, Routine routine, Dataset train, LearnedState state) {
            var plan = new Plan(layers, routine);
            return switch (kind) {
                case SCALAR -> new ScalarLearner(plan, train, state);
                case TENSOR_F64 -> new TensorLearner(plan, Precision.FLOAT64, train, state);
                case TENSOR_F32 -> new TensorLearner(plan, Precision.FLOAT32, train, state);
            };
        }

        @Override
        public Optional<Network> network() {
            return Optional.of(layers);
        }
    }

    /** LeNet's layers. */
    record Convolutional() implements Architecture {

        private static final int CLASSES = 10;

        /** Built when it is first asked for. */
        private static final class Shapes {
            private static final Map<String, List<Integer>> ALL = of(LeNet.model(Precision.FLOAT32, new Seeds(0)));

            private static Map<String, List<Integer>> of(Layer model) {
                var shapes = new LinkedHashMap<String, List<Integer>>();
                model.namedParameters()
                        .forEach((name, parameter) -> shapes.put(
                                name,
                                IntStream.of(parameter.shape().dims()).boxed().toList()));
                return shapes;
            }
        }

        @Override
        public String description() {
            return LeNet.DESCRIPTION;
        }

        @Override
        public Map<String, List<Integer>> shapes() {
            return new LinkedHashMap<>(Shapes.ALL);
        }

        @Override
        public int inputs() {
            return LeNet.SIDE * LeNet.SIDE;
        }

        @Override
        public int outputs() {
            return CLASSES;
        }

        /** Every number is a float, so that both precisions begin alike. */
        @Override
        public double[] draw(Seeds seeds) {
            return TensorLearner.theta(LeNet.model(Precision.FLOAT32, seeds));
        }

        @Override
        public Learner learner(LearnerKind kind, Routine routine, Dataset train, LearnedState state) {
            Precision precision = switch (kind) {
                case TENSOR_F32 -> Precision.FLOAT32;
                case TENSOR_F64 -> Precision.FLOAT64;
                case SCALAR ->
                    throw new IllegalArgumentException("lenet: expected the tensor engine, got scalar, which goes one"
                            + " number at a time and has no convolution");
            };
            var learner = new TensorLearner(
                    LeNet.model(precision, routine.seeds(), routine.dropout()), LeNet::loss, routine, train);
            learner.restore(state);
            return learner;
        }
    }
}

package twingrad.compare.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An ONNX model on its way into a file: a chain of nodes, each of which takes what the one before it gives and arrays
 * of its own. Numbers are float32 unless said; field numbers are those of the format's {@code onnx.proto}.
 */
final class OnnxGraph {

    /** The format's version, of 2021, and the operators', of 2022: old enough for every runtime in use. */
    private static final int IR_VERSION = 8;

    static final int OPSET = 17;

    /** Name of the one input, (batch x …). */
    static final String INPUT = "input";

    /** Name of the one output, (batch x …): before softmax or sigmoid. */
    static final String OUTPUT = "logits";

    /** The format's numbers of types. */
    private static final int FLOAT = 1;

    private static final int INT64 = 7;
    private static final int DOUBLE = 11;

    private final List<Node> nodes = new ArrayList<>();
    private final List<ProtobufMessage> arrays = new ArrayList<>();
    private int inputType = FLOAT;

    /** An operator on what came last, and on the arrays of these names. */
    private record Node(String operator, List<String> arrays, List<Attribute> attributes) {}

    /** A setting of a node. */
    interface Attribute {
        ProtobufMessage message();

        /** A number. */
        static Attribute of(String name, float value) {
            return () -> new ProtobufMessage().with(1, name).with(2, value).with(20, 1);
        }

        /** A whole number. */
        static Attribute of(String name, long value) {
            return () -> new ProtobufMessage().with(1, name).with(3, value).with(20, 2);
        }

        /** Whole numbers. */
        static Attribute of(String name, List<Long> values) {
            var message = new ProtobufMessage().with(1, name);
            values.forEach(value -> message.with(8, value));
            return () -> message.with(20, 7);
        }
    }

    /** Adds an operator on what came last and on the arrays of these names. */
    OnnxGraph then(String operator, List<String> names, Attribute... attributes) {
        nodes.add(new Node(operator, names, List.of(attributes)));
        return this;
    }

    /** Adds an array of numbers, row-major, rounded to float. */
    String array(String name, List<Integer> shape, double[] numbers) {
        ByteBuffer data = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            data.putFloat((float) number);
        }
        return array(name, FLOAT, shape, data.array());
    }

    /** Adds an array of numbers as they are, for operators on an input in float64. */
    String doubles(String name, List<Integer> shape, double[] numbers) {
        ByteBuffer data = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asDoubleBuffer().put(numbers);
        return array(name, DOUBLE, shape, data.array());
    }

    /** Takes the input in float64; rounds what has come of it so far, which the next operator takes. */
    OnnxGraph roundedFromDoubles() {
        inputType = DOUBLE;
        return then("Cast", List.of(), Attribute.of("to", (long) FLOAT));
    }

    /** Adds an array of whole numbers: the shape that Reshape takes. */
    String wholeNumbers(String name, long... numbers) {
        ByteBuffer data = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            data.putLong(number);
        }
        return array(name, INT64, List.of(numbers.length), data.array());
    }

    private String array(String name, int type, List<Integer> shape, byte[] data) {
        var tensor = new ProtobufMessage();
        shape.forEach(size -> tensor.with(1, size));
        arrays.add(tensor.with(2, type).with(8, name).with(9, data));
        return name;
    }

    /**
     * The whole model: (batch x inputs) -> (batch x outputs), the batch's size left open.
     *
     * @param description what it is, for people
     */
    byte[] model(String description, int inputs, int outputs) {
        var graph = new ProtobufMessage();
        String last = INPUT;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String result = i == nodes.size() - 1 ? OUTPUT : node.operator().toLowerCase(Locale.ROOT) + "_" + i;
            graph.with(1, message(node, last, result));
            last = result;
        }
        graph.with(2, "twingrad");
        arrays.forEach(array -> graph.with(5, array));
        graph.with(11, value(INPUT, inputType, inputs)).with(12, value(OUTPUT, FLOAT, outputs));
        return new ProtobufMessage()
                .with(1, IR_VERSION)
                .with(2, "twingrad")
                .with(6, description)
                .with(7, graph)
                .with(8, new ProtobufMessage().with(1, "").with(2, OPSET))
                .bytes();
    }

    private static ProtobufMessage message(Node node, String input, String result) {
        var message = new ProtobufMessage().with(1, input);
        node.arrays().forEach(array -> message.with(1, array));
        message.with(2, result).with(3, result).with(4, node.operator());
        node.attributes().forEach(attribute -> message.with(5, attribute.message()));
        return message;
    }

    private static ProtobufMessage value(String name, int type, int columns) {
        var shape = new ProtobufMessage()
                .with(1, new ProtobufMessage().with(2, "batch"))
                .with(1, new ProtobufMessage().with(1, columns));
        var tensor = new ProtobufMessage().with(1, type).with(2, shape);
        return new ProtobufMessage().with(1, name).with(2, new ProtobufMessage().with(1, tensor));
    }
}

package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import twingrad.compare.Activation;
import twingrad.compare.Initialization;
import twingrad.compare.LeNet;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.Reduction;
import twingrad.compare.Regularization;
import twingrad.compare.Seeds;
import twingrad.compare.training.Architecture;
import twingrad.datasets.Dataset;
import twingrad.datasets.Mnist;
import twingrad.datasets.Standardization;
import twingrad.tensor.Precision;
import twingrad.tensor.Sequential;
import twingrad.tensor.Tensor;

/** What another program, onnxruntime, computes of our exports, on real digits. */
@EnabledIfEnvironmentVariable(
        named = "ORT_DISABLE_TELEMETRY",
        matches = "1",
        disabledReason = "onnxruntime 1.29.0 crashes the JVM where it reports to its maker")
class OnnxFileTest {

    /** Logits are of the order of 1 and both sides compute in float32. */
    private static final double BOUND = 1e-5;

    private static final int DIGITS = 37;
    private static final Dataset TEST = Mnist.test().slice(0, DIGITS);
    private static final Seeds SEEDS = new Seeds(3);
    private static final Optional<Standardization> NONE = Optional.empty();

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "LEAKY_RELU", "TANH", "SIGMOID"})
    void a_fully_connected_network_gives_the_same_logits(Activation activation) throws OrtException {
        Network network = network(activation);
        double[] theta = withBiases(network.draw(SEEDS));

        double[] theirs = run(OnnxFile.bytes(Architecture.of(network), theta, NONE), inputs(TEST), 784);

        assertThat(theirs).hasSize(DIGITS * 10);
        assertThat(distance(theirs, outputs(network, theta, inputs(TEST)))).isLessThan(BOUND);
    }

    @Test
    void lenet_gives_the_same_logits() throws OrtException {
        Sequential model = LeNet.model(Precision.FLOAT32, SEEDS);
        double[] theta = withBiases(theta(model));
        Sequential twin = with(model, theta);

        double[] theirs = run(OnnxFile.bytes(Architecture.LENET, theta, NONE), inputs(TEST), 784);

        double[] ours = twin.forward(Tensor.constant(Precision.FLOAT32.of(inputs(TEST), DIGITS, 784)))
                .data()
                .toDoubles();
        assertThat(distance(theirs, ours)).isLessThan(BOUND);
    }

    @Test
    void features_are_standardized_in_front_of_the_layers() throws OrtException {
        Network network = network(Activation.TANH);
        double[] theta = withBiases(network.draw(SEEDS));
        Standardization standardization = Standardization.of(Mnist.train().slice(0, 500));

        double[] theirs =
                run(OnnxFile.bytes(Architecture.of(network), theta, Optional.of(standardization)), inputs(TEST), 784);

        assertThat(standardization.deviation()).contains(0);
        assertThat(distance(theirs, outputs(network, theta, inputs(standardization.apply(TEST)))))
                .isLessThan(BOUND);
        assertThat(distance(theirs, outputs(network, theta, inputs(TEST)))).isGreaterThan(BOUND);
    }

    /** Neither a time in seconds nor what is smaller than any float is to be told apart in float32. */
    @ParameterizedTest(name = "{0} apart by {1}")
    @CsvSource({"1.7e9, 10", "-3e-40, 1e-60", "0, 1e300"})
    void features_beyond_floats_are_standardized_as_in_training(double mean, double deviation) throws OrtException {
        var network = Network.of(List.of(2, 5, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY);
        double[] theta = withBiases(network.draw(SEEDS));
        var standardization = new Standardization(new double[] {mean, 3}, new double[] {deviation, 0});
        double[] features = {mean - deviation, 3, mean + 2 * deviation, 4, mean, 3, mean + 0.5 * deviation, 2};

        double[] theirs =
                run(OnnxFile.bytes(Architecture.of(network), theta, Optional.of(standardization)), features, 2);

        double[] standardized = features.clone();
        for (int row = 0; row < features.length; row += 2) {
            double[] sample = {features[row], features[row + 1]};
            standardization.applyInPlace(sample);
            System.arraycopy(sample, 0, standardized, row, 2);
        }
        assertThat(distance(theirs, outputs(network, theta, standardized))).isLessThan(BOUND);
    }

    @Test
    void a_spoiled_weight_is_seen() throws OrtException {
        Network network = network(Activation.RELU);
        double[] theta = withBiases(network.draw(SEEDS));
        double[] spoiled = theta.clone();
        spoiled[spoiled.length - 11] += 1e-3;

        double[] theirs = run(OnnxFile.bytes(Architecture.of(network), spoiled, NONE), inputs(TEST), 784);

        assertThat(distance(theirs, outputs(network, theta, inputs(TEST)))).isGreaterThan(BOUND);
    }

    @Test
    void the_model_names_its_input_and_output_and_leaves_the_batch_open() throws OrtException {
        var network = new Network(
                List.of(3, 5, 2),
                List.of(Activation.SIGMOID, Activation.RELU),
                Loss.SOFTMAX_CROSS_ENTROPY,
                Reduction.MEAN,
                Regularization.NONE,
                Initialization.HE_NORMAL);
        byte[] bytes = OnnxFile.bytes(Architecture.of(network), network.draw(SEEDS), NONE);

        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(bytes)) {
            var input = (TensorInfo) session.getInputInfo().get("input").getInfo();
            var output = (TensorInfo) session.getOutputInfo().get("logits").getInfo();
            assertThat(input.getShape()).containsExactly(-1, 3);
            assertThat(input.getDimensionNames()[0]).isEqualTo("batch");
            assertThat(output.getShape()).containsExactly(-1, 2);
            assertThat(session.getMetadata().getProducerName()).isEqualTo("twingrad");
            assertThat(session.getMetadata().getDescription()).isEqualTo(network.toString());
        }
        double[] one = {0.5, -1, 2};
        assertThat(distance(run(bytes, one, 3), outputs(network, network.draw(SEEDS), one)))
                .isLessThan(BOUND);
    }

    @Test
    void a_file_that_is_cut_is_no_model() {
        Network network = network(Activation.RELU);
        byte[] bytes = OnnxFile.bytes(Architecture.of(network), network.draw(SEEDS), NONE);
        byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);

        assertThatThrownBy(() -> OrtEnvironment.getEnvironment().createSession(cut))
                .isInstanceOf(OrtException.class);
    }

    private static Network network(Activation activation) {
        return Network.of(List.of(784, 20, 11, 10), activation, Loss.SOFTMAX_CROSS_ENTROPY);
    }

    /** Biases begin at 0, behind which a forgotten one would hide. */
    private static double[] withBiases(double[] theta) {
        var random = new Random(5);
        return Arrays.stream(theta)
                .map(number -> number == 0 ? (float) (0.1 * random.nextGaussian()) : number)
                .toArray();
    }

    private static double[] theta(Sequential model) {
        return model.parameters().stream()
                .flatMapToDouble(parameter -> Arrays.stream(parameter.data().toDoubles()))
                .toArray();
    }

    /** The model with other parameters. */
    private static Sequential with(Sequential model, double[] theta) {
        int offset = 0;
        for (Tensor parameter : model.parameters()) {
            int size = parameter.shape().size();
            double[] part = Arrays.copyOfRange(theta, offset, offset + size);
            parameter.assign(Precision.FLOAT32.of(part, parameter.shape().dims()));
            offset += size;
        }
        return model;
    }

    private static double[] inputs(Dataset data) {
        var inputs = new double[data.size() * data.features()];
        for (int row = 0; row < data.size(); row++) {
            data.copyInputs(row, inputs, row * data.features());
        }
        return inputs;
    }

    private static double[] outputs(Network network, double[] theta, double[] inputs) {
        int rows = inputs.length / network.inputs();
        return network.tensorTwin(Precision.FLOAT32, theta)
                .mlp()
                .forward(Tensor.constant(Precision.FLOAT32.of(inputs, rows, network.inputs())))
                .data()
                .toDoubles();
    }

    private static double[] run(byte[] model, double[] inputs, int features) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {inputs.length / features, features};
        try (OrtSession session = environment.createSession(model);
                OnnxTensor input = input(session, environment, inputs, shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            float[][] logits = (float[][]) result.get(0).getValue();
            return Arrays.stream(logits)
                    .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                    .toArray();
        }
    }

    /** In the type that the model asks for. */
    private static OnnxTensor input(OrtSession session, OrtEnvironment environment, double[] inputs, long[] shape)
            throws OrtException {
        var asked = (TensorInfo) session.getInputInfo().get("input").getInfo();
        if (asked.type == OnnxJavaType.DOUBLE) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(inputs), shape);
        }
        var floats = new float[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            floats[i] = (float) inputs[i];
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
    }

    /** The largest difference. */
    private static double distance(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }
}

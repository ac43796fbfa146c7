package twingrad.compare.trust;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import twingrad.compare.training.DatasetBatches;
import twingrad.datasets.Mnist;
import twingrad.tensor.Adam;
import twingrad.tensor.Layer;
import twingrad.tensor.Losses;
import twingrad.tensor.Mlp;
import twingrad.tensor.Precision;
import twingrad.tensor.Reduction;
import twingrad.tensor.Tensor;
import twingrad.tensor.Trainer;
import twingrad.tensor.Workers;

/** Trains on MNIST for some steps and gives the bits of what was learned; a main class, to be run in any JVM. */
final class DigitBits {

    static final int BATCH = 128;

    private DigitBits() {}

    /** Prints the bits after so many steps on each of so many numbers of threads, a line each. */
    public static void main(String[] arguments) {
        int steps = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            Workers.threads(Integer.parseInt(arguments[i]));
            System.out.println(after(steps, BATCH));
        }
    }

    /** SHA-256 of θ of 784-128-32-10 (tanh, ReLU) after so many steps of Adam on so many digits each, in hex. */
    static String after(int steps, int batch) {
        var digits = new DatasetBatches(Mnist.train().slice(0, steps * batch));
        List<UnaryOperator<Tensor>> activations = List.of(Tensor::tanh, Tensor::relu, UnaryOperator.identity());
        var model = Mlp.random(List.of(784, 128, 32, 10), activations, Precision.FLOAT32, new Random(1));
        var trainer = new Trainer(
                model,
                (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels)),
                new Adam(model.parameters()),
                batch,
                Random::new);
        trainer.epoch(digits, 0, 0.001);
        return sha256(model);
    }

    /** SHA-256 of the parameters as floats, in hexadecimal digits. */
    static String sha256(Layer model) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Tensor parameter : model.parameters()) {
                for (double value : parameter.data().toDoubles()) {
                    int bits = Float.floatToIntBits((float) value);
                    digest.update(
                            ByteBuffer.allocate(Integer.BYTES).putInt(bits).array());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

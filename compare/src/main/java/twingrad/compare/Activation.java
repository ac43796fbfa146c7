package twingrad.compare;

import java.util.Locale;
import java.util.function.UnaryOperator;
import twingrad.scalar.Value;
import twingrad.tensor.Tensor;

/**
 * What a layer applies to its pre-activations: its name in both engines, and its formula on the blackboard, from which
 * the checks know what they may expect.
 */
public enum Activation {
    /** a = z: the last layer of a network that gives logits. */
    IDENTITY(UnaryOperator.identity(), UnaryOperator.identity()) {
        @Override
        double value(double z) {
            return z;
        }

        @Override
        double slope(double z) {
            return 1;
        }

        @Override
        double slopeError(double z, double error) {
            return 0;
        }
    },
    /** a = max(0, z), slope 0 at 0. */
    RELU(Value::relu, Tensor::relu) {
        @Override
        double value(double z) {
            return z > 0 ? z : 0;
        }

        @Override
        double slope(double z) {
            return z > 0 ? 1 : 0;
        }

        @Override
        double slopeError(double z, double error) {
            return side(z, error) ? 0 : 1;
        }
    },
    /** a = z for z &gt; 0, else 0.01·z, which is also the slope at 0. */
    LEAKY_RELU(Value::leakyRelu, Tensor::leakyRelu) {
        @Override
        double value(double z) {
            return z > 0 ? z : LEAK * z;
        }

        @Override
        double slope(double z) {
            return z > 0 ? 1 : LEAK;
        }

        @Override
        double slopeError(double z, double error) {
            return side(z, error) ? 0 : 1 - LEAK;
        }
    },
    /** a = tanh z. */
    TANH(Value::tanh, Tensor::tanh) {
        @Override
        double value(double z) {
            return StrictMath.tanh(z);
        }

        @Override
        double slope(double z) {
            double cosh = StrictMath.cosh(z);
            return 1 / (cosh * cosh);
        }

        @Override
        double slopeError(double z, double error) {
            double curvature = 2 * Math.abs(value(z)) + 2 * error * StrictMath.exp(2 * error);
            return error < 1 ? slope(z) * curvature * error : 1;
        }
    },
    /** a = 1/(1 + e^-z). */
    SIGMOID(Value::sigmoid, Tensor::sigmoid) {
        @Override
        double value(double z) {
            return 1 / (1 + StrictMath.exp(-z));
        }

        @Override
        double slope(double z) {
            return value(z) * value(-z);
        }

        @Override
        double slopeError(double z, double error) {
            double curvature = Math.abs(value(z) - value(-z)) + error / 2 * StrictMath.exp(error);
            return error < 1 ? slope(z) * curvature * error : 0.25;
        }
    };

    /** Slope of the leaky ReLU below 0, as in PyTorch. */
    private static final double LEAK = 0.01;

    private final UnaryOperator<Value> scalar;
    private final UnaryOperator<Tensor> tensor;

    Activation(UnaryOperator<Value> scalar, UnaryOperator<Tensor> tensor) {
        this.scalar = scalar;
        this.tensor = tensor;
    }

    /** This activation in the scalar engine. */
    public UnaryOperator<Value> scalar() {
        return scalar;
    }

    /** This activation in the tensor engine. */
    public UnaryOperator<Tensor> tensor() {
        return tensor;
    }

    /** Whether its slope jumps at 0. */
    public boolean hasKink() {
        return this == RELU || this == LEAKY_RELU;
    }

    /** a = φ(z). */
    abstract double value(double z);

    /** φ'(z). */
    abstract double slope(double z);

    /**
     * How far φ' can be from φ'(z) when z is known up to {@code error}: |φ''|·error and a bound on the second order,
     * both in proportion to φ'(z), since a saturated unit's error is as small as its slope; or the jump at a kink.
     */
    abstract double slopeError(double z, double error);

    /** Whether z is surely on its side of 0. An exact 0 is. */
    private static boolean side(double z, double error) {
        return error == 0 || Math.abs(z) > error;
    }

    /** As typed at the command line: {@code leaky-relu}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

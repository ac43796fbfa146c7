package twingrad.compare;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * How the weights of a layer are drawn; biases begin at 0. The standard deviation is LeCun's 1/√n_in (LeCun, Bottou,
 * Orr, Müller: Efficient BackProp, 1998), He's √(2/n_in) (He, Zhang, Ren, Sun 2015) or Glorot's √(2/(n_in+n_out))
 * (Glorot, Bengio 2010); the uniform forms draw from ±√3 times that.
 */
public enum Initialization {
    /** Normal, deviation 1/√n_in: for tanh and sigmoid. */
    LECUN_NORMAL,
    /** Uniform within ±√3/√n_in. */
    LECUN_UNIFORM,
    /** Normal, deviation √(2/n_in): for the ReLU family, half of whose units are off. */
    HE_NORMAL,
    /** Uniform within ±√(6/n_in). */
    HE_UNIFORM,
    /** Normal, deviation √(2/(n_in+n_out)): a compromise between the forward and the backward pass. */
    GLOROT_NORMAL,
    /** Uniform within ±√(6/(n_in+n_out)). */
    GLOROT_UNIFORM;

    /** The field's default for an activation: He for the ReLU family, LeCun otherwise. */
    public static Initialization of(Activation activation) {
        return activation.hasKink() ? HE_NORMAL : LECUN_NORMAL;
    }

    /** Standard deviation of a weight between {@code inputs} and {@code outputs} units. */
    public double deviation(int inputs, int outputs) {
        return switch (this) {
            case LECUN_NORMAL, LECUN_UNIFORM -> Math.sqrt(1.0 / inputs);
            case HE_NORMAL, HE_UNIFORM -> Math.sqrt(2.0 / inputs);
            case GLOROT_NORMAL, GLOROT_UNIFORM -> Math.sqrt(2.0 / (inputs + outputs));
        };
    }

    /** One weight, rounded to float, so that every precision starts from the same number. */
    double draw(int inputs, int outputs, RandomGenerator random) {
        double unit = switch (this) {
            case LECUN_NORMAL, HE_NORMAL, GLOROT_NORMAL -> random.nextGaussian();
            case LECUN_UNIFORM, HE_UNIFORM, GLOROT_UNIFORM -> Math.sqrt(3) * (2 * random.nextDouble() - 1);
        };
        return (float) (deviation(inputs, outputs) * unit);
    }

    /** As typed at the command line: {@code he-normal}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

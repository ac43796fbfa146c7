package twingrad.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private record Sample(List<Value> inputs, int label) {}

    /** The bits of XOR's last loss; StrictMath promises them on every JDK and machine. */
    private static final String XOR_LOSS = "0x1.673b351201d6ep-11";

    @Test
    void xor_is_solved_and_ends_with_the_same_bits_everywhere() {
        var data = List.of(sample(0, 0, 0), sample(0, 1, 1), sample(1, 0, 1), sample(1, 1, 0));
        var mlp = tanh(new Random(1));
        var optimizer = new Sgd(mlp.parameters());
        var loss = train(mlp, data, optimizer, 0.5, 4000);
        assertThat(accuracy(mlp, data)).isEqualTo(1);
        assertThat(Double.toHexString(loss)).isEqualTo(XOR_LOSS);
    }

    @Test
    void circles_are_told_apart() {
        var data = circles(100, new Random(2));
        var mlp = tanh(new Random(1));
        var before = accuracy(mlp, data);
        train(mlp, data, new Adam(mlp.parameters()), 0.05, 150);
        assertThat(before).isLessThan(0.9);
        assertThat(accuracy(mlp, data)).isGreaterThanOrEqualTo(0.98);
    }

    private static Mlp tanh(Random random) {
        return Mlp.random(List.of(2, 8, 1), List.of(Value::tanh, UnaryOperator.identity()), random);
    }

    private static double train(Mlp mlp, List<Sample> data, Optimizer optimizer, double learningRate, int epochs) {
        var last = Double.NaN;
        for (var epoch = 0; epoch < epochs; epoch++) {
            var losses = data.stream()
                    .map(s -> Losses.binaryCrossEntropy(mlp.forward(s.inputs()).get(0), s.label()))
                    .toList();
            var loss = Reduction.MEAN.apply(losses);
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step(learningRate);
            last = loss.data();
        }
        return last;
    }

    private static double accuracy(Mlp mlp, List<Sample> data) {
        var right = data.stream()
                .filter(s -> mlp.forward(s.inputs()).get(0).data() > 0 == (s.label() == 1))
                .count();
        return (double) right / data.size();
    }

    /** Two noisy rings, the inner one of half the radius. */
    private static List<Sample> circles(int each, Random random) {
        var data = new ArrayList<Sample>();
        for (var i = 0; i < 2 * each; i++) {
            var angle = 2 * Math.PI * random.nextDouble();
            var radius = (i % 2 == 0 ? 1 : 0.5) + 0.05 * random.nextGaussian();
            data.add(sample(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), i % 2));
        }
        return data;
    }

    private static Sample sample(double x0, double x1, int label) {
        return new Sample(List.of(Value.of(x0), Value.of(x1)), label);
    }
}

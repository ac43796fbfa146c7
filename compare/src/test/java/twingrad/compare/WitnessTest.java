package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backward pass of the user's own, checked through the interface as a user would check it. */
class WitnessTest {

    /** tanh layers, logits, mean softmax cross-entropy, in plain loops; one weight's gradient may be transposed. */
    private record Handwritten(int transposedLayer) implements Witness {
        @Override
        public String name() {
            return "handwritten";
        }

        @Override
        public LossAndGradient evaluate(Network network, double[] theta, Batch batch) {
            int m = batch.rows();
            int layers = network.layers();
            var a = new double[layers + 1][][];
            a[0] = new double[m][network.inputs()];
            for (int i = 0; i < batch.inputs().length; i++) {
                a[0][i / network.inputs()][i % network.inputs()] = batch.inputs()[i];
            }
            for (int l = 0; l < layers; l++) {
                a[l + 1] = forward(network, l, theta, a[l]);
            }
            var gradient = new double[theta.length];
            double loss = 0;
            double[][] dz = a[layers];
            for (int i = 0; i < m; i++) {
                loss += softmax(dz[i], (int) batch.targets()[i], m);
            }
            for (int l = layers - 1; l >= 0; l--) {
                dz = backward(network, l, theta, a[l], dz, gradient);
            }
            return new LossAndGradient(loss / m, gradient);
        }

        private static double[][] forward(Network network, int l, double[] theta, double[][] x) {
            Block weight = network.blocks().get(2 * l);
            Block bias = network.blocks().get(2 * l + 1);
            var out = new double[x.length][bias.size()];
            for (int i = 0; i < x.length; i++) {
                for (int o = 0; o < bias.size(); o++) {
                    double z = theta[bias.offset() + o];
                    for (int k = 0; k < x[i].length; k++) {
                        z += x[i][k] * theta[weight.offset() + o * x[i].length + k];
                    }
                    out[i][o] = l < network.layers() - 1 ? StrictMath.tanh(z) : z;
                }
            }
            return out;
        }

        /** Makes (p - onehot)/m of logits, in place; the sample's loss. */
        private static double softmax(double[] z, int label, int m) {
            double total = 0;
            for (double logit : z) {
                total += StrictMath.exp(logit);
            }
            double loss = StrictMath.log(total) - z[label];
            for (int k = 0; k < z.length; k++) {
                z[k] = (StrictMath.exp(z[k]) / total - (k == label ? 1 : 0)) / m;
            }
            return loss;
        }

        /** dW, db into the gradient; dZ of the layer below. */
        private double[][] backward(
                Network network, int l, double[] theta, double[][] x, double[][] dz, double[] gradient) {
            Block weight = network.blocks().get(2 * l);
            Block bias = network.blocks().get(2 * l + 1);
            int inputs = x[0].length;
            var dx = new double[x.length][inputs];
            for (int i = 0; i < x.length; i++) {
                for (int o = 0; o < bias.size(); o++) {
                    gradient[bias.offset() + o] += dz[i][o];
                    for (int k = 0; k < inputs; k++) {
                        int place = l == transposedLayer ? k * bias.size() + o : o * inputs + k;
                        gradient[weight.offset() + place] += dz[i][o] * x[i][k];
                        dx[i][k] += dz[i][o] * theta[weight.offset() + o * inputs + k] * (1 - x[i][k] * x[i][k]);
                    }
                }
            }
            return dx;
        }
    }

    private static final int NONE = -1;

    private static Scene scene() {
        return Scene.drawn(Network.of(List.of(5, 4, 4, 3), Activation.TANH, Loss.SOFTMAX_CROSS_ENTROPY), 6, 2);
    }

    @Test
    void a_correct_backward_pass_agrees_with_every_witness() {
        scene().against(
                        Scene.SCALAR,
                        new Handwritten(NONE),
                        Scene.FLOAT64,
                        Scene.FLOAT32,
                        new FiniteDifferences(new Seeds(1)))
                .requireAgreement();
    }

    /** Layer 0 is (4 x 5), layer 1 (4 x 4), where no shape gives it away, layer 2 (3 x 4). */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_transposed_weight_gradient_is_found_even_where_it_is_square(int layer) {
        CheckReport report = scene().against(Scene.SCALAR, Scene.FLOAT64, new Handwritten(layer));

        assertThat(report.blocks())
                .filteredOn(block -> block.verdict() == Verdict.DISAGREE)
                .extracting(BlockComparison::name)
                .containsExactly("layers." + layer + ".weight");
        assertThat(report.oddOnesOut()).containsExactly("handwritten");
    }

    @Test
    void a_witness_computes_in_float64_unless_it_says_otherwise() {
        assertThat(new Handwritten(NONE).unitRoundoff()).isEqualTo(Witness.FLOAT64);
        assertThat(Scene.FLOAT32.unitRoundoff()).isEqualTo(Witness.FLOAT32).isEqualTo(Math.ulp(1f) / 2);
        assertThat(Witness.FLOAT64).isEqualTo(Math.ulp(1.0) / 2);
    }
}

package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.FiniteDifferences;
import twingrad.compare.GradientCheck;
import twingrad.compare.LossAndGradient;
import twingrad.compare.Network;
import twingrad.compare.ScalarWitness;
import twingrad.compare.Seeds;
import twingrad.compare.Witness;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.expression.Script;
import twingrad.compare.expression.Walk;
import twingrad.compare.files.CheckpointFile;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.DatasetBatches;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;
import twingrad.datasets.Mnist;
import twingrad.datasets.ToyDatasets;
import twingrad.scalar.BackwardPass;
import twingrad.scalar.Value;
import twingrad.tensor.Adam;
import twingrad.tensor.Conv2d;
import twingrad.tensor.Dropout;
import twingrad.tensor.Evaluation;
import twingrad.tensor.Flatten;
import twingrad.tensor.Linear;
import twingrad.tensor.Losses;
import twingrad.tensor.MaxPool2d;
import twingrad.tensor.Mlp;
import twingrad.tensor.Precision;
import twingrad.tensor.Reduction;
import twingrad.tensor.Sequential;
import twingrad.tensor.Sgd;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;
import twingrad.tensor.Trainer;
import twingrad.tensor.Unflatten;

/** What the README shows is what happens: its programs stand here letter by letter, its sessions are run. */
class ReadmeTest {

    /** Modules are tested in their own folder, which Surefire sets. */
    private static final Path BASE = Path.of(System.getProperty("basedir", ""));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void micrograds_program_prints_micrograds_numbers() {
        var a = Value.of(-4.0);
        var b = Value.of(2.0);
        var c = a.add(b);
        var d = a.mul(b).add(b.pow(3));
        c = c.add(c.add(1));
        c = c.add(c.add(1).add(a.neg()));
        d = d.add(d.mul(2).add(b.add(a).relu()));
        d = d.add(d.mul(3).add(b.sub(a).relu()));
        var e = c.sub(d);
        var f = e.pow(2);
        var g = f.div(2.0).add(Value.of(10.0).div(f));
        g.backward();
        out.printf("%.4f %.4f %.4f%n", g.data(), a.grad(), b.grad()); // 24.7041 138.8338 645.5773

        assertPrinted("24.7041 138.8338 645.5773");
    }

    @Test
    void a_pass_is_stepped_and_stepped_back() {
        Value x = Value.of(2, "x"), w = Value.of(0.5, "w"), b = Value.of(0.73, "b"), y = Value.of(3, "y");
        Value loss = y.sub(x.mul(w).add(b)).as("z3").pow(2).as("L");
        var pass = new BackwardPass(loss);
        out.println(pass.step()); // dL/dz3 += dL/dL · dL/dz3 = 1 · 2.54 = 2.54   (not computed yet -> 2.54)
        pass.undo();
        pass.finish();
        out.printf("%.2f%n", w.grad()); // -5.08

        assertPrinted("dL/dz3 += dL/dL · dL/dz3 = 1 · 2.54 = 2.54   (not computed yet -> 2.54)", "-5.08");
    }

    @Test
    void an_expression_is_walked_through() {
        var graph = Script.parse("z = w*x + b; L = (y - z)^2")
                .at(Map.of("w", 0.5, "x", 2.0, "b", 0.1, "y", 3.0), Set.of("x", "y"));
        var walk = new Walk(graph);
        walk.finish();
        out.println(walk.shownGrad("w")); // OptionalDouble[-7.6]
        walk.undo();
        out.println(walk.shownGrad("w")); // OptionalDouble.empty
        out.println(walk.step().edges().get(0).formula()); // ∂v1/∂w = x = 2
        out.println(graph.with("w", 1.4).value("L")); // L = 0.01 (grad not computed yet)

        assertPrinted(
                "OptionalDouble[-7.6]", "OptionalDouble.empty", "∂v1/∂w = x = 2", "L = 0.01 (grad not computed yet)");
    }

    @Test
    void the_tensor_engine_learns_xor() {
        double[] inputs = {0, 0, 0, 1, 1, 0, 1, 1};
        var x = Tensor.constant(Precision.FLOAT64.of(inputs, 4, 2));
        var targets = Precision.FLOAT64.of(new double[] {0, 1, 1, 0}, 4, 1);
        var xor = Mlp.random(List.of(2, 8, 1), List.of(Tensor::tanh, z -> z), Precision.FLOAT64, new Random(1));
        var optimizer = new Sgd(xor.parameters());
        for (int step = 0; step < 4_000; step++) {
            var loss = Reduction.MEAN.apply(Losses.binaryCrossEntropy(xor.forward(x), targets));
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step(0.5);
        }
        out.println(xor.forward(x).sigmoid().data().get(1, 0) > 0.9); // true

        assertPrinted("true");
    }

    @Test
    void a_network_is_a_sequential_of_layers() {
        var random = new Random(1);
        var digits = new Sequential(
                new Unflatten(1, 28, 28),
                Conv2d.random(1, 6, 5, 2, Precision.FLOAT32, random),
                Tensor::relu,
                new MaxPool2d(2),
                new Flatten(),
                new Dropout(0.5, Random::new),
                Linear.random(6 * 14 * 14, 10, Precision.FLOAT32, random));
        out.println(digits.namedParameters().get("layers.1.weight").shape()); // (10x1176)
        out.println(digits.forward(Tensor.constant(Precision.FLOAT32.zeros(Shape.of(2, 784))))
                .shape()); // (2x10)

        assertPrinted("(10x1176)", "(2x10)");
    }

    @Test
    void a_network_of_ones_own_learns_digits() {
        var random = new Random(1);
        var network = new Sequential(
                Linear.random(784, 32, Precision.FLOAT32, random),
                Tensor::relu,
                Linear.random(32, 10, Precision.FLOAT32, random));
        var trainer = new Trainer(
                network,
                (logits, labels) -> Reduction.MEAN.apply(Losses.softmaxCrossEntropy(logits, labels)),
                new Adam(network.parameters()),
                128, // samples in a batch
                Random::new); // shuffles an epoch, by its number
        var digits = new DatasetBatches(Mnist.train());
        for (int epoch = 0; epoch < 2; epoch++) {
            trainer.epoch(digits, epoch, 0.0025); // its mean training loss
        }
        out.println(Evaluation.of(network, new DatasetBatches(Mnist.test())).accuracy() > 0.94); // true

        assertPrinted("true");
    }

    @Test
    void a_training_is_stopped_changed_and_gone_on_with(@TempDir Path folder) {
        Path file = folder.resolve("spiral.safetensors");
        Splits data = Splits.of(DataSource.SPIRAL, 1);
        Network network = Network.classifier(data.train(), List.of(16), Activation.RELU);
        Routine routine = new Routine(OptimizerKind.ADAM, 0.05, 20, 32, new Seeds(1)).withDropout(0.1);
        Session session = Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, data);
        session.run(SessionListener.NONE);
        CheckpointFile.write(file, session.checkpoint());
        Session later = Session.resume(CheckpointFile.read(file), data);
        later.change(routine.withEpochs(30).withLearningRate(0.01));
        out.println(later.run(SessionListener.NONE)); // FINISHED
        out.println(later.reports().size()); // 30

        assertPrinted("FINISHED", "30");
    }

    @Test
    void a_witness_of_ones_own_is_told_its_block_and_its_factor() {
        Witness mine = new Witness() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public LossAndGradient evaluate(Network network, double[] theta, Batch batch) { // 2-3-1, tanh
                int m = batch.rows();
                var x = Precision.FLOAT64.of(batch.inputs(), m, 2);
                var y = Precision.FLOAT64.of(batch.targets(), m, 1);
                var w0 = Precision.FLOAT64.of(Arrays.copyOfRange(theta, 0, 6), 3, 2);
                var b0 = Precision.FLOAT64.of(Arrays.copyOfRange(theta, 6, 9), 3);
                var w1 = Precision.FLOAT64.of(Arrays.copyOfRange(theta, 9, 12), 1, 3);
                var b1 = Precision.FLOAT64.of(Arrays.copyOfRange(theta, 12, 13), 1);
                var a = x.matmulTransB(w0).add(b0).tanh();
                var z = a.matmulTransB(w1).add(b1);
                double loss = z.softplus().sub(z.mul(y)).sum().item() / m;
                var dz1 = z.sigmoid().sub(y).div(m);
                var dz0 = dz1.matmul(w1).mul(a.neg().add(1)); // where is the square?
                var blocks = Stream.of(dz0.matmulTransA(x), dz0.sum(0, false), dz1.matmulTransA(a), dz1.sum(0, false));
                var gradient = blocks.flatMapToDouble(block -> Arrays.stream(block.toDoubles()))
                        .toArray();
                return new LossAndGradient(loss, gradient);
            }
        };
        var data = ToyDatasets.moons(200, ToyDatasets.MOONS_NOISE, new Random(1));
        var network = Network.classifier(data, List.of(3), Activation.TANH);
        var report = GradientCheck.of(network, network.draw(new Seeds(1)), Batch.of(data, network))
                .against(new ScalarWitness(), List.of(mine, new FiniteDifferences(new Seeds(1))));
        out.println(report.oddOnesOut()); // [mine]
        out.println(report.blocks()
                .get(0)
                .diagnosis()); // Optional[φ' = 1 - a: tanh's is 1 - a², the sigmoid's a(1 - a) (residual 9e-16)]

        assertPrinted("[mine]", "Optional[φ' = 1 - a: tanh's is 1 - a², the sigmoid's a(1 - a) (residual 9e-16)]");
        assertThatThrownBy(report::requireAgreement)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("layers.0.weight: scalar against mine");
    }

    @ParameterizedTest
    @MethodSource
    void every_program_of_the_readme_stands_in_this_class(String program) throws IOException {
        String source = Files.readString(
                BASE.resolve("src/test/java").resolve(ReadmeTest.class.getName().replace('.', '/') + ".java"));

        assertThat(packed(source.replace("        out.", "        System.out.")))
                .contains(packed(program));
    }

    static List<String> every_program_of_the_readme_stands_in_this_class() throws IOException {
        return blocks("java");
    }

    @ParameterizedTest
    @MethodSource
    void every_session_of_the_readme_prints_what_it_shows(String session) {
        List<String> lines = session.lines().toList();
        String[] arguments = Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(lines.get(0).replace("$ twingrad ", ""))
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);

        assertThat(CommandLineRun.of(arguments).out().stripTrailing().lines())
                .containsExactlyElementsOf(lines.subList(1, lines.size()));
    }

    static List<String> every_session_of_the_readme_prints_what_it_shows() throws IOException {
        return blocks("console");
    }

    private void assertPrinted(String... lines) {
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly(lines);
    }

    private static List<String> blocks(String language) throws IOException {
        String readme = Files.readString(BASE.resolve("../README.md"));
        List<String> blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    /** Without white space: the formatter breaks lines where the README does not. */
    private static String packed(String program) {
        return program.replaceAll("\\s+", "");
    }
}

package twingrad.compare.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.Network;
import twingrad.compare.TensorWalk;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Update;
import twingrad.compare.expression.Walk;
import twingrad.compare.files.StepJson;
import twingrad.compare.files.TensorWalkJson;
import twingrad.compare.report.StepPage;

/** {@code twingrad step}. */
@Command(
        name = "step",
        header = "Walk through an expression's forward and backward pass, node by node.",
        description =
                "By keys in a terminal, otherwise as text; every edge shows upstream gradient · local derivative ="
                        + " contribution, with its numbers.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Operators: + - * / ^ and parentheses. Functions: neg, exp, log, sqrt, abs, sin,",
            "cos, tanh, sigmoid, relu, leakyRelu, softplus, add, sub, mul, div, pow, maximum,",
            "minimum.",
            "",
            "Examples:",
            "  twingrad step \"z = w*x + b; L = (y - z)^2\" --at w=0.5,x=2,b=0.1,y=3",
            "  twingrad step --example by-hand --update 0.03 --html by-hand.html",
            "  twingrad step --network --data xor --hidden 2 --sample 1 --plain",
            "  twingrad step --network --hidden 2 --tensor --entry \"layers.0.weight[1,0]\""
        })
final class StepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExpressionOptions expression;

    @Mixin
    private OutputOptions output;

    @Option(names = "--plain", description = "Print all steps in order, in a terminal too.")
    private boolean plain;

    @Option(names = "--quiz", description = "In a terminal: be asked for each contribution before it is shown.")
    private boolean quiz;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page that replays the walk in a browser.")
    private Path html;

    @Option(
            names = "--update",
            paramLabel = "LR",
            description = "Then take a step of gradient descent: every leaf's old and new value, and the new loss.")
    private Double learningRate;

    @Option(
            names = "--tensor",
            description = "With --network: step the tensor engine's graph, all samples or the one of --sample.")
    private boolean tensor;

    @Option(
            names = "--entry",
            paramLabel = "NAME[I,J]",
            description = "With --tensor: which sum of contributions makes one entry of a gradient.")
    private String entry;

    @Override
    public Integer call() {
        refuseContradictions();
        output.prepare();
        if (tensor) {
            stepTensors();
            return ExitStatus.DONE;
        }
        Graph graph = expression.graph();
        expression.told(false).forEach(output.text()::println);
        if (html != null) {
            writePage(graph);
        }
        Optional<Update> update = Optional.ofNullable(learningRate).map(rate -> Update.of(graph, rate));
        var text = new WalkText(graph, output.text());
        int status = show(graph, text);
        if (status != ExitStatus.DONE) {
            return status;
        }
        if (!output.isGiven()) {
            update.ifPresent(text::update);
        }
        text.note();
        if (output.isGiven()) {
            output.json(StepJson.of(graph, update));
        }
        return ExitStatus.DONE;
    }

    /** Before anything else is shown: what cannot be drawn or written is refused at once. */
    private void writePage(Graph graph) {
        if (graph.nodes().size() > StepPage.MOST_NODES) {
            throw refusal("--html: expected at most " + StepPage.MOST_NODES + " nodes, got "
                    + graph.nodes().size() + ": nobody could read the page; without --html the walk is printed");
        }
        OutputOptions.makeParent(html);
        StepPage.write(html, graph);
        output.text().println("wrote " + html);
    }

    /** By keys in a terminal, otherwise as text; as neither if files alone were asked for. */
    private int show(Graph graph, WalkText text) {
        boolean filesAlone = output.isGiven() || html != null;
        if (quiz || !plain && !filesAlone && StepTerminal.available()) {
            return StepTerminal.run(new Walk(graph), quiz);
        }
        if (plain || !filesAlone) {
            text.walk();
        }
        return ExitStatus.DONE;
    }

    private void stepTensors() {
        SampleOptions sample = expression.networkAlone();
        Network network = sample.network();
        expression.told(true).forEach(output.text()::println);
        Optional<String> chosen = Optional.ofNullable(entry);
        if (plain || !output.isGiven()) {
            TensorSteps.print(network, sample.parameters(), sample.batch(), chosen, output.text());
        }
        if (output.isGiven()) {
            var walk = TensorWalk.of(network, sample.parameters(), sample.batch());
            output.json(TensorWalkJson.of(walk, chosen.map(walk::entry)));
        }
    }

    private void refuseContradictions() {
        if (tensor && !expression.isNetwork()) {
            throw refusal("--tensor: expected --network with it, got none");
        }
        if (entry != null && !tensor) {
            throw refusal("--entry: expected --tensor with it, got none");
        }
        if (tensor && (quiz || html != null || learningRate != null)) {
            throw refusal("--quiz, --html and --update: expected scalars, got --tensor");
        }
        if (learningRate != null && !Double.isFinite(learningRate)) {
            throw refusal("--update: expected a finite learning rate, got " + learningRate);
        }
        if (html != null && html.toString().equals("-")) {
            throw refusal("--html: expected a file, as in walk.html, got -");
        }
        if (quiz && (plain || output.isGiven())) {
            throw refusal("--quiz: expected a terminal, got --plain or --json");
        }
        if (quiz && !StepTerminal.available()) {
            throw refusal("--quiz: expected a terminal, got none; --html FILE makes a page with the quiz");
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

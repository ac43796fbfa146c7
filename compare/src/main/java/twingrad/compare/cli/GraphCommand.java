package twingrad.compare.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Walk;
import twingrad.compare.files.WholeFile;
import twingrad.compare.report.GraphDot;
import twingrad.compare.report.GraphPng;
import twingrad.compare.report.GraphSvg;

/** {@code twingrad graph}. */
@Command(
        name = "graph",
        header = "Draw an expression's graph with its values and gradients.",
        description =
                "Every node with its op, value and gradient, every edge with its local derivative. At most 500 nodes"
                        + " are drawn; --dot writes any number.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  twingrad graph \"L = (y - w*x)^2\" --at x=2,w=0.5,y=3 --svg L.svg",
            "  twingrad graph --example micrograd --png micrograd.png",
            "  twingrad graph --example softmax --dot - | dot -Tpdf > softmax.pdf",
            "",
            "Exit status: 0 written, 2 wrong usage or more nodes than are drawn,",
            "3 a file that cannot be written."
        })
final class GraphCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExpressionOptions expression;

    @Option(
            names = "--dot",
            paramLabel = "FILE|-",
            converter = FileName.class,
            description = "Write DOT text, for Graphviz.")
    private String dot;

    @Option(names = "--svg", paramLabel = "FILE|-", converter = FileName.class, description = "Write an SVG picture.")
    private String svg;

    @Option(names = "--png", paramLabel = "FILE", description = "Write a PNG picture.")
    private Path png;

    @Override
    public Integer call() {
        requireOutputs();
        Graph graph = expression.graph();
        var walk = new Walk(graph);
        walk.finish();
        // What may be refused comes first: then nothing is written.
        Optional<String> drawing = Optional.ofNullable(svg).map(file -> GraphSvg.svg(graph, walk));
        if (png != null) {
            OutputOptions.makeParent(png);
            GraphPng.save(png, graph, walk);
            words().println("wrote " + png);
        }
        drawing.ifPresent(text -> write(svg, text));
        if (dot != null) {
            write(dot, GraphDot.dot(graph, walk));
        }
        walk.firstNonFinite().ifPresent(note -> words().println("note: " + note));
        return ExitStatus.DONE;
    }

    private void requireOutputs() {
        if (dot == null && svg == null && png == null) {
            throw new ParameterException(
                    spec.commandLine(), "expected what to write, as in --svg graph.svg, --png graph.png or --dot -");
        }
        if (STANDARD_OUTPUT.equals(dot) && STANDARD_OUTPUT.equals(svg)) {
            throw new ParameterException(
                    spec.commandLine(), "expected one of --dot and --svg on standard output, got both");
        }
        if (png != null && STANDARD_OUTPUT.equals(png.toString())) {
            throw new ParameterException(spec.commandLine(), "--png: expected a file, got " + png);
        }
    }

    private void write(String file, String text) {
        if (STANDARD_OUTPUT.equals(file)) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        OutputOptions.makeParent(Path.of(file));
        WholeFile.write(Path.of(file), text);
        words().println("wrote " + file);
    }

    /** Where the words go: standard output, unless that is for a picture alone. */
    private PrintWriter words() {
        boolean taken = STANDARD_OUTPUT.equals(dot) || STANDARD_OUTPUT.equals(svg);
        return taken ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }
}

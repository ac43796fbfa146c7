package twingrad.compare.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import twingrad.compare.expression.Examples;
import twingrad.compare.expression.Examples.Example;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Script;
import twingrad.compare.files.Reason;

/** Which expression, and where: written out, from a file, an example by name, or a network's loss for one sample. */
final class ExpressionOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXPRESSION",
            description = "Statements separated by ';', in quotes; the last is the root.")
    private List<String> expression;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "NAME=NUMBER",
            description = "The leaves' values, as in x=2,w=0.5.")
    private List<String> at = List.of();

    @Option(
            names = "--constant",
            split = ",",
            paramLabel = "NAME",
            description = "Leaves that are data or labels: shown, never updated.")
    private List<String> constants = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "Read the expression from a file, a statement a line.")
    private Path file;

    @Option(
            names = "--example",
            paramLabel = "NAME",
            description = "A built-in expression: by-hand, micrograd, neuron, softmax or xor.")
    private String example;

    @Option(names = "--network", description = "A network's loss for one sample of a dataset, at its initial values.")
    private boolean network;

    @Mixin
    private SampleOptions sample;

    /** The expression at its leaves. */
    Graph graph() {
        requireOneSource();
        Map<String, Double> values = values();
        if (network) {
            return set(sample.graph(), values);
        }
        if (example != null) {
            Example named = Examples.named(example);
            var all = new LinkedHashMap<>(named.at());
            all.putAll(values);
            var kept = new HashSet<>(named.constants());
            kept.addAll(constants);
            return Script.parse(named.script()).at(all, kept);
        }
        return Script.parse(file == null ? expression.get(0) : read(file)).at(values, Set.copyOf(constants));
    }

    /** The network, if that is what was asked for. */
    boolean isNetwork() {
        return network;
    }

    /** Which network and which samples, for {@link #isNetwork}, at its initial values. */
    SampleOptions networkAlone() {
        requireOneSource();
        if (!at.isEmpty()) {
            throw refusal("--at: expected scalars, got --tensor, which takes the network's initial values");
        }
        return sample;
    }

    /** What a network's samples are, a sentence each. */
    List<String> told(boolean all) {
        return network ? sample.told(all) : List.of();
    }

    private void requireOneSource() {
        long sources = Stream.of(expression != null, file != null, example != null, network)
                .filter(given -> given)
                .count();
        if (sources != 1) {
            throw refusal("expected one of EXPRESSION, --file, --example and --network, got "
                    + (sources == 0 ? "none; begin with --example by-hand" : String.valueOf(sources)));
        }
        if (expression != null && expression.size() > 1) {
            throw refusal("expected one expression, in quotes, got " + expression.size() + ": "
                    + String.join(", ", expression));
        }
        if (network && !constants.isEmpty()) {
            throw refusal("--constant: expected an expression, got --network, whose inputs and labels are constants");
        }
        if (!network) {
            refuseSample();
        }
    }

    private void refuseSample() {
        Set<String> ofNetworks =
                CommandSpec.forAnnotatedObject(sample).optionsMap().keySet();
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(ofNetworks::contains)
                .findFirst()
                .ifPresent(option -> {
                    throw refusal(option + ": expected --network with it, got none");
                });
    }

    private Graph set(Graph graph, Map<String, Double> values) {
        for (String name : values.keySet()) {
            if (!graph.leaves().containsKey(name)) {
                throw refusal("--at: expected a leaf of the network, as in "
                        + graph.leaves().keySet().iterator().next() + "=1, got " + name
                        + "; --plain without --at lists them");
            }
        }
        return values.isEmpty() ? graph : graph.with(values);
    }

    private Map<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        for (String pair : at) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw refusal("--at: expected NAME=NUMBER, as in x=2,w=0.5, got '" + pair + "'");
            }
            if (values.put(name, number(pair, pair.substring(equals + 1).strip())) != null) {
                throw refusal("--at: expected one number for " + name + ", got two");
            }
        }
        return values;
    }

    private double number(String pair, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refusal("--at: expected a number, as in x=2,w=0.5, got '" + pair.strip() + "'");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a file that can be read, got " + Reason.of(e), e);
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

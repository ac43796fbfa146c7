package twingrad.compare.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.expression.Walk;
import twingrad.compare.files.Json;
import twingrad.compare.files.Reason;
import twingrad.compare.files.WholeFile;

/**
 * One self-contained HTML page that steps through both passes of a graph: the drawing, every edge's chain rule, the
 * table of nodes, the quiz, and leaves that can be changed. It opens from disk and asks the network for nothing; its
 * own arithmetic, in the files {@code step-*.js} beside this class, is that of {@link twingrad.scalar.Value}.
 */
public final class StepPage {

    /** Most nodes of a page: its picture must be readable. */
    public static final int MOST_NODES = GraphLayout.MOST_NODES;

    private static final String FRAME = "step-page.html";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.-]+)}}\n");

    private StepPage() {}

    /**
     * The page as text.
     *
     * @throws IllegalArgumentException if the graph has more nodes than can be drawn
     */
    public static String html(Graph graph) {
        var finished = new Walk(graph);
        finished.finish();
        var parts = Map.of("graph", GraphSvg.svg(graph, finished), "model", model(graph));
        return PLACE.matcher(resource(FRAME)).replaceAll(place -> {
            var name = place.group(1);
            var part = parts.containsKey(name) ? parts.get(name) : resource(name);
            return Matcher.quoteReplacement(part.stripTrailing() + "\n");
        });
    }

    /** Writes the page to a file, whole or not at all. */
    public static void write(Path file, Graph graph) {
        WholeFile.write(file, html(graph));
    }

    /** The nodes as JSON, inputs by index, in which no tag can end the script element that it stands in. */
    private static String model(Graph graph) {
        var indices = new HashMap<String, Integer>();
        var rows = new ArrayList<Map<String, Object>>();
        for (var node : graph.nodes()) {
            rows.add(row(graph, node, indices));
            indices.put(node.name(), indices.size());
        }
        return Json.text(rows).replace("<", "\\u003c");
    }

    private static Map<String, Object> row(Graph graph, Node node, Map<String, Integer> indices) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", node.name());
        row.put("op", node.op());
        row.put("inputs", node.inputs().stream().map(indices::get).toList());
        node.number().ifPresent(number -> row.put("number", number));
        if (node.leaf()) {
            row.put("kind", kind(graph, node));
            row.put("value", node.value());
        }
        return row;
    }

    /** Leaves are updated, constants can be set but are held, numbers of the expression stay as they are. */
    private static String kind(Graph graph, Node leaf) {
        if (!graph.leaves().containsKey(leaf.name())) {
            return "number";
        }
        return leaf.constant() ? "constant" : "leaf";
    }

    private static String resource(String name) {
        try (var in = StepPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": expected a resource beside StepPage, got none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": expected a resource that can be read, got " + Reason.of(e), e);
        }
    }
}

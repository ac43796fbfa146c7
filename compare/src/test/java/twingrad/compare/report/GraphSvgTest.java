package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Node;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.compare.report.GraphPicture.Kind;

class GraphSvgTest {

    private static final String NASTY = "a<b & \"c\" > 'd' \\ {e} ]]> \u0001 é∂";

    @Test
    void the_example_by_hand_has_its_numbers_at_their_nodes_and_edges() {
        Graph graph = StepGraphs.byHand();
        Document svg = parsed(GraphSvg.svg(graph, StepGraphs.finished(graph)));

        List<String> names = graph.nodes().stream().map(Node::name).toList();
        assertThat(groups(svg, "node"))
                .extracting(node -> node.getAttribute("id"), node -> node.getAttribute("data-node"))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> tuple("node-" + names.indexOf(name), name))
                        .toList());
        assertThat(groups(svg, "node"))
                .extracting(
                        node -> node.getAttribute("data-node") + " " + text(node, "value") + " " + text(node, "grad"))
                .containsExactlyInAnyOrder(
                        "x 2 -1.27",
                        "w 0.5 -5.08",
                        "b 0.73 -2.54",
                        "y 3 2.54",
                        "z1 1 -2.54",
                        "z2 1.73 -2.54",
                        "z3 1.27 2.54",
                        "L 1.6129 1");
        assertThat(groups(svg, "edge"))
                .extracting(GraphSvgTest::edge)
                .containsExactlyInAnyOrder(
                        "x -> z1 slot 0: 0.5",
                        "w -> z1 slot 1: 2",
                        "z1 -> z2 slot 0: 1",
                        "b -> z2 slot 1: 1",
                        "y -> z3 slot 0: 1",
                        "z2 -> z3 slot 1: -1",
                        "z3 -> L slot 0: 2.54");
        assertThat(groups(svg, "edge"))
                .extracting(edge -> edge.getAttribute("id"))
                .containsExactly("edge-0", "edge-1", "edge-2", "edge-3", "edge-4", "edge-5", "edge-6");
    }

    @Test
    void leaves_and_constants_are_told_apart_by_words_and_outlines() {
        Graph graph = StepGraphs.byHand();
        String svg = GraphSvg.svg(graph, StepGraphs.finished(graph));

        assertThat(groups(parsed(svg), "node"))
                .extracting(node -> node.getAttribute("data-node") + ": " + node.getAttribute("class"))
                .contains("x: node constant", "w: node leaf", "z1: node op", "L: node op root");
        assertThat(groups(parsed(svg), "node"))
                .extracting(node -> text(node, "kind") + text(node, "operation"))
                .containsExactlyInAnyOrder("constant", "leaf", "leaf", "constant", "*", "+", "-", "^ 2");
        assertThat(svg).contains(".twingrad-graph .constant .box { stroke-dasharray: 5.0 3.0; }");
    }

    @Test
    void edges_say_their_formula_and_nodes_their_numbers_in_full() {
        Graph graph = StepGraphs.byHand();
        Document svg = parsed(GraphSvg.svg(graph, StepGraphs.finished(graph)));

        assertThat(groups(svg, "edge")).extracting(GraphSvgTest::title).contains("∂z3/∂z2 = -1");
        assertThat(groups(svg, "node"))
                .extracting(GraphSvgTest::title)
                .contains("x (constant): value 2.0, gradient -1.27", "w (leaf): value 0.5, gradient -5.08")
                .contains("L (^ 2): value 1.6129, gradient 1.0");
    }

    @Test
    void a_plus_a_shows_two_edges_one_below_the_other() {
        Graph graph = Graph.of(v -> v.get("a").add(v.get("a")), Map.of("a", 3.0), Set.of());
        Document svg = parsed(GraphSvg.svg(graph, StepGraphs.finished(graph)));

        assertThat(groups(svg, "edge"))
                .extracting(GraphSvgTest::edge)
                .containsExactly("a -> v1 slot 0: 1", "a -> v1 slot 1: 1");
        assertThat(groups(svg, "edge"))
                .extracting(edge -> Double.parseDouble(child(edge, "pill").getAttribute("y")))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(text(groups(svg, "node").get(0), "grad")).isEqualTo("2");
    }

    @Test
    void names_of_any_characters_stay_themselves() {
        var picture = new GraphPicture(
                NASTY,
                List.of(
                        new Box(NASTY, Kind.LEAF, "", Double.NaN, OptionalDouble.empty()),
                        new Box("v1", Kind.OP, "<op>", -1.234567e-300, OptionalDouble.of(1))),
                List.of(new Arrow(0, 1, 0, Double.NEGATIVE_INFINITY, NASTY)));
        Document svg = parsed(GraphSvg.svg(picture, GraphLayout.of(picture)));

        String shown = NASTY.replace('\u0001', '\uFFFD');
        Element leaf = groups(svg, "node").get(0);
        assertThat(leaf.getAttribute("data-node")).isEqualTo(shown);
        assertThat(text(leaf, "name")).isEqualTo(GraphPicture.shortened(shown));
        assertThat(text(leaf, "value") + " " + text(leaf, "grad")).isEqualTo("NaN ?");
        assertThat(edge(groups(svg, "edge").get(0))).isEqualTo(shown + " -> v1 slot 0: -Infinity");
        assertThat(text(groups(svg, "node").get(1), "operation")).isEqualTo("<op>");
    }

    @Test
    void the_picture_needs_nothing_from_outside_and_styles_nothing_but_itself() {
        Graph graph = StepGraphs.byHand();
        String svg = GraphSvg.svg(graph, StepGraphs.finished(graph));

        assertThat(svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http", "url(", "@import", "href", "<script");
        String style = svg.substring(svg.indexOf("<style>\n") + 8, svg.indexOf("</style>"));
        assertThat(style.lines())
                .allMatch(line -> line.startsWith(".twingrad-graph ")
                        || line.equals("@media (prefers-color-scheme: dark) {")
                        || line.equals("}"));
        Element root = parsed(svg).getDocumentElement();
        assertThat(root.getAttribute("viewBox"))
                .isEqualTo("0 0 " + root.getAttribute("width") + " " + root.getAttribute("height"));
    }

    @Test
    void the_same_graph_gives_the_same_bytes() {
        assertThat(GraphSvg.svg(StepGraphs.byHand(), StepGraphs.finished(StepGraphs.byHand())))
                .isEqualTo(GraphSvg.svg(StepGraphs.byHand(), StepGraphs.finished(StepGraphs.byHand())));
    }

    @Test
    void the_same_bytes_in_every_country() {
        String here = GraphSvg.svg(StepGraphs.byHand(), StepGraphs.finished(StepGraphs.byHand()));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(GraphSvg.svg(StepGraphs.byHand(), StepGraphs.finished(StepGraphs.byHand())))
                    .isEqualTo(here);
            assertThat(String.format("%d", 1)).isNotEqualTo("1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_graph_that_nobody_could_read_is_refused() {
        Graph graph = StepGraphs.sum(5000);

        assertThat(graph.nodes()).hasSize(5000);
        assertThatThrownBy(() -> GraphSvg.svg(graph, StepGraphs.finished(graph)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("graph: expected at most 500 nodes to draw, got 5000: nobody could read the picture;"
                        + " --dot FILE|- writes any graph as text, and `twingrad step` walks through it");
    }

    private static Document parsed(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("expected well-formed XML, got " + xml, e);
        }
    }

    private static List<Element> groups(Document svg, String kind) {
        return elements(svg.getDocumentElement()).stream()
                .filter(element -> element.getTagName().equals("g")
                        && (element.getAttribute("class") + " ").startsWith(kind + " "))
                .toList();
    }

    private static String edge(Element edge) {
        return edge.getAttribute("data-from") + " -> " + edge.getAttribute("data-to") + " slot "
                + edge.getAttribute("data-slot") + ": " + text(edge, "local");
    }

    private static String title(Element group) {
        return elements(group).get(0).getTextContent();
    }

    private static String text(Element group, String name) {
        Element child = child(group, name);
        return child == null ? "" : child.getTextContent();
    }

    private static Element child(Element group, String name) {
        return elements(group).stream()
                .filter(element -> element.getAttribute("class").equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<Element> elements(Element parent) {
        var elements = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}

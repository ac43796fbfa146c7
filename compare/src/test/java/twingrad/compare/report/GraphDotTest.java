package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import twingrad.compare.expression.Graph;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.compare.report.GraphPicture.Kind;

class GraphDotTest {

    @Test
    void the_whole_text_of_a_small_graph() {
        Graph graph = Graph.of(v -> v.get("a").mul(v.get("a")).as("s").leakyRelu(), Map.of("a", 3.0), Set.of());

        assertThat(GraphDot.dot(graph, StepGraphs.finished(graph))).isEqualTo("""
                digraph "v1" {
                  rankdir=LR;
                  node [shape=box, fontname="monospace"];
                  edge [fontname="monospace"];
                  n0 [label="a (leaf)\\nvalue 3\\ngrad 6", style=rounded];
                  n1 [label="s (*)\\nvalue 9\\ngrad 1", style=solid];
                  n2 [label="v1 (leakyRelu 0.01)\\nvalue 9\\ngrad 1", style=solid, penwidth=3];
                  n0 -> n1 [label="3"];
                  n0 -> n1 [label="3"];
                  n1 -> n2 [label="1"];
                }
                """);
    }

    @Test
    void what_graphviz_would_read_otherwise_is_escaped() {
        var picture = new GraphPicture(
                "\"q\"\\N",
                List.of(new Box("<b>&lt;\n\"q\"\\N", Kind.CONSTANT, "", 1, OptionalDouble.of(1))),
                List.<Arrow>of());

        assertThat(GraphDot.dot(picture))
                .contains("digraph \"\\\"q\\\"\\\\N\" {")
                .contains("n0 [label=\"<b>&amp;lt;\\n\\\"q\\\"\\\\N (constant)\\nvalue 1\\ngrad 1\", style=dashed");
    }

    @Test
    void a_graph_of_any_size_is_written() {
        Graph graph = StepGraphs.sum(5000);

        assertThat(GraphDot.dot(graph, StepGraphs.finished(graph)))
                .contains("n4999 [label=\"v4999 (+ 1)\\nvalue 5002\\ngrad 1\", style=solid, penwidth=3];")
                .contains("n4998 -> n4999 [label=\"1\"];");
    }
}

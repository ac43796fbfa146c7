package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.expression.Graph;

class StepPageTest {

    /** The bound for a graph of 100 nodes. */
    private static final int MOST_BYTES = 300_000;

    @Test
    void the_same_graph_gives_the_same_page() {
        assertThat(StepPage.html(StepGraphs.byHand())).isEqualTo(StepPage.html(StepGraphs.byHand()));
    }

    @Test
    void it_holds_all_it_needs_and_asks_the_network_for_nothing() {
        String html = StepPage.html(StepGraphs.byHand());

        assertThat(html).doesNotContain("{{").doesNotContain("@import").doesNotContain("url(");
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:");
        assertThat(html).contains("content=\"default-src 'none';").doesNotContainPattern("<(script|img)[^>]* src=");
    }

    @Test
    void a_name_cannot_end_the_script_that_it_stands_in() {
        String name = "</script><!--<script>alert(1)";
        Graph graph = Graph.of(leaves -> leaves.get(name).exp().as("L"), Map.of(name, 1.0), Set.of());

        assertThat(StepPage.html(graph))
                .contains("\"name\" : \"\\u003c/script>\\u003c!--\\u003cscript>alert(1)\"")
                .doesNotContain(name);
    }

    @Test
    void a_name_that_looks_like_a_place_of_the_frame_stays_a_name() {
        String name = "{{model}}\n$1\\";
        Graph graph = Graph.of(leaves -> leaves.get(name).exp().as("L"), Map.of(name, 1.0), Set.of());

        assertThat(StepPage.html(graph)).contains("\"name\" : \"{{model}}\\n$1\\\\\"");
    }

    @Test
    void leaves_constants_and_numbers_are_told_apart() {
        assertThat(StepPage.html(StepGraphs.softmax()))
                .containsPattern("\"name\" : \"a\",\\s+\"op\" : \"\",\\s+\"inputs\" : \\[ ],\\s+\"kind\" : \"leaf\"")
                .containsPattern(
                        "\"name\" : \"t\",\\s+\"op\" : \"\",\\s+\"inputs\" : \\[ ],\\s+\"kind\" : \"constant\"")
                .containsPattern("\"name\" : \"2\",\\s+\"op\" : \"\",\\s+\"inputs\" : \\[ ],\\s+\"kind\" : \"number\"");
    }

    @Test
    void a_hundred_nodes_stay_small() {
        Graph graph = StepGraphs.network(9);

        assertThat(graph.nodes().size()).isBetween(100, 105);
        assertThat(StepPage.html(graph).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void it_is_written_to_a_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("step.html");

        StepPage.write(file, StepGraphs.byHand());

        assertThat(Files.readString(file)).isEqualTo(StepPage.html(StepGraphs.byHand()));
    }

    @Test
    void a_file_that_cannot_be_written_is_named(@TempDir Path folder) {
        assertThatThrownBy(() -> StepPage.write(folder, StepGraphs.byHand()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(folder + ": expected a file that can be written, got ");
    }
}

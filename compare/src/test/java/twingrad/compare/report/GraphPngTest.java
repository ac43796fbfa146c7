package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.expression.Graph;
import twingrad.compare.report.GraphPicture.Kind;

class GraphPngTest {

    @Test
    void the_boxes_are_where_the_layout_has_them(@TempDir Path folder) throws IOException {
        Graph graph = StepGraphs.byHand();
        GraphPicture picture = GraphPicture.of(graph, StepGraphs.finished(graph));
        GraphLayout layout = GraphLayout.of(picture);

        GraphPng.save(folder.resolve("by-hand.png"), graph, StepGraphs.finished(graph));

        BufferedImage image = ImageIO.read(folder.resolve("by-hand.png").toFile());
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(layout.width()));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(layout.height()));
        for (int i = 0; i < picture.boxes().size(); i++) {
            Kind kind = picture.boxes().get(i).kind();
            assertThat(headOf(image, layout.boxes().get(i))).isEqualTo(GraphTheme.LIGHT.head(kind));
        }
        assertThat(new Color(image.getRGB(2, 2))).isEqualTo(Color.WHITE);
    }

    @Test
    void the_same_graph_gives_the_same_bytes(@TempDir Path folder) throws IOException {
        Graph graph = StepGraphs.byHand();
        GraphPng.save(folder.resolve("a.png"), graph, StepGraphs.finished(graph));
        GraphPng.save(folder.resolve("b.png"), graph, StepGraphs.finished(graph));

        assertThat(Files.readAllBytes(folder.resolve("a.png"))).isEqualTo(Files.readAllBytes(folder.resolve("b.png")));
    }

    @Test
    void more_pixels_than_memory_holds_are_refused() {
        var picture = new GraphPicture("L", List.of(), List.of());
        var layout = new GraphLayout(100_000, 5_000, List.of(), List.of());

        assertThatThrownBy(() -> GraphPng.image(picture, layout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("png: expected at most 50 million pixels, got 100000x5000;"
                        + " --svg FILE draws the same in any size");
    }

    @Test
    void a_picture_that_cannot_be_written_is_told_by_name(@TempDir Path folder) {
        Graph graph = StepGraphs.byHand();
        Path file = folder.resolve("missing").resolve("graph.png");

        assertThatThrownBy(() -> GraphPng.save(file, graph, StepGraphs.finished(graph)))
                .hasMessage(file + ": expected the folder " + file.getParent() + " to write it into, got none");
    }

    /** The color of a box's head, between its name and the right end. */
    private static Color headOf(BufferedImage image, Rectangle2D box) {
        return new Color(image.getRGB((int) box.getCenterX(), (int) box.getY() + 6));
    }
}

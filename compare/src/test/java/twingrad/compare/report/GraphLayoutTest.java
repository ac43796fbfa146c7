package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twingrad.compare.report.GraphLayout.Wire;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.compare.report.GraphPicture.Kind;

class GraphLayoutTest {

    /** Seeds of random graphs. */
    private static final int GRAPHS = 12;

    static Stream<GraphPicture> pictures() {
        return IntStream.range(0, GRAPHS).mapToObj(seed -> random(4 + 5 * seed, seed));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void nothing_overlaps_and_nothing_stands_outside(GraphPicture picture) {
        GraphLayout layout = GraphLayout.of(picture);

        List<Rectangle2D> solid = new ArrayList<>(layout.boxes());
        layout.wires().forEach(wire -> solid.add(wire.pill()));
        var whole = new Rectangle2D.Double(0, 0, layout.width(), layout.height());
        assertThat(solid).allMatch(whole::contains);
        assertThat(overlaps(solid)).isZero();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void wires_go_from_left_to_right_and_through_no_box(GraphPicture picture) {
        GraphLayout layout = GraphLayout.of(picture);

        for (int i = 0; i < picture.arrows().size(); i++) {
            Arrow arrow = picture.arrows().get(i);
            Wire wire = layout.wires().get(i);
            Rectangle2D from = layout.boxes().get(arrow.from());
            Rectangle2D to = layout.boxes().get(arrow.to());
            assertThat(from.getMaxX()).isLessThan(to.getX());
            assertThat(wire.points().get(0).getX()).isEqualTo(from.getMaxX());
            assertThat(wire.end().getX()).isEqualTo(to.getX());
            assertThat(wire.end().getY()).isBetween(to.getY(), to.getMaxY());
            assertThat(crosses(wire, wire.pill())).isTrue();
            assertThat(layout.boxes())
                    .filteredOn(box -> box != from && box != to)
                    .noneMatch(box -> crosses(wire, box));
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void the_inputs_of_a_node_arrive_in_their_order(GraphPicture picture) {
        GraphLayout layout = GraphLayout.of(picture);

        for (int i = 1; i < picture.arrows().size(); i++) {
            if (picture.arrows().get(i).slot() == 1) {
                assertThat(layout.wires().get(i).end().getY())
                        .isGreaterThan(layout.wires().get(i - 1).end().getY());
            }
        }
    }

    @Test
    void two_overlapping_boxes_would_be_noticed() {
        assertThat(overlaps(List.of(new Rectangle2D.Double(0, 0, 9, 9), new Rectangle2D.Double(8, 8, 9, 9))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void the_same_picture_is_laid_out_the_same_way(int nodes) {
        assertThat(GraphLayout.of(random(nodes, 7))).isEqualTo(GraphLayout.of(random(nodes, 7)));
    }

    @Test
    void every_text_has_room_in_its_box() {
        var box = new Box("layers.0.weight[0][1]", Kind.OP, "leakyRelu -1.23457e-300", -1.234567e-300, grad());
        var place = new Rectangle2D.Double(0, 0, GraphLettering.width(box), GraphLettering.BOX_HEIGHT);

        assertThat(GraphLettering.of(box, place)).hasSize(6).allSatisfy(text -> {
            double width = text.role().width(text.text());
            double left = switch (text.role().anchor) {
                case START -> text.x();
                case MIDDLE -> text.x() - width / 2;
                case END -> text.x() - width;
            };
            assertThat(left).isGreaterThan(place.getX());
            assertThat(left + width).isLessThan(place.getMaxX());
        });
    }

    @Test
    void long_names_lose_their_middle_and_only_long_ones() {
        assertThat(GraphPicture.shortened("layers.0.weight[11][117]")).isEqualTo("layers.0.weight[11][117]");
        assertThat(GraphPicture.shortened("the_squared_error_of_the_last_layer"))
                .isEqualTo("the_squared_…_last_layer");
        assertThat(GraphPicture.shortened("\uD83D\uDE00".repeat(30)))
                .isEqualTo("\uD83D\uDE00".repeat(12) + "…" + "\uD83D\uDE00".repeat(11));
    }

    private static int overlaps(List<? extends Rectangle2D> solid) {
        int overlaps = 0;
        for (int i = 0; i < solid.size(); i++) {
            for (int j = 0; j < i; j++) {
                overlaps += solid.get(i).intersects(solid.get(j)) ? 1 : 0;
            }
        }
        return overlaps;
    }

    private static boolean crosses(Wire wire, Rectangle2D place) {
        return IntStream.range(1, wire.points().size())
                .anyMatch(i -> place.intersectsLine(new Line2D.Double(
                        wire.points().get(i - 1), wire.points().get(i))));
    }

    /** A third of leaves, then nodes of one or two inputs, which may be the same one. */
    static GraphPicture random(int nodes, int seed) {
        var generator = new Random(seed);
        List<Box> boxes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Kind kind = i > nodes / 3 ? Kind.OP : i % 2 == 0 ? Kind.LEAF : Kind.CONSTANT;
            boxes.add(new Box("n" + i, kind, kind == Kind.OP ? "+" : "", generator.nextGaussian(), grad()));
            int inputs = kind == Kind.OP ? 1 + generator.nextInt(2) : 0;
            for (int slot = 0; slot < inputs; slot++) {
                arrows.add(new Arrow(generator.nextInt(i), i, slot, generator.nextGaussian(), "local"));
            }
        }
        return new GraphPicture("n" + (nodes - 1), boxes, arrows);
    }

    private static OptionalDouble grad() {
        return OptionalDouble.of(-1.234567e-300);
    }
}

package twingrad.compare.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.CenterEdgeLabelPlacementStrategy;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.ElkShape;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import twingrad.scalar.Notation;

/**
 * Where everything in a picture stands, in pixels, from left to right: found by the layered algorithm of the Eclipse
 * Layout Kernel. The same picture is laid out the same way, whatever the machine and its fonts.
 *
 * @param boxes where the boxes stand, in the picture's order
 * @param wires the ways of the arrows, in the picture's order
 */
record GraphLayout(double width, double height, List<Rectangle2D> boxes, List<Wire> wires) {

    /** The most nodes that are laid out. So many take some seconds, and no screen holds more. */
    static final int MOST_NODES = 500;

    private static final double MARGIN = 20;

    /**
     * Up to so many arrows the placement with the straightest wires is taken. It can take a minute for some hundred of
     * them where one leaf is used throughout; the other one takes a second.
     */
    private static final int MOST_STRAIGHT = 60;

    /** Between boxes one above the other, and between them and the wires that pass. */
    private static final double GAP = 16;

    GraphLayout {
        boxes = List.copyOf(boxes);
        wires = List.copyOf(wires);
    }

    /**
     * The way of an arrow.
     *
     * @param points from the input's right side to the user's left side, along the axes
     * @param pill where the local derivative stands, on the way
     */
    record Wire(List<Point2D> points, Rectangle2D pill) {
        Wire {
            points = List.copyOf(points);
        }

        /** Where the arrow's tip is. */
        Point2D end() {
            return points.get(points.size() - 1);
        }
    }

    /**
     * Lays a picture out.
     *
     * @throws IllegalArgumentException if it has more than {@value #MOST_NODES} boxes
     */
    static GraphLayout of(GraphPicture picture) {
        requireDrawable(picture.boxes().size());
        LayoutMetaDataService.getInstance(); // ELK registers the types of its options there, and fails without
        ElkNode whole = whole(picture.arrows().size());
        List<ElkNode> nodes =
                picture.boxes().stream().map(box -> node(whole, box)).toList();
        List<ElkPort> outputs =
                nodes.stream().map(node -> port(node, PortSide.EAST, 0)).toList();
        List<ElkEdge> edges = new ArrayList<>();
        for (GraphPicture.Arrow arrow : picture.arrows()) {
            // ELK counts the ports of a box clockwise, so upwards on its left side.
            ElkPort input = port(nodes.get(arrow.to()), PortSide.WEST, -arrow.slot());
            edges.add(edge(outputs.get(arrow.from()), input, arrow));
        }
        new LayeredLayoutProvider().layout(whole, new BasicProgressMonitor());
        return new GraphLayout(
                Math.max(whole.getWidth(), 2 * MARGIN + GraphLettering.captionWidth(picture)),
                whole.getHeight() + GraphLettering.CAPTION_HEIGHT,
                nodes.stream().map(GraphLayout::place).toList(),
                edges.stream().map(GraphLayout::wire).toList());
    }

    /** Refuses what is too large. */
    static void requireDrawable(int nodes) {
        if (nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    ("graph: expected at most %d nodes to draw, got %d: nobody could read the"
                                    + " picture; --dot FILE|- writes any graph as text,"
                                    + " and `twingrad step` walks through it")
                            .formatted(MOST_NODES, nodes));
        }
    }

    /** Where the line of words below the picture begins. */
    Point2D caption() {
        return new Point2D.Double(MARGIN, height - MARGIN);
    }

    private static ElkNode whole(int arrows) {
        ElkNode whole = ElkGraphUtil.createGraph();
        whole.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        whole.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        if (arrows <= MOST_STRAIGHT) {
            whole.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
        } else {
            whole.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
            whole.setProperty(LayeredOptions.THOROUGHNESS, 1);
        }
        whole.setProperty(
                LayeredOptions.EDGE_LABELS_CENTER_LABEL_PLACEMENT_STRATEGY,
                CenterEdgeLabelPlacementStrategy.HEAD_LAYER);
        whole.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
        whole.setProperty(LayeredOptions.SPACING_NODE_NODE, GAP);
        whole.setProperty(LayeredOptions.SPACING_EDGE_NODE, GAP);
        whole.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, GAP);
        return whole;
    }

    private static ElkNode node(ElkNode whole, GraphPicture.Box box) {
        ElkNode node = ElkGraphUtil.createNode(whole);
        node.setDimensions(GraphLettering.width(box), GraphLettering.BOX_HEIGHT);
        node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_ORDER);
        return node;
    }

    private static ElkPort port(ElkNode node, PortSide side, int index) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(LayeredOptions.PORT_SIDE, side);
        port.setProperty(LayeredOptions.PORT_INDEX, index);
        return port;
    }

    private static ElkEdge edge(ElkPort from, ElkPort to, GraphPicture.Arrow arrow) {
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
        ElkLabel label = ElkGraphUtil.createLabel(Notation.number(arrow.local()), edge);
        label.setDimensions(GraphLettering.pillWidth(arrow), GraphLettering.PILL_HEIGHT);
        label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        label.setProperty(LayeredOptions.EDGE_LABELS_INLINE, true);
        return edge;
    }

    private static Rectangle2D place(ElkShape shape) {
        return new Rectangle2D.Double(shape.getX(), shape.getY(), shape.getWidth(), shape.getHeight());
    }

    private static Wire wire(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point2D> points = new ArrayList<>();
        points.add(new Point2D.Double(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(new Point2D.Double(bend.getX(), bend.getY())));
        points.add(new Point2D.Double(section.getEndX(), section.getEndY()));
        return new Wire(points, place(edge.getLabels().get(0)));
    }
}

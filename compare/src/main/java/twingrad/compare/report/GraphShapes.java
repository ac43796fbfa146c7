package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import twingrad.compare.report.GraphPicture.Kind;

/** The lines of a picture of a graph, for whatever draws them. */
final class GraphShapes {

    static final double OUTLINE = 1.5;
    static final double ROOT_OUTLINE = 3;
    static final double WIRE = 1.5;
    static final double PILL_OUTLINE = 1;
    static final double BADGE_RADIUS = 5;

    /** Line and gap of a constant's outline. */
    static final float[] DASHES = {5, 3};

    /** Where the handles of a quarter circle's curve stand, in radii from the corner. */
    private static final double ROUND = 1 - 0.5523;

    private static final double BEND_RADIUS = 6;
    private static final double ARROW_LENGTH = 8;
    private static final double ARROW_HALF_WIDTH = 4;

    private GraphShapes() {}

    /** How round the corners of a box are: leaves are round, constants are not. */
    static double radius(Kind kind) {
        return switch (kind) {
            case OP -> 7;
            case LEAF -> 18;
            case CONSTANT -> 0;
        };
    }

    /** The outline's stroke. */
    static BasicStroke outline(Kind kind, boolean root) {
        float width = (float) (root ? ROOT_OUTLINE : OUTLINE);
        return kind == Kind.CONSTANT
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0)
                : new BasicStroke(width);
    }

    /** The upper part of a box, within its outline. */
    static Path2D head(Kind kind, Rectangle2D place) {
        double left = place.getX();
        double right = place.getMaxX();
        double top = place.getY();
        double bottom = top + GraphLettering.HEAD_HEIGHT;
        double radius = radius(kind);
        var path = new Path2D.Double();
        path.moveTo(left, bottom);
        path.lineTo(left, top + radius);
        path.curveTo(left, top + radius * ROUND, left + radius * ROUND, top, left + radius, top);
        path.lineTo(right - radius, top);
        path.curveTo(right - radius * ROUND, top, right, top + radius * ROUND, right, top + radius);
        path.lineTo(right, bottom);
        path.closePath();
        return path;
    }

    /** A wire with rounded bends, up to where its arrow begins. */
    static Path2D line(List<Point2D> points) {
        var path = new Path2D.Double();
        path.moveTo(points.get(0).getX(), points.get(0).getY());
        for (int i = 1; i < points.size() - 1; i++) {
            Point2D bend = points.get(i);
            Point2D into = towards(bend, points.get(i - 1));
            Point2D out = towards(bend, points.get(i + 1));
            path.lineTo(into.getX(), into.getY());
            path.quadTo(bend.getX(), bend.getY(), out.getX(), out.getY());
        }
        Point2D end = points.get(points.size() - 1);
        path.lineTo(end.getX() - ARROW_LENGTH + 1, end.getY());
        return path;
    }

    /** The arrow at a wire's end, which points to the right as all wires end. */
    static Path2D arrow(Point2D tip) {
        var path = new Path2D.Double();
        path.moveTo(tip.getX(), tip.getY());
        path.lineTo(tip.getX() - ARROW_LENGTH, tip.getY() - ARROW_HALF_WIDTH);
        path.lineTo(tip.getX() - ARROW_LENGTH, tip.getY() + ARROW_HALF_WIDTH);
        path.closePath();
        return path;
    }

    /** From a bend towards the next point, at most half the way there. */
    private static Point2D towards(Point2D bend, Point2D next) {
        double distance = bend.distance(next);
        double share = distance == 0 ? 0 : Math.min(BEND_RADIUS, distance / 2) / distance;
        return new Point2D.Double(
                bend.getX() + share * (next.getX() - bend.getX()), bend.getY() + share * (next.getY() - bend.getY()));
    }
}

package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import twingrad.compare.expression.Graph;
import twingrad.compare.expression.Walk;
import twingrad.compare.report.GraphLayout.Wire;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.compare.report.GraphPicture.Kind;

/** A graph as a PNG picture, light, as {@link GraphSvg} draws it; the letters are those of the machine. */
public final class GraphPng {

    /** The most pixels: about 200 MB while it is drawn. */
    private static final long MOST_PIXELS = 50_000_000;

    private static final GraphTheme THEME = GraphTheme.LIGHT;

    private final Graphics2D graphics;

    private GraphPng(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /**
     * Writes the picture, with the gradients that the walk has at its position.
     *
     * @throws IllegalArgumentException if it would have more than 500 nodes or 50 million pixels
     */
    public static void save(Path file, Graph graph, Walk finished) {
        GraphLayout.requireDrawable(graph.nodes().size());
        GraphPicture picture = GraphPicture.of(graph, finished);
        Png.save(file, image(picture, GraphLayout.of(picture)));
    }

    static BufferedImage image(GraphPicture picture, GraphLayout layout) {
        int width = (int) Math.ceil(layout.width());
        int height = (int) Math.ceil(layout.height());
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "png: expected at most 50 million pixels, got %dx%d; --svg FILE draws the same in any size"
                            .formatted(width, height));
        }
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        new GraphPng(graphics).draw(picture, layout);
        graphics.dispose();
        return image;
    }

    private void draw(GraphPicture picture, GraphLayout layout) {
        graphics.setColor(THEME.background());
        graphics.fill(new Rectangle2D.Double(0, 0, layout.width() + 1, layout.height() + 1));
        for (int i = 0; i < picture.arrows().size(); i++) {
            edge(picture.arrows().get(i), layout.wires().get(i));
        }
        for (int i = 0; i < picture.boxes().size(); i++) {
            Box box = picture.boxes().get(i);
            node(box, picture.isRoot(box), layout.boxes().get(i));
        }
        text(GraphLettering.caption(picture, layout));
    }

    private void edge(Arrow arrow, Wire wire) {
        graphics.setColor(THEME.wire());
        graphics.setStroke(new BasicStroke((float) GraphShapes.WIRE));
        graphics.draw(GraphShapes.line(wire.points()));
        graphics.fill(GraphShapes.arrow(wire.end()));
        Shape pill = rounded(wire.pill(), wire.pill().getHeight() / 2);
        graphics.setColor(THEME.background());
        graphics.fill(pill);
        graphics.setColor(THEME.wire());
        graphics.setStroke(new BasicStroke((float) GraphShapes.PILL_OUTLINE));
        graphics.draw(pill);
        text(GraphLettering.of(arrow, wire.pill()));
    }

    private void node(Box box, boolean root, Rectangle2D place) {
        Shape outline = rounded(place, GraphShapes.radius(box.kind()));
        graphics.setColor(THEME.surface());
        graphics.fill(outline);
        graphics.setColor(THEME.head(box.kind()));
        graphics.fill(GraphShapes.head(box.kind(), place));
        graphics.setColor(THEME.outline(box.kind()));
        graphics.setStroke(GraphShapes.outline(box.kind(), root));
        graphics.draw(outline);
        if (box.kind() == Kind.OP) {
            graphics.fill(rounded(GraphLettering.badge(box, place), GraphShapes.BADGE_RADIUS));
        }
        GraphLettering.of(box, place).forEach(this::text);
    }

    private void text(GraphLettering text) {
        GraphLettering.Role role = text.role();
        var font = new Font(Font.MONOSPACED, role.bold ? Font.BOLD : Font.PLAIN, role.size);
        double width = font.getStringBounds(text.text(), graphics.getFontRenderContext())
                .getWidth();
        double left = switch (role.anchor) {
            case START -> text.x();
            case MIDDLE -> text.x() - width / 2;
            case END -> text.x() - width;
        };
        graphics.setFont(font);
        graphics.setColor(THEME.text(role));
        graphics.drawString(text.text(), (float) left, (float) text.y());
    }

    private static Shape rounded(Rectangle2D place, double radius) {
        return new RoundRectangle2D.Double(
                place.getX(), place.getY(), place.getWidth(), place.getHeight(), 2 * radius, 2 * radius);
    }
}

package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/** Colors that the color-blind can tell apart (Okabe, Ito: Color Universal Design, 2008), and the strokes of curves. */
final class Palette {

    private static final Color[] COLORS = {
        new Color(0xE69F00), new Color(0x0072B2), new Color(0x009E73), new Color(0xCC79A7), new Color(0xD55E00)
    };

    /** Points of one color differ in shape. */
    private static final Shape[] SHAPES = {
        new Ellipse2D.Double(-3.5, -3.5, 7, 7),
        new Rectangle2D.Double(-3, -3, 6, 6),
        new Polygon(new int[] {-4, 4, 0}, new int[] {3, 3, -4}, 3),
        new Polygon(new int[] {0, 4, 0, -4}, new int[] {-4, 0, 4, 0}, 4),
        new Polygon(new int[] {-4, 0, 4}, new int[] {-3, 4, -3}, 3),
        new Rectangle2D.Double(-1.5, -4.5, 3, 9)
    };

    /** The stroke of a curve that is alone. */
    static final Stroke LINE = new BasicStroke(3);

    private Palette() {}

    /** The i-th color, round and round. */
    static Color color(int i) {
        return COLORS[i % COLORS.length];
    }

    /** So many classes have colors of their own. */
    static int colors() {
        return COLORS.length;
    }

    /** So many classes differ in color or shape. */
    static int looks() {
        return COLORS.length * SHAPES.length;
    }

    /** The i-th shape of a point. */
    static Shape shape(int i) {
        return SHAPES[i / COLORS.length % SHAPES.length];
    }

    /** The i-th color, so light that points show on it. */
    static Color light(int i) {
        return pale(color(i));
    }

    /** A color so light that others show on it. */
    static Color pale(Color color) {
        return new Color(pale(color.getRed()), pale(color.getGreen()), pale(color.getBlue()));
    }

    private static int pale(int channel) {
        return 255 - (255 - channel) / 4;
    }

    /** The color of the i-th of several curves; the third is in ink. */
    static Color curve(int i) {
        return i == 2 ? Color.BLACK : color(i < 2 ? i : i - 1);
    }

    /** The i-th of several curves: each narrower than the one below, so that curves on top of each other all show. */
    static Stroke stroke(int i) {
        return switch (i) {
            case 0 -> new BasicStroke(7, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
            case 1 -> new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {12, 12}, 0);
            case 2 -> new BasicStroke(1.5f);
            default -> new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {8, 5}, 0);
        };
    }

    /** The i-th of several curves that lie apart: those of one color differ in their dashes. */
    static Stroke dashes(int i) {
        float[][] patterns = {{}, {9, 4}, {3, 3}, {12, 3, 3, 3}};
        float[] pattern = patterns[i / COLORS.length % patterns.length];
        return pattern.length == 0
                ? new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL)
                : new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, pattern, 0);
    }
}

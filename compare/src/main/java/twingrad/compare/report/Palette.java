package twingrad.compare.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;

/** Colors that the color-blind can tell apart (Okabe, Ito: Color Universal Design, 2008), and the strokes of curves. */
final class Palette {

    private static final Color[] COLORS = {
        new Color(0xE69F00), new Color(0x0072B2), new Color(0x009E73), new Color(0xCC79A7), new Color(0xD55E00)
    };

    /** The stroke of a curve that is alone. */
    static final Stroke LINE = new BasicStroke(3);

    private Palette() {}

    /** The i-th color, round and round. */
    static Color color(int i) {
        return COLORS[i % COLORS.length];
    }

    /** The i-th color, so light that points show on it. */
    static Color light(int i) {
        Color color = color(i);
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
}

package twingrad.compare.report;

import java.awt.Color;
import java.util.Locale;
import twingrad.compare.report.GraphPicture.Kind;

/**
 * The colors of a picture of a graph; what they tell is told by words and outlines too.
 *
 * @param background behind everything
 * @param surface of boxes
 * @param ink of numbers and names
 * @param muted ink of what matters less
 * @param wire of edges and pills
 * @param op outline of interior nodes
 * @param leaf outline of leaves
 * @param constant outline of constants
 * @param tint how much of its outline's color the head of a box has, from 0 to 1
 */
record GraphTheme(
        Color background,
        Color surface,
        Color ink,
        Color muted,
        Color wire,
        Color op,
        Color leaf,
        Color constant,
        double tint) {

    static final GraphTheme LIGHT = new GraphTheme(
            Color.WHITE,
            Color.WHITE,
            new Color(0x1B1F24),
            new Color(0x5B6470),
            new Color(0x7C8794),
            new Color(0x0067A3),
            new Color(0x007D5C),
            new Color(0x6B5E4B),
            0.10);

    static final GraphTheme DARK = new GraphTheme(
            new Color(0x14181D),
            new Color(0x1C2128),
            new Color(0xE8EBEF),
            new Color(0xA6AFBA),
            new Color(0x8792A0),
            new Color(0x62B3E8),
            new Color(0x45C39D),
            new Color(0xC3B08F),
            0.18);

    /** The outline of a box. */
    Color outline(Kind kind) {
        return switch (kind) {
            case OP -> op;
            case LEAF -> leaf;
            case CONSTANT -> constant;
        };
    }

    /** The head of a box: its surface with some of its outline. */
    Color head(Kind kind) {
        Color outline = outline(kind);
        return new Color(
                mixed(surface.getRed(), outline.getRed()),
                mixed(surface.getGreen(), outline.getGreen()),
                mixed(surface.getBlue(), outline.getBlue()));
    }

    /** The color of a text. */
    Color text(GraphLettering.Role role) {
        return switch (role) {
            case OPERATION -> surface;
            case KIND, LABEL, CAPTION -> muted;
            case NAME, VALUE, GRAD, LOCAL -> ink;
        };
    }

    /** A color as style sheets write it. */
    static String css(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }

    private int mixed(int below, int above) {
        return (int) Math.rint(below + (above - below) * tint);
    }
}

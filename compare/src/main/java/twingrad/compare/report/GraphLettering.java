package twingrad.compare.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import twingrad.compare.report.GraphPicture.Arrow;
import twingrad.compare.report.GraphPicture.Box;
import twingrad.compare.report.GraphPicture.Kind;
import twingrad.scalar.Notation;

/**
 * One line of text in a picture of a graph, and how much room texts take. Letters are of fixed width and counted, not
 * measured: so the layout is the same with any font, and a number may be replaced by another of 6 digits.
 *
 * @param x where the anchor stands
 * @param y the base line
 */
record GraphLettering(Role role, String text, double x, double y) {

    static final double BOX_HEIGHT = 72;
    static final double HEAD_HEIGHT = 26;
    static final double PILL_HEIGHT = 18;
    static final double CAPTION_HEIGHT = 24;

    /** Characters of the longest number of 6 significant digits, as in -1.23457e-308. */
    private static final int LONGEST_NUMBER = 13;

    /** Characters that a pill has room for at least. */
    private static final int SHORTEST_PILL = 8;

    /** Width of a fixed-width letter, in font sizes; those of the common fonts are 0.55 to 0.602. */
    private static final double LETTER = 0.61;

    private static final double PADDING = 10;

    /** What a text says. */
    enum Role {
        OPERATION(13, true, Anchor.MIDDLE),
        NAME(13, true, Anchor.START),
        KIND(11, false, Anchor.END),
        LABEL(11, false, Anchor.START),
        VALUE(13, false, Anchor.END),
        GRAD(13, false, Anchor.END),
        LOCAL(12, false, Anchor.MIDDLE),
        CAPTION(11, false, Anchor.START);

        final int size;
        final boolean bold;
        final Anchor anchor;

        Role(int size, boolean bold, Anchor anchor) {
            this.size = size;
            this.bold = bold;
            this.anchor = anchor;
        }

        double width(String text) {
            return width(text.codePointCount(0, text.length()));
        }

        double width(int letters) {
            return letters * size * LETTER;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which part of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The width of a box. */
    static double width(Box box) {
        double name = Role.NAME.width(box.shortName());
        double head = box.kind() == Kind.OP
                ? badgeWidth(box) + name
                : name + Role.KIND.width(box.kind().toString());
        double row = Role.LABEL.width("value") + Role.VALUE.width(LONGEST_NUMBER);
        return Math.ceil(Math.max(head, row) + 3 * PADDING);
    }

    /** The width of an edge's pill. */
    static double pillWidth(Arrow arrow) {
        int letters = Math.max(SHORTEST_PILL, Notation.number(arrow.local()).length());
        return Math.ceil(Role.LOCAL.width(letters) + PADDING);
    }

    /** The badge with the op of an interior node, in the head of its box. */
    static Rectangle2D badge(Box box, Rectangle2D place) {
        return new Rectangle2D.Double(place.getX() + 5, place.getY() + 4, badgeWidth(box), HEAD_HEIGHT - 8);
    }

    /** All that is written in a box. */
    static List<GraphLettering> of(Box box, Rectangle2D place) {
        double left = place.getX() + PADDING;
        double right = place.getMaxX() - PADDING;
        double top = place.getY();
        List<GraphLettering> lines = new ArrayList<>();
        if (box.kind() == Kind.OP) {
            Rectangle2D badge = badge(box, place);
            lines.add(new GraphLettering(Role.OPERATION, box.operation(), badge.getCenterX(), top + 17.5));
            lines.add(new GraphLettering(Role.NAME, box.shortName(), badge.getMaxX() + PADDING - 2, top + 17.5));
        } else {
            lines.add(new GraphLettering(Role.NAME, box.shortName(), left, top + 17.5));
            lines.add(new GraphLettering(Role.KIND, box.kind().toString(), right, top + 17.5));
        }
        lines.add(new GraphLettering(Role.LABEL, "value", left, top + 44));
        lines.add(new GraphLettering(Role.VALUE, Notation.number(box.value()), right, top + 44));
        lines.add(new GraphLettering(Role.LABEL, "grad", left, top + 63));
        lines.add(new GraphLettering(Role.GRAD, box.gradText(), right, top + 63));
        return lines;
    }

    /** The local derivative on an edge. */
    static GraphLettering of(Arrow arrow, Rectangle2D pill) {
        return new GraphLettering(
                Role.LOCAL, Notation.number(arrow.local()), pill.getCenterX(), pill.getCenterY() + 4.2);
    }

    /** The line of words below the picture. */
    static GraphLettering caption(GraphPicture picture, GraphLayout layout) {
        return new GraphLettering(
                Role.CAPTION,
                caption(picture),
                layout.caption().getX(),
                layout.caption().getY());
    }

    static double captionWidth(GraphPicture picture) {
        return Role.CAPTION.width(caption(picture));
    }

    private static String caption(GraphPicture picture) {
        return "grad: ∂" + GraphPicture.shortened(picture.root())
                + "/∂(node) · on an edge: its local derivative, ∂(user)/∂(input)";
    }

    private static double badgeWidth(Box box) {
        return Math.max(24, Role.OPERATION.width(box.operation()) + PADDING);
    }
}

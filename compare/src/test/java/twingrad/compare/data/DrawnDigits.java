package twingrad.compare.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** The ten digits as somebody draws them with the mouse in an image editor: 200 x 200, one round pen. */
public final class DrawnDigits {

    public static final int SIDE = 200;

    private DrawnDigits() {}

    /** Digits 0 to 9, in any colors and with a pen of any width. */
    public static List<BufferedImage> draw(Color paper, Color pen, float width) {
        return IntStream.range(0, 10)
                .mapToObj(digit -> draw(digit, paper, pen, width))
                .toList();
    }

    /** One digit, a little off the middle. */
    public static BufferedImage draw(int digit, Color paper, Color pen, float width) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(paper);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(pen);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.translate(digit - 8, 12 - 2 * digit);
        graphics.draw(strokes(digit));
        graphics.dispose();
        return image;
    }

    private static Path2D strokes(int digit) {
        var path = new Path2D.Double();
        switch (digit) {
            case 0 -> path.append(new Arc2D.Double(62, 40, 76, 120, 80, 360, Arc2D.OPEN), false);
            case 1 -> line(path, 92, 60, 106, 40, 100, 160);
            case 2 -> {
                path.moveTo(64, 70);
                path.curveTo(66, 30, 136, 28, 134, 72);
                path.curveTo(132, 104, 84, 128, 62, 158);
                path.lineTo(142, 154);
            }
            case 3 -> {
                path.moveTo(66, 52);
                path.curveTo(90, 28, 136, 40, 130, 70);
                path.curveTo(126, 90, 104, 96, 92, 98);
                path.curveTo(142, 100, 148, 150, 104, 160);
                path.curveTo(88, 162, 70, 154, 62, 142);
            }
            case 4 -> {
                line(path, 76, 44, 62, 106, 138, 102);
                line(path, 124, 60, 116, 166);
            }
            case 5 -> {
                line(path, 136, 44, 80, 46, 74, 92);
                path.curveTo(150, 80, 150, 156, 98, 160);
                path.curveTo(84, 160, 68, 154, 62, 144);
            }
            case 6 -> {
                path.moveTo(122, 40);
                path.curveTo(86, 62, 60, 104, 66, 136);
                path.curveTo(72, 172, 132, 166, 132, 132);
                path.curveTo(130, 100, 82, 100, 68, 132);
            }
            case 7 -> line(path, 58, 52, 140, 48, 92, 162);
            case 8 -> {
                path.moveTo(128, 56);
                path.curveTo(104, 28, 62, 46, 74, 76);
                path.curveTo(86, 98, 132, 106, 132, 138);
                path.curveTo(130, 170, 68, 168, 72, 136);
                path.curveTo(76, 106, 128, 92, 128, 56);
            }
            default -> {
                path.moveTo(132, 62);
                path.curveTo(110, 30, 62, 44, 66, 76);
                path.curveTo(72, 108, 128, 100, 132, 64);
                path.lineTo(122, 162);
            }
        }
        return path;
    }

    private static void line(Path2D path, double... points) {
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
    }
}
